/* samemarks.h - marks for codes that stand unchanged on the other side */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SEARCH_SAMEMARKS_H
#define PCS_SEARCH_SAMEMARKS_H

#include "search/marks.h"

/**
 * Adds marks to the text `to` where a code that is marked in `from` stands
 * letter by letter: C#, NPP-4012, --dry-run; that is, what has digits or
 * symbols in it. Of a mark counts what it begins with in ASCII, so that a
 * particle behind it does not. Marks are neither sorted nor joined.
 */
pcs_status pcs_marks_same(pcs_marks *to_marks, const char *to, size_t to_len,
                          const pcs_marks *from_marks, const char *from,
                          pcs_error *err);

#endif
