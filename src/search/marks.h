/* marks.h - where a query's terms stand in a text */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SEARCH_MARKS_H
#define PCS_SEARCH_MARKS_H

#include "search/match.h"

/** Bytes [start, end) of a text. */
typedef struct pcs_mark {
    uint32_t start, end;
} pcs_mark;

typedef struct pcs_marks {
    pcs_mark *items; /* ascending, apart */
    size_t len, cap;
} pcs_marks;

/**
 * Finds what the terms of one side that are not excluded match in unit's text
 * of that side, by the same analysis that found the text, and by what terms of
 * the other side are translated there (search/counterparts.h; nothing for a
 * text that is no unit's, PCS_NO_UNIT). Marks begin and
 * end on borders of extended grapheme clusters (Unicode standard annex 29).
 * marks is cleared.
 */
pcs_status pcs_marks_find(pcs_marks *marks, const pcs_matching *m,
                          pcs_side side, uint32_t unit, const char *text,
                          size_t len, pcs_error *err);

/** Sorts marks, and makes one of those that meet. */
void pcs_marks_merge(pcs_marks *marks);

#endif
