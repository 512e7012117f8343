/* pairmarks.h - marks in both texts of a unit */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SEARCH_PAIRMARKS_H
#define PCS_SEARCH_PAIRMARKS_H

#include "search/marks.h"
#include "store/texts.h"

/** Marks of both sides. Zero-initialise; may be used again. */
typedef struct pcs_pair_marks {
    pcs_marks local, english;
} pcs_pair_marks;

/**
 * Finds in the texts of a unit what the terms match (pcs_marks_find), and on
 * the other side what that is translated by (search/wordlinks.h). Where that is
 * doubtful, nothing is marked.
 */
pcs_status pcs_pair_marks_find(pcs_pair_marks *marks, const pcs_matching *m,
                               uint32_t unit, const pcs_unit_text *text,
                               pcs_error *err);

/**
 * Marks in the localized text of a unit of m's shelf what the words that are
 * marked in its English are translated by, whatever the terms of m are: of a
 * hit's sibling, which has the same English. local is cleared.
 */
pcs_status pcs_pair_marks_carry(pcs_marks *local, const pcs_matching *m,
                                uint32_t unit, const pcs_unit_text *text,
                                const pcs_mark *english, size_t n_english,
                                pcs_error *err);

void pcs_pair_marks_dispose(pcs_pair_marks *marks);

#endif
