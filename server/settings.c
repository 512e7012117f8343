/* settings.c - what pcsearchd was started with */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "server/settings.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/terminal.h"
#include "server/options.h"

/* More is no time that anybody means. */
#define SHORT_MAX_MS 60000u
#define LONG_MAX_MS 300000u

int pcs_server_complain(const char *message)
{
    fprintf(stderr, "pcsearchd: %s\n", message);
    return 2;
}

static int print(int id, const char *what)
{
    pcs_buffer out = {0};
    pcs_error err = PCS_ERROR_INIT;
    pcs_status status = PCS_OK;
    if (id == PCSEARCHD_HELP)
        pcs_command_help(&out, &pcsearchd_command);
    else if (id == PCSEARCHD_VERSION)
        pcs_command_version(&out, &pcsearchd_command);
    else
        status = pcs_command_generate(&out, &pcsearchd_command, what, &err);
    if (status == PCS_OK)
        status = pcs_buffer_status(&out, &err);
    if (status == PCS_OK)
        pcs_cli_write(stdout, out.data, out.len, NULL);
    pcs_buffer_dispose(&out);
    return status == PCS_OK ? 0 : pcs_server_complain(err.message);
}

static int take_list(pcs_setting_list *list, pcs_args *args)
{
    if (args->where == NULL && !list->is_given) {
        list->is_given = true;
        list->n = 0;
    }
    if (list->n == PCS_SETTINGS_LIST_MAX) {
        pcs_args_fail(args, "%s%s: there are more than %d",
                      pcs_args_dashes(args), args->option->name,
                      PCS_SETTINGS_LIST_MAX);
        return pcs_server_complain(args->message);
    }
    list->items[list->n++] = args->value;
    return 0;
}

static int take_number(size_t *out, pcs_args *args, uint64_t max)
{
    uint64_t number = 0;
    if (!pcs_args_number(args, max, &number))
        return pcs_server_complain(args->message);
    if (number == 0) {
        pcs_args_fail(args, "%s%s: at least 1 is needed", pcs_args_dashes(args),
                      args->option->name);
        return pcs_server_complain(args->message);
    }
    *out = (size_t)number;
    return 0;
}

static int take_seconds(unsigned *out, pcs_args *args, uint64_t max_ms)
{
    uint64_t ms = 0;
    if (!pcs_args_seconds(args, max_ms, &ms))
        return pcs_server_complain(args->message);
    *out = (unsigned)ms;
    return 0;
}

static int take_body(pcs_settings *s, pcs_args *args)
{
    uint64_t size = 0;
    if (!pcs_args_size(args, 1, &size))
        return pcs_server_complain(args->message);
    if (size > PCS_HTTP_BODY_CEILING) {
        pcs_args_fail(args, "%smax-body %s: at most 1M is possible",
                      pcs_args_dashes(args), args->value);
        return pcs_server_complain(args->message);
    }
    s->listener.max_body = (size_t)size;
    return 0;
}

static int take_limit(pcs_settings *s, int id, pcs_args *args)
{
    pcs_listener_options *l = &s->listener;
    switch (id) {
    case PCSEARCHD_THREADS:
        return take_number(&l->threads, args, PCS_HTTP_THREADS_CEILING);
    case PCSEARCHD_MAX_CONNECTIONS:
        return take_number(&l->max_connections, args,
                           PCS_HTTP_CONNECTIONS_CEILING);
    case PCSEARCHD_MAX_PER_ADDRESS:
        return take_number(&l->max_per_address, args,
                           PCS_HTTP_CONNECTIONS_CEILING);
    case PCSEARCHD_MAX_BODY:
        return take_body(s, args);
    case PCSEARCHD_HEADER_TIMEOUT:
        return take_seconds(&l->head_ms, args, SHORT_MAX_MS);
    case PCSEARCHD_BODY_TIMEOUT:
        return take_seconds(&l->body_ms, args, SHORT_MAX_MS);
    case PCSEARCHD_REPLY_TIMEOUT:
        return take_seconds(&l->reply_ms, args, LONG_MAX_MS);
    case PCSEARCHD_IDLE_TIMEOUT:
        return take_seconds(&l->idle_ms, args, LONG_MAX_MS);
    case PCSEARCHD_STOP_TIMEOUT:
        return take_seconds(&s->stop_ms, args, LONG_MAX_MS);
    default:
        return 0;
    }
}

static int take_proxy(pcs_settings *s, pcs_args *args)
{
    int status = take_list(&s->proxies, args);
    if (status == 0 &&
        !pcs_peer_range_parse(&s->ranges[s->proxies.n - 1], args->value)) {
        pcs_args_fail(args,
                      "%strusted-proxy %s: an address was expected, or "
                      "ADDRESS/BITS",
                      pcs_args_dashes(args), args->value);
        status = pcs_server_complain(args->message);
    }
    return status;
}

/* The environment goes before the file. */
static void take_index(pcs_settings *s, const pcs_args *args)
{
    const char *index = getenv("PCSEARCH_INDEX");
    if (args->where == NULL || index == NULL || *index == 0)
        s->index = args->value;
}

static int take(pcs_settings *s, int id, pcs_args *args)
{
    switch (id) {
    case PCSEARCHD_INDEX:
        take_index(s, args);
        return 0;
    case PCSEARCHD_BASE_URL:
        s->base_url = args->value;
        return 0;
    case PCSEARCHD_NO_PAGE:
        s->has_page = false;
        return 0;
    case PCSEARCHD_LISTEN:
        return take_list(&s->listen, args);
    case PCSEARCHD_ALLOW_HOST:
        return take_list(&s->hosts, args);
    case PCSEARCHD_CORS_ORIGIN:
        return take_list(&s->origins, args);
    case PCSEARCHD_TRUSTED_PROXY:
        return take_proxy(s, args);
    case PCSEARCHD_TOKEN_FILE:
        s->token_file = args->value;
        return 0;
    case PCSEARCHD_ACCESS_LOG:
        s->access_log = strcmp(args->value, "off") == 0 ? NULL : args->value;
        return 0;
    case PCSEARCHD_LOG_QUERIES:
        s->logs_queries = true;
        return 0;
    case PCSEARCHD_QUIET:
        s->is_quiet = true;
        return 0;
    case PCSEARCHD_HELP:
    case PCSEARCHD_VERSION:
    case PCSEARCHD_GENERATE:
        s->is_done = true;
        return print(id, args->value);
    default:
        return take_limit(s, id, args);
    }
}

static int take_config(pcs_settings *s, int argc, char **argv)
{
    pcs_args args = {.command = &pcsearchd_command};
    pcs_error err = PCS_ERROR_INIT;
    if (pcs_config_open(&s->config, &pcsearchd_command, argc, argv, &err) !=
        PCS_OK)
        return pcs_server_complain(err.message);
    int status = 0;
    for (int id; status == 0 && (id = pcs_config_next(&s->config, &args)) != 0;)
        status = id == PCS_ARG_ERROR ? pcs_server_complain(args.message)
                                     : take(s, id, &args);
    return status;
}

static int take_operand(pcs_args *args)
{
    pcs_args_fail(args, "%.100s: pcsearchd takes options alone", args->value);
    return pcs_server_complain(args->message);
}

int pcs_settings_read(pcs_settings *s, int argc, char **argv)
{
    pcs_args args;
    int id;
    pcs_listener_options defaults = PCS_LISTENER_OPTIONS_INIT;
    memset(s, 0, sizeof *s);
    s->listener = defaults;
    s->base_url = "";
    s->has_page = true;
    s->stop_ms = 10000;
    int status = take_config(s, argc, argv);
    pcs_args_init(&args, &pcsearchd_command, argc, argv);
    while (status == 0 && !s->is_done &&
           (id = pcs_args_next(&args)) != PCS_ARG_END) {
        if (id == PCS_ARG_ERROR)
            status = pcs_server_complain(args.message);
        else if (id == PCS_ARG_OPERAND)
            status = take_operand(&args);
        else
            status = take(s, id, &args);
    }
    pcs_args_dispose(&args);
    s->listener.addresses = s->listen.items;
    s->listener.n_addresses = s->listen.n;
    s->listener.hosts = s->hosts.items;
    s->listener.n_hosts = s->hosts.n;
    s->listener.cors_origins = s->origins.items;
    s->listener.n_cors_origins = s->origins.n;
    s->listener.proxies = s->ranges;
    s->listener.n_proxies = s->proxies.n;
    return status;
}

void pcs_settings_dispose(pcs_settings *s)
{
    pcs_config_dispose(&s->config);
    memset(s, 0, sizeof *s);
}
