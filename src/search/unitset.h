/* unitset.h - the units that may hold a pattern, by what is posted */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SEARCH_UNITSET_H
#define PCS_SEARCH_UNITSET_H

#include "search/match.h"

/** Units of a shelf: all, or an ascending list, which is yours to dispose of
 * (pcs_unit_list_dispose). Begins as {.is_all = true}. */
typedef struct pcs_unit_set {
    bool is_all;
    pcs_unit_list list;
} pcs_unit_set;

/**
 * Leaves the units that have all that a literal term needs by the postings of
 * m's shelf: its grams, and where it has none, its whole words. Which of them
 * hold the pattern is for their texts to say, but of a term that is_proven.
 * Uses m->list. PCS_ENOMEM, PCS_ECORRUPT.
 */
pcs_status pcs_unit_set_narrow(pcs_unit_set *set, pcs_matching *m,
                               const pcs_term *term, pcs_error *err);

#endif
