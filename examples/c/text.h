/* text.h - prints texts of documents to a terminal */
/* SPDX-License-Identifier: CC0-1.0 */
#ifndef EXAMPLE_TEXT_H
#define EXAMPLE_TEXT_H

#include <pcsearch.h>
#include <stdio.h>

/*
 * Prints len bytes of a text. What the library gives is valid UTF-8, but it is
 * what stands in the documents: a control character must not reach a terminal,
 * which would obey it. (In HTML it is <, >, &, " and ' that are escaped.)
 */
static inline void print_text(const char *text, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)text[i];
        int is_c1 =
            c == 0xc2 && i + 1 < len && (unsigned char)text[i + 1] < 0xa0;
        i += is_c1 ? 1 : 0;
        putchar(c < 0x20 || c == 0x7f || is_c1 ? ' ' : c);
    }
}

/* Prints a text with [brackets] around its marks, which stand in order and
 * never overlap. Offsets are bytes. */
static inline void print_marked(const char *text, size_t len,
                                const pcs_mark *marks, size_t n_marks)
{
    size_t done = 0;
    for (size_t i = 0; i < n_marks; i++) {
        print_text(text + done, marks[i].start - done);
        putchar('[');
        print_text(text + marks[i].start, marks[i].end - marks[i].start);
        putchar(']');
        done = marks[i].end;
    }
    print_text(text + done, len - done);
    putchar('\n');
}

#endif
