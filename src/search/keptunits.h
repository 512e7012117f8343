/* keptunits.h - the units of words that queries before have looked up */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SEARCH_KEPTUNITS_H
#define PCS_SEARCH_KEPTUNITS_H

#include "search/match.h"

/*
 * What a word stands for in a locale, with its forms, parts and compounds, is
 * put together of many postings, and most queries have words that others had,
 * too. The shelf's cache keeps the outcome, as units by tier; what a query asks
 * of several words is always found anew.
 */

/** What is kept in a shelf's cache besides PCS_LIST_POSTINGS and the like. */
enum {
    PCS_LIST_EXPANSION = 'x',         /* by a word of the localized side */
    PCS_LIST_ENGLISH_EXPANSION = 'y', /* of the English side */
    PCS_LIST_SIDES = 's', /* how often a word stands on either side */
    PCS_LIST_UNITS = 'u'
};

/** Something that has the same units whenever it is looked up. */
typedef struct pcs_kept_units {
    pcs_matching *m;
    char key[256];
    size_t len; /* 0 where it is too long to be kept, or somebody watches */
} pcs_kept_units;

/** `how` has to tell apart whatever besides the word decides on the units. */
void pcs_kept_units_init(pcs_kept_units *kept, pcs_matching *m,
                         const char how[4], const char *word, size_t len);

/** Sets the tiers of its units, where they are known; the others stay. */
bool pcs_kept_units_get(pcs_tiers *found, const pcs_kept_units *kept);

/** Keeps them: those of found that match. */
void pcs_kept_units_put(const pcs_kept_units *kept, const pcs_tiers *found);

#endif
