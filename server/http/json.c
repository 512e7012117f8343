/* json.c - strings of JSON, written */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "server/http/json.h"

#include <string.h>

#include "base/utf8.h"

static bool is_unsafe(uint32_t c)
{
    return c < 0x20 || (c >= 0x7F && c <= 0x9F) || c == 0x200E || c == 0x200F ||
           c == 0x61C || (c >= 0x2028 && c <= 0x202E) ||
           (c >= 0x2066 && c <= 0x2069);
}

void pcs_http_json(pcs_buffer *out, const char *text, size_t len)
{
    char bytes[4];
    pcs_buffer_putc(out, '"');
    for (size_t pos = 0; pos < len;) {
        uint32_t c = pcs_utf8_next(text, len, &pos, NULL);
        if (c == '"' || c == '\\')
            pcs_buffer_putc(out, '\\');
        if (is_unsafe(c))
            pcs_buffer_printf(out, "\\u%04x", (unsigned)c);
        else
            pcs_buffer_append(out, bytes, pcs_utf8_put(bytes, c));
    }
    pcs_buffer_putc(out, '"');
}

void pcs_http_json_puts(pcs_buffer *out, const char *text)
{
    pcs_http_json(out, text, strlen(text));
}
