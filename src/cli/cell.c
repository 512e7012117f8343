/* cell.c - text as a cell of a table in a file */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/cell.h"

#include <stdint.h>
#include <string.h>

#include "base/utf8.h"

#define REPLACEMENT "\xEF\xBF\xBD"

static bool is_control(uint32_t c)
{
    return c < 0x20 || (c >= 0x7F && c <= 0x9F);
}

bool pcs_cell_is_guarded(const char *text, size_t len)
{
    size_t pos = 0;
    while (pos < len && text[pos] == '\'')
        pos++;
    if (pos == len)
        return false;
    switch (pcs_utf8_next(text, len, &pos, NULL)) {
    case '=':
    case '+':
    case '-':
    case '@':
    case '\t':
    case '\n':
    case '\r':
    case 0xFF1D: /* fullwidth = + - @ */
    case 0xFF0B:
    case 0xFF0D:
    case 0xFF20:
        return true;
    default:
        return false;
    }
}

static bool needs_quotes(const char *text, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (text[i] == ',' || text[i] == '"' || text[i] == '\n' ||
            text[i] == '\r')
            return true;
    return len && (strchr(" \t", text[0]) || strchr(" \t", text[len - 1]));
}

size_t pcs_cell_csv(pcs_buffer *out, const char *text, size_t len)
{
    size_t replaced = 0, copied = 0;
    bool is_quoted = needs_quotes(text, len);
    if (is_quoted)
        pcs_buffer_putc(out, '"');
    if (pcs_cell_is_guarded(text, len))
        pcs_buffer_putc(out, '\'');
    for (size_t pos = 0; pos < len;) {
        size_t start = pos;
        bool valid = true;
        uint32_t c = pcs_utf8_next(text, len, &pos, &valid);
        bool is_space = c == '\t' || c == '\n' || c == '\r';
        bool is_lost = !valid || (is_control(c) && !is_space);
        if (!is_lost && c != '"')
            continue;
        pcs_buffer_append(out, text + copied, start - copied);
        pcs_buffer_puts(out, is_lost ? REPLACEMENT : "\"\"");
        replaced += is_lost;
        copied = pos;
    }
    pcs_buffer_append(out, text + copied, len - copied);
    if (is_quoted)
        pcs_buffer_putc(out, '"');
    return replaced;
}

static void append_escape(pcs_buffer *out, uint32_t c)
{
    switch (c) {
    case '\\':
        pcs_buffer_puts(out, "\\\\");
        break;
    case '\t':
        pcs_buffer_puts(out, "\\t");
        break;
    case '\n':
        pcs_buffer_puts(out, "\\n");
        break;
    case '\r':
        pcs_buffer_puts(out, "\\r");
        break;
    default:
        pcs_buffer_printf(out, "\\u%04X", (unsigned)c);
    }
}

size_t pcs_cell_tsv(pcs_buffer *out, const char *text, size_t len)
{
    size_t replaced = 0, copied = 0;
    if (pcs_cell_is_guarded(text, len))
        pcs_buffer_putc(out, '\'');
    for (size_t pos = 0; pos < len;) {
        size_t start = pos;
        bool valid = true;
        uint32_t c = pcs_utf8_next(text, len, &pos, &valid);
        if (valid && c != '\\' && !is_control(c))
            continue;
        pcs_buffer_append(out, text + copied, start - copied);
        if (valid)
            append_escape(out, c);
        else
            pcs_buffer_puts(out, REPLACEMENT);
        replaced += !valid;
        copied = pos;
    }
    pcs_buffer_append(out, text + copied, len - copied);
    return replaced;
}
