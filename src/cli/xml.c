/* xml.c - text as an XML document has it */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/xml.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/utf8.h"

/* Section 2.2 of XML 1.0, production Char; there are no surrogates here. */
static bool is_forbidden(uint32_t c)
{
    return (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0xFFFE ||
           c == 0xFFFF;
}

/* A reader makes spaces or line feeds of these, or a terminal obeys them. */
static bool needs_reference(uint32_t c)
{
    return c < 0x20 || (c >= 0x7F && c <= 0x9F) ||
           (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

static const char *entity(uint32_t c)
{
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    default:
        return NULL;
    }
}

size_t pcs_xml_append(pcs_buffer *out, const char *text, size_t len)
{
    size_t replaced = 0, copied = 0;
    for (size_t pos = 0; pos < len;) {
        size_t start = pos;
        bool valid = true;
        uint32_t c = pcs_utf8_next(text, len, &pos, &valid);
        bool is_lost = !valid || is_forbidden(c);
        const char *instead = is_lost ? "\xEF\xBF\xBD" : entity(c);
        if (!instead && !needs_reference(c))
            continue;
        pcs_buffer_append(out, text + copied, start - copied);
        if (instead)
            pcs_buffer_puts(out, instead);
        else
            pcs_buffer_printf(out, "&#x%X;", (unsigned)c);
        replaced += is_lost;
        copied = pos;
    }
    pcs_buffer_append(out, text + copied, len - copied);
    return replaced;
}

size_t pcs_xml_puts(pcs_buffer *out, const char *text)
{
    return pcs_xml_append(out, text, strlen(text));
}
