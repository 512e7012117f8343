/* siblingmarks.h - what stands for a hit's English words in another locale */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SEARCH_SIBLINGMARKS_H
#define PCS_SEARCH_SIBLINGMARKS_H

#include "search/search.h"
#include "search/session.h"

/** What was found for the words of hits before, by locale. One search's. */
struct pcs_sibling_marks;

/**
 * Marks in the localized text of a unit of shelf number `shelf`, whose English
 * is the hit's to the letter, what the words that are marked in hit->english
 * are translated by there (counterparts.h): *marks and *n_marks, in arena; none
 * where it is doubtful. PCS_ECORRUPT, PCS_ENOMEM.
 */
pcs_status pcs_session_mark_sibling(const pcs_mark **marks, size_t *n_marks,
                                    pcs_arena *arena, pcs_session *session,
                                    const pcs_hit *hit, size_t shelf,
                                    uint32_t unit, const char *text, size_t len,
                                    pcs_error *err);

/** NULL is fine. */
void pcs_sibling_marks_free(struct pcs_sibling_marks *marks);

#endif
