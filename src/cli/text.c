/* text.c - text that is safe to show, and the columns that it takes */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/text.h"

#include <stdint.h>

#include <unicode/utf8.h>

#include "cli/cluster.h"

enum {
    BYTES_MAX = INT32_MAX / 2, /* more is not shown: ICU counts in int32_t */
    REPLACEMENT = 0xFFFD
};

/* What a terminal is shown for c: itself, another character, or 0 for none. */
static UChar32 shown_for(UChar32 c)
{
    if (c == '\t' || c == '\n' || c == '\r' || c == 0x2028 || c == 0x2029)
        return ' ';
    if (c < 0x20 || (c >= 0x7F && c <= 0x9F))
        return REPLACEMENT;
    /* Bidi embeddings and overrides, isolates, deprecated format characters:
     * an unmatched one would reorder what stands behind it on the line. */
    if ((c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x206F))
        return 0;
    return c;
}

/* Appends plain ASCII from data[i..] in one piece; returns where it ends. */
static int32_t put_ascii(pcs_buffer *out, const char *data, int32_t i,
                         int32_t end)
{
    int32_t j = i;
    while (j < end && data[j] >= 0x20 && data[j] < 0x7F)
        j++;
    pcs_buffer_append(out, data + i, (size_t)(j - i));
    return j;
}

static void clean_piece(pcs_buffer *out, const char *data, size_t len)
{
    int32_t end = len > BYTES_MAX ? BYTES_MAX : (int32_t)len;
    for (int32_t i = put_ascii(out, data, 0, end); i < end;
         i = put_ascii(out, data, i, end)) {
        int32_t start = i;
        UChar32 c = 0;
        U8_NEXT((const uint8_t *)data, i, end, c);
        UChar32 shown = c < 0 ? REPLACEMENT : shown_for(c);
        if (shown == c)
            pcs_buffer_append(out, data + start, (size_t)(i - start));
        else if (shown != 0)
            pcs_buffer_puts(out, shown == ' ' ? " " : "\xEF\xBF\xBD");
    }
}

void pcs_text_clean(pcs_buffer *out, const char *data, size_t len)
{
    clean_piece(out, data, len);
}

void pcs_text_clean_marks(pcs_buffer *out, const char *data, size_t len,
                          pcs_text_mark *marks, size_t n_marks)
{
    size_t base = out->len;
    size_t at = 0;
    for (size_t i = 0; i < n_marks; i++) {
        size_t start = marks[i].start < at ? at : marks[i].start;
        size_t end = marks[i].end < start ? start : marks[i].end;
        start = start > len ? len : start;
        end = end > len ? len : end;
        clean_piece(out, data + at, start - at);
        marks[i].start = out->len - base;
        clean_piece(out, data + start, end - start);
        marks[i].end = out->len - base;
        at = end;
    }
    clean_piece(out, data + at, len - at);
}

size_t pcs_text_width(const char *text, size_t len)
{
    size_t width = 0;
    len = len > BYTES_MAX ? BYTES_MAX : len;
    for (size_t at = 0; at < len;) {
        size_t next = pcs_cluster_next(text, len, at);
        width += next == at + 1 ? 1 : pcs_cluster_width(text + at, next - at);
        at = next;
    }
    return width;
}
