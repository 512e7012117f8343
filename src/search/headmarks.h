/* headmarks.h - what a query matches in a title or a description */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SEARCH_HEADMARKS_H
#define PCS_SEARCH_HEADMARKS_H

#include "search/marks.h"

/**
 * pcs_marks_find of a text of the localized side that is no segment: forms of a
 * word that no segment has are found by their stems, as pcs_text_match finds
 * them. marks is cleared.
 */
pcs_status pcs_head_marks_find(pcs_marks *marks, const pcs_matching *m,
                               const char *text, size_t len, pcs_error *err);

/** The same of head number `head` of m's shelf (store/heads.h), whose text this
 * is. What is stored of it tells where there is no such word. */
pcs_status pcs_head_marks_find_in(pcs_marks *marks, const pcs_matching *m,
                                  size_t head, const char *text, size_t len,
                                  pcs_error *err);

#endif
