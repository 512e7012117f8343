/* crop.h - the part of a text that is about the words of a query */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SERVER_MEILI_CROP_H
#define PCS_SERVER_MEILI_CROP_H

#include <pcsearch.h>

/**
 * Finds `words` words of text, len bytes of UTF-8, those with the most marks
 * and about as much before as behind them; all of it where it has no more, or
 * where words is 0. Two characters of a script without spaces are a word. Marks
 * are in order. What comes out never parts a mark, but may be longer for it.
 */
void pcs_meili_crop(pcs_mark *out, const char *text, size_t len,
                    const pcs_mark *marks, size_t n_marks, size_t words);

#endif
