/* wrap.h - breaking marked text into lines */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_CLI_WRAP_H
#define PCS_CLI_WRAP_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"
#include "cli/text.h"

/** How pcs_text_wrap sets text. Zero-initialise. */
typedef struct pcs_wrap_options {
    size_t width;          /* columns of a line; 0: never break */
    size_t used;           /* columns that the first line already holds */
    const char *indent;    /* begins each line after the first, or NULL */
    const char *mark_on;   /* around marks, also where one goes over a line's */
    const char *mark_off;  /* end; NULL for none. They count no columns */
    const bool *seconds;   /* which marks are of a second kind; NULL: none */
    const char *second_on; /* the same around those */
    const char *second_off;
    const char *line_on;  /* around each line's text, behind its indent, or */
    const char *line_off; /* NULL. They count no columns either */
    size_t max_lines; /* 0: all; else the rest is cut, with "…" at the end */
} pcs_wrap_options;

/**
 * Appends cleaned text, broken into lines by the rules of Unicode (at spaces,
 * between CJK characters, but not inside a Korean word; a word longer than a
 * line between graphemes; never inside one). Spaces at a break go. Appends no
 * newline at the end. marks are sorted and apart, offsets into text; a mark
 * inside a grapheme is widened to it.
 */
void pcs_text_wrap(pcs_buffer *out, const char *text, size_t len,
                   const pcs_text_mark *marks, size_t n_marks,
                   const pcs_wrap_options *options);

#endif
