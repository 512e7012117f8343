/* marks16.c - marks as offsets of UTF-16, as scripts in browsers count */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "server/marks16.h"

size_t pcs_utf16_at(pcs_utf16_cursor *c, size_t byte)
{
    if (byte < c->pos)
        c->pos = c->units = 0;
    for (; c->pos < byte && c->pos < c->len; c->pos++) {
        unsigned char b = (unsigned char)c->text[c->pos];
        /* A character counts with its first byte, and twice beyond the BMP. */
        c->units += (size_t)((b & 0xC0) != 0x80) + (size_t)(b >= 0xF0);
    }
    return c->units;
}

void pcs_json_marks(pcs_json *json, pcs_offsets offsets, const char *text,
                    size_t len, const pcs_mark *marks, size_t n)
{
    pcs_utf16_cursor cursor = {.text = text, .len = len};
    pcs_json_begin_array(json);
    for (size_t i = 0; i < n; i++) {
        size_t start = marks[i].start, end = marks[i].end;
        if (offsets == PCS_OFFSETS_UTF16) {
            start = pcs_utf16_at(&cursor, start);
            end = pcs_utf16_at(&cursor, end);
        }
        pcs_json_begin_array(json);
        pcs_json_unsigned(json, start);
        pcs_json_unsigned(json, end);
        pcs_json_end_array(json);
    }
    pcs_json_end_array(json);
}
