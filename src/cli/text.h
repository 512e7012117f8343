/* text.h - text that is safe to show, and the columns that it takes */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_CLI_TEXT_H
#define PCS_CLI_TEXT_H

#include <stddef.h>

#include "base/buffer.h"

/** A run [start, end) of bytes that is to stand out. */
typedef struct pcs_text_mark {
    size_t start;
    size_t end;
} pcs_text_mark;

/**
 * The columns that UTF-8 takes on a terminal, by extended grapheme cluster:
 * East Asian wide and fullwidth characters and emoji 2; combining marks and
 * default-ignorable characters 0; ambiguous ones 1; a control or a bad byte 1.
 */
size_t pcs_text_width(const char *text, size_t len);

/**
 * Appends data in a form that a terminal may be shown: tab and line ends
 * become a space; other controls (C0, DEL, C1) and invalid UTF-8 become
 * U+FFFD; line and paragraph separators become a space; bidi embeddings,
 * overrides and isolates and deprecated format characters go. LRM, RLM, ALM,
 * ZWJ and ZWNJ stay.
 */
void pcs_text_clean(pcs_buffer *out, const char *data, size_t len);

/**
 * pcs_text_clean, with marks (sorted, apart, offsets into data) rewritten into
 * offsets from the place where out ended before the call.
 */
void pcs_text_clean_marks(pcs_buffer *out, const char *data, size_t len,
                          pcs_text_mark *marks, size_t n_marks);

#endif
