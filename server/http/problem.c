/* problem.c - what went wrong, as the client reads it */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "server/http/problem.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "server/http/json.h"

#define DETAIL_MAX 1024

static const struct {
    unsigned status;
    const char *reason;
} reasons[] = {
    {200, "OK"},
    {201, "Created"},
    {202, "Accepted"},
    {204, "No Content"},
    {301, "Moved Permanently"},
    {302, "Found"},
    {303, "See Other"},
    {304, "Not Modified"},
    {307, "Temporary Redirect"},
    {308, "Permanent Redirect"},
    {400, "Bad Request"},
    {401, "Unauthorized"},
    {403, "Forbidden"},
    {404, "Not Found"},
    {405, "Method Not Allowed"},
    {406, "Not Acceptable"},
    {408, "Request Timeout"},
    {409, "Conflict"},
    {410, "Gone"},
    {411, "Length Required"},
    {413, "Content Too Large"},
    {414, "URI Too Long"},
    {415, "Unsupported Media Type"},
    {417, "Expectation Failed"},
    {421, "Misdirected Request"},
    {422, "Unprocessable Content"},
    {429, "Too Many Requests"},
    {431, "Request Header Fields Too Large"},
    {500, "Internal Server Error"},
    {501, "Not Implemented"},
    {503, "Service Unavailable"},
    {504, "Gateway Timeout"},
    {505, "HTTP Version Not Supported"},
};

const char *pcs_http_reason(unsigned status)
{
    for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++)
        if (reasons[i].status == status)
            return reasons[i].reason;
    return "Error";
}

/* Drops what was answered before. */
static void begin(pcs_exchange *x, unsigned status, const char *type)
{
    pcs_buffer_clear(&x->reply);
    x->reply.failed = false;
    x->status = status;
    x->content_type = type;
    x->etag = x->cache_control = x->language = x->location = NULL;
    x->headers = NULL;
}

static void write_problem(pcs_exchange *x, unsigned status, const char *code,
                          const char *detail)
{
    begin(x, status, "application/problem+json");
    pcs_buffer_puts(&x->reply, "{\"type\":");
    char type[128];
    snprintf(type, sizeof type, "urn:pcsearch:problem:%s", code);
    pcs_http_json_puts(&x->reply, type);
    pcs_buffer_puts(&x->reply, ",\"title\":");
    pcs_http_json_puts(&x->reply, pcs_http_reason(status));
    pcs_buffer_printf(&x->reply, ",\"status\":%u,\"detail\":", status);
    pcs_http_json_puts(&x->reply, detail);
    pcs_buffer_puts(&x->reply, "}\n");
}

/* What Meilisearch calls it. */
static const char *meili_code(char *scratch, size_t size, unsigned status,
                              const char *code)
{
    static const struct {
        const char *ours, *theirs;
    } names[] = {{"token-missing", "missing_authorization_header"},
                 {"token-unknown", "invalid_api_key"},
                 {"body-too-large", "payload_too_large"},
                 {"no-such-route", "not_found"},
                 {"internal", "internal"}};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(names[i].ours, code) == 0)
            return names[i].theirs;
    if (status == 400)
        return "bad_request";
    snprintf(scratch, size, "%s", code);
    for (char *p = scratch; *p != 0; p++)
        if (*p == '-')
            *p = '_';
    return scratch;
}

static void write_meili(pcs_exchange *x, unsigned status, const char *code,
                        const char *detail)
{
    char scratch[64];
    const char *name = meili_code(scratch, sizeof scratch, status, code);
    const char *type = status == 401 || status == 403 ? "auth"
                       : status >= 500                ? "internal"
                                                      : "invalid_request";
    begin(x, status, "application/json");
    pcs_buffer_puts(&x->reply, "{\"message\":");
    pcs_http_json_puts(&x->reply, detail);
    pcs_buffer_puts(&x->reply, ",\"code\":");
    pcs_http_json_puts(&x->reply, name);
    pcs_buffer_printf(&x->reply,
                      ",\"type\":\"%s\",\"link\":"
                      "\"https://docs.meilisearch.com/errors#%s\"}\n",
                      type, name);
}

void pcs_http_problem(pcs_exchange *x, pcs_http_dialect dialect,
                      unsigned status, const char *code, const char *detail)
{
    if (dialect == PCS_HTTP_MEILI)
        write_meili(x, status, code, detail);
    else
        write_problem(x, status, code, detail);
}

void pcs_exchange_problem(pcs_exchange *x, unsigned status, const char *code,
                          const char *format, ...)
{
    char detail[DETAIL_MAX];
    va_list args;
    va_start(args, format);
    vsnprintf(detail, sizeof detail, format, args);
    va_end(args);
    write_problem(x, status, code, detail);
}
