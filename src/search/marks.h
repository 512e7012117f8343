/* marks.h - where a query's terms stand in a text */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SEARCH_MARKS_H
#define PCS_SEARCH_MARKS_H

#include <pcsearch.h>

#include "search/match.h"

typedef struct pcs_marks {
    pcs_mark *items; /* ascending, apart */
    size_t len, cap;
} pcs_marks;

/**
 * Finds what the terms of one side that are not excluded match in a text of
 * that side, by the same analysis that found the text. Marks begin and end on
 * borders of extended grapheme clusters (Unicode standard annex 29). marks is
 * cleared.
 */
pcs_status pcs_marks_find(pcs_marks *marks, const pcs_matching *m,
                          pcs_side side, const char *text, size_t len,
                          pcs_error *err);

/**
 * The same; words takes the bytes of the first max words of the text, *n_words
 * how many there are. words may be NULL.
 */
pcs_status pcs_marks_find_words(pcs_marks *marks, pcs_mark *words,
                                size_t *n_words, size_t max,
                                const pcs_matching *m, pcs_side side,
                                const char *text, size_t len, pcs_error *err);

/**
 * Sorts marks of a text, and joins those that touch; moves their ends outwards
 * to borders of grapheme clusters.
 */
pcs_status pcs_marks_widen(pcs_marks *marks, const char *text, size_t len,
                           pcs_error *err);

/** Sorts marks, and joins those that touch. */
void pcs_marks_merge(pcs_marks *marks);

#endif
