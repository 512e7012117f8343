/* error.c - errors as Meilisearch words them */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "server/meili/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "server/http/json.h"

#define LINK "https://docs.meilisearch.com/errors#"

static void format_message(char *out, const char *format, va_list args)
{
    int n = vsnprintf(out, PCS_MEILI_MESSAGE_MAX, format, args);
    if (n >= PCS_MEILI_MESSAGE_MAX)
        out[pcs_utf8_cut(out, PCS_MEILI_MESSAGE_MAX - 1,
                         PCS_MEILI_MESSAGE_MAX - 4)] = '\0';
}

bool pcs_meili_fail(pcs_meili_error *error, unsigned status, const char *code,
                    const char *format, ...)
{
    va_list args;
    error->status = status;
    error->code = code;
    va_start(args, format);
    format_message(error->message, format, args);
    va_end(args);
    return false;
}

bool pcs_meili_nomem(pcs_meili_error *error)
{
    return pcs_meili_fail(error, 503, "internal", "Out of memory.");
}

void pcs_meili_prefix(pcs_meili_error *error, const char *format, ...)
{
    char before[PCS_MEILI_MESSAGE_MAX], text[PCS_MEILI_MESSAGE_MAX];
    va_list args;
    va_start(args, format);
    format_message(before, format, args);
    va_end(args);
    memcpy(text, error->message, sizeof text);
    pcs_meili_fail(error, error->status, error->code, "%s%s", before, text);
}

static const char *type_of(const pcs_meili_error *error)
{
    return error->status == 401 || error->status == 403 ? "auth"
           : error->status >= 500                       ? "internal"
                                                        : "invalid_request";
}

void pcs_meili_answer_error(pcs_exchange *exchange,
                            const pcs_meili_error *error)
{
    pcs_buffer *out = &exchange->reply;
    exchange->status = error->status;
    exchange->content_type = "application/json";
    exchange->etag = NULL;
    pcs_buffer_clear(out);
    pcs_buffer_puts(out, "{\"message\":");
    pcs_http_json_puts(out, error->message);
    pcs_buffer_printf(
        out, ",\"code\":\"%s\",\"type\":\"%s\",\"link\":\"" LINK "%s\"}",
        error->code, type_of(error), error->code);
}
