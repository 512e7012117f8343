/* jsonline.c - a line of JSON that is safe to show */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/jsonline.h"

#include <stdbool.h>
#include <stdint.h>

#include "base/utf8.h"

static bool drives_terminal(uint32_t c)
{
    return (c >= 0x7F && c <= 0x9F) || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2066 && c <= 0x2069);
}

void pcs_jsonline_append(pcs_buffer *out, const char *line, size_t len)
{
    size_t copied = 0;
    for (size_t pos = 0; pos < len;) {
        size_t start = pos;
        unsigned char byte = (unsigned char)line[pos];
        if (byte != 0x7F && byte != 0xC2 && byte != 0xE2) {
            pos++;
            continue;
        }
        uint32_t c = pcs_utf8_next(line, len, &pos, NULL);
        if (!drives_terminal(c))
            continue;
        pcs_buffer_append(out, line + copied, start - copied);
        pcs_buffer_printf(out, "\\u%04x", (unsigned)c);
        copied = pos;
    }
    pcs_buffer_append(out, line + copied, len - copied);
    pcs_buffer_putc(out, '\n');
}
