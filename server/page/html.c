/* html.c - text as HTML: escaped, cleaned, marked */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "server/page/html.h"

#include <string.h>

#include "base/utf8.h"

/* The pictures of C0 begin here, in their order; that of DEL stands apart. */
#define PICTURES 0x2400u
#define PICTURE_OF_DEL 0x2421u

static uint32_t shown_for(uint32_t c)
{
    if (c == '\t' || c == '\n' || c == '\r' || c == 0x2028 || c == 0x2029)
        return ' ';
    if (c < 0x20)
        return PICTURES + c;
    if (c == 0x7F)
        return PICTURE_OF_DEL;
    if (c < 0xA0 && c > 0x7F)
        return PCS_REPLACEMENT;
    /* No character of a page: what HTML itself does not allow. */
    if ((c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF))
        return PCS_REPLACEMENT;
    if ((c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x206F))
        return 0;
    return c;
}

static const char *entity_of(char c)
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
    case '\'':
        return "&#39;";
    default:
        return NULL;
    }
}

/* Appends printable ASCII that means nothing in HTML in one piece; returns
 * where it ends. */
static size_t put_plain(pcs_buffer *out, const char *data, size_t i, size_t len)
{
    size_t j = i;
    while (j < len && data[j] >= 0x20 && data[j] < 0x7F && !entity_of(data[j]))
        j++;
    pcs_buffer_append(out, data + i, j - i);
    return j;
}

void pcs_html_text(pcs_buffer *out, const char *data, size_t len)
{
    for (size_t i = put_plain(out, data, 0, len); i < len;
         i = put_plain(out, data, i, len)) {
        const char *entity = entity_of(data[i]);
        if (entity) {
            pcs_buffer_puts(out, entity);
            i++;
            continue;
        }
        uint32_t shown = shown_for(pcs_utf8_next(data, len, &i, NULL));
        char bytes[4];
        if (shown)
            pcs_buffer_append(out, bytes, pcs_utf8_put(bytes, shown));
    }
}

void pcs_html_puts(pcs_buffer *out, const char *text)
{
    pcs_html_text(out, text, strlen(text));
}

/* The place behind the last space of data[from, to), else `otherwise`. */
static size_t behind_space(const char *data, size_t from, size_t to,
                           size_t otherwise)
{
    for (size_t i = to; i > from; i--)
        if (data[i - 1] == ' ')
            return i;
    return otherwise;
}

pcs_html_window pcs_html_window_at(const char *data, size_t len,
                                   const pcs_mark *marks, size_t n_marks,
                                   size_t max)
{
    /* Cutting for the sake of a few words is worse than showing them. */
    if (len <= max + max / 4)
        return (pcs_html_window){0, len};
    size_t first = n_marks && marks[0].start < len ? marks[0].start : 0;
    size_t start = 0;
    if (first > max / 2) {
        size_t cut = pcs_utf8_cut(data, len, first - max / 4);
        start = behind_space(data, cut, first, cut);
        /* The nearest space before the mark may be right at it. */
        for (size_t i = cut; i < start; i++)
            if (data[i] == ' ') {
                start = i + 1;
                break;
            }
    }
    if (len - start <= max)
        return (pcs_html_window){start, len};
    size_t cut = pcs_utf8_cut(data, len, start + max);
    size_t end = behind_space(data, start + max - max / 8, cut, cut);
    /* The ellipsis brings a space of its own. */
    return (pcs_html_window){start, end - (data[end - 1] == ' ')};
}

void pcs_html_marked(pcs_buffer *out, const char *data, size_t len,
                     const pcs_mark *marks, size_t n_marks,
                     pcs_html_window window)
{
    size_t at = window.start;
    if (at > 0)
        pcs_buffer_puts(out, "\xE2\x80\xA6 ");
    for (size_t i = 0; i < n_marks; i++) {
        size_t start = marks[i].start < at ? at : marks[i].start;
        size_t end = marks[i].end > window.end ? window.end : marks[i].end;
        if (start >= end)
            continue;
        pcs_html_text(out, data + at, start - at);
        pcs_buffer_puts(out, "<mark>");
        pcs_html_text(out, data + start, end - start);
        pcs_buffer_puts(out, "</mark>");
        at = end;
    }
    pcs_html_text(out, data + at, window.end - at);
    if (window.end < len)
        pcs_buffer_puts(out, " \xE2\x80\xA6");
}

static bool is_unreserved(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
           (c >= 'a' && c <= 'z') || (c && strchr("-._~", c));
}

void pcs_html_percent(pcs_buffer *out, const char *text, bool is_path)
{
    for (const char *c = text; *c; c++) {
        if (is_unreserved(*c) || (is_path && *c == '/'))
            pcs_buffer_putc(out, *c);
        else
            pcs_buffer_printf(out, "%%%02X", (unsigned char)*c);
    }
}
