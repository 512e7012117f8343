/* echo.c - a pcsearchd that searches nothing: for tests of the transport */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "server/daemon.h"
#include "server/http/json.h"

static size_t number(const pcs_exchange *x, const char *name)
{
    const pcs_http_param *p = pcs_exchange_param(x, name);
    return p != NULL ? strtoul(p->value, NULL, 10) : 0;
}

static void put_all(pcs_exchange *x, const pcs_http_param *all, size_t n)
{
    pcs_buffer_puts(&x->reply, "[");
    for (size_t i = 0; i < n; i++) {
        pcs_buffer_puts(&x->reply, i > 0 ? ",[" : "[");
        pcs_http_json_puts(&x->reply, all[i].name);
        pcs_buffer_puts(&x->reply, ",");
        pcs_http_json(&x->reply, all[i].value, all[i].len);
        pcs_buffer_puts(&x->reply, "]");
    }
    pcs_buffer_puts(&x->reply, "]");
}

static void answer_echo(void *context, pcs_exchange *x)
{
    (void)context;
    const char *header = pcs_exchange_header(x, "X-Test");
    x->content_type = "application/json";
    pcs_buffer_puts(&x->reply, "{\"method\":");
    pcs_http_json_puts(&x->reply, x->method);
    pcs_buffer_puts(&x->reply, ",\"path\":");
    pcs_http_json_puts(&x->reply, x->path);
    pcs_buffer_puts(&x->reply, ",\"params\":");
    put_all(x, x->params, x->n_params);
    pcs_buffer_puts(&x->reply, ",\"variables\":");
    put_all(x, x->variables, x->n_variables);
    pcs_buffer_puts(&x->reply, ",\"body\":");
    pcs_http_json(&x->reply, x->body, x->body_len);
    pcs_buffer_puts(&x->reply, ",\"header\":");
    pcs_http_json_puts(&x->reply, header != NULL ? header : "");
    pcs_buffer_puts(&x->reply, ",\"language\":");
    pcs_http_json_puts(&x->reply, x->accept_language);
    pcs_buffer_printf(&x->reply, ",\"local\":%s}\n",
                      x->is_local ? "true" : "false");
}

/* ?n=BYTES&etag=TEXT */
static void answer_bytes(void *context, pcs_exchange *x)
{
    (void)context;
    size_t n = number(x, "n");
    const pcs_http_param *etag = pcs_exchange_param(x, "etag");
    x->content_type = "text/plain; charset=utf-8";
    if (etag != NULL)
        x->etag = etag->value;
    for (size_t i = 0; i < n; i++)
        pcs_buffer_putc(&x->reply, (char)('a' + i * i % 23));
}

/* The same, never many: for requests that were damaged. */
static void answer_few(void *context, pcs_exchange *x)
{
    (void)context;
    size_t n = number(x, "n");
    x->content_type = "text/plain; charset=utf-8";
    for (size_t i = 0; i < n && i < 4096; i++)
        pcs_buffer_putc(&x->reply, (char)('a' + i * i % 23));
}

/* ?ms=TIME&off=1: on a thread for what takes long */
static void answer_slow(void *context, pcs_exchange *x)
{
    (void)context;
    if (number(x, "off") && pcs_exchange_put_off(x))
        return;
    usleep((useconds_t)number(x, "ms") * 1000);
    x->content_type = "text/plain";
    x->log_note = "slept";
    pcs_buffer_puts(&x->reply, "slept\n");
}

static void answer_page(void *context, pcs_exchange *x)
{
    (void)context;
    x->content_type = "text/html; charset=utf-8";
    x->cache_control = "max-age=60";
    x->language = "ko";
    pcs_exchange_set_header(x, "content-security-policy", "script-src 'self'");
    pcs_exchange_set_header(x, "X-Bad", "a\r\nSet-Cookie: b=c");
    pcs_buffer_puts(&x->reply, "<!doctype html>\n");
}

static void answer_problem(void *context, pcs_exchange *x)
{
    (void)context;
    pcs_buffer_puts(&x->reply, "to be dropped");
    x->etag = "dropped";
    pcs_exchange_problem(x, 422, "unknown-locale", "no locale \"%s\"",
                         "xx\n\x1b");
}

static const pcs_http_route routes[] = {
    {"GET", "/few", "few", answer_few, PCS_HTTP_OPEN, PCS_HTTP_PROBLEM},
    {"GET", "/echo", "echo", answer_echo, PCS_HTTP_OPEN, PCS_HTTP_PROBLEM},
    {"POST", "/echo", "echo", answer_echo, PCS_HTTP_OPEN, PCS_HTTP_PROBLEM},
    {"GET", "/echo/{one}", "echo-one", answer_echo, PCS_HTTP_OPEN,
     PCS_HTTP_PROBLEM},
    {"GET", "/echo/{one}/{rest...}", "echo-rest", answer_echo, PCS_HTTP_OPEN,
     PCS_HTTP_PROBLEM},
    {"POST", "/indexes/{uid}/search", "meili", answer_echo, PCS_HTTP_KEYED,
     PCS_HTTP_MEILI},
    {"GET", "/keyed", "keyed", answer_echo, PCS_HTTP_KEYED, PCS_HTTP_PROBLEM},
    {"GET", "/bytes", "bytes", answer_bytes, PCS_HTTP_OPEN, PCS_HTTP_PROBLEM},
    {"GET", "/slow", "slow", answer_slow, PCS_HTTP_OPEN, PCS_HTTP_PROBLEM},
    {"GET", "/page", "page", answer_page, PCS_HTTP_OPEN, PCS_HTTP_PROBLEM},
    {"GET", "/problem", "problem", answer_problem, PCS_HTTP_OPEN,
     PCS_HTTP_PROBLEM},
};

static pcs_status open_routes(void *context, const pcs_settings *settings,
                              pcs_http_routes *out, size_t max, size_t *n,
                              pcs_error *err)
{
    (void)context;
    (void)settings;
    (void)max;
    (void)err;
    out[0] = (pcs_http_routes){routes, sizeof routes / sizeof *routes, NULL};
    *n = 1;
    return PCS_OK;
}

static void write_metric(void *context, pcs_buffer *out)
{
    static const char *const labels[] = {"text", "a\"b\\c\nd", NULL};
    (void)context;
    pcs_metrics_head(out, "echo_value", "gauge", "A value.");
    pcs_metrics_value(out, "echo_value", labels, 42);
}

static pcs_status add_metrics(void *context, pcs_metrics *metrics,
                              pcs_error *err)
{
    (void)context;
    return pcs_metrics_add(metrics, write_metric, NULL, err);
}

static bool is_ready(void *context, const char **reason)
{
    (void)context;
    *reason = "told not to be";
    return getenv("ECHO_NOT_READY") == NULL;
}

static uint64_t generation(void *context)
{
    (void)context;
    return 7;
}

int main(int argc, char **argv)
{
    const pcs_daemon_service service = {.open = open_routes,
                                        .started = add_metrics,
                                        .is_ready = is_ready,
                                        .generation = generation};
    return pcs_daemon_main(&service, argc, argv);
}
