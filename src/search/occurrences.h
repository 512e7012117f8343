/* occurrences.h - from units to the segments in which they occur */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SEARCH_OCCURRENCES_H
#define PCS_SEARCH_OCCURRENCES_H

#include "search/match.h"

/**
 * Matches the whole tree: *out (yours to free) has each unit's tier, with
 * filters that of its best occurrence, and then m->live has those of all.
 */
pcs_status pcs_match_units(pcs_tiers **out, pcs_matching *m,
                           const pcs_node *root, pcs_error *err);

/** pcs_match_term into occurrences: all is zeroed, limit is theirs or NULL. */
pcs_status pcs_match_term_occurrences(pcs_tiers *all, pcs_matching *m,
                                      const pcs_term *term,
                                      const pcs_tiers *limit, pcs_error *err);

/** Gives units, zeroed before, the bits of all of their occurrences.
 * PCS_ECORRUPT. */
pcs_status pcs_occurrences_unite(uint32_t *units, const uint32_t *occurrences,
                                 const pcs_partition *p, pcs_error *err);

/** Gives occurrences, zeroed before, the tiers of their units. */
pcs_status pcs_occurrences_spread(pcs_tiers *occurrences,
                                  const pcs_tiers *units,
                                  const pcs_partition *partition,
                                  pcs_error *err);

/** The occurrences of a unit, and which of them match. */
typedef struct pcs_occurrences {
    const uint32_t *segments, *articles; /* ascending; articles: range not
                                            checked */
    const pcs_tiers *tiers;              /* NULL: all match as the unit does */
    size_t n;
} pcs_occurrences;

/** Borrowed from m. PCS_ECORRUPT. */
pcs_status pcs_occurrences_get(pcs_occurrences *out, const pcs_matching *m,
                               uint32_t unit, pcs_error *err);

/** Which of them is of a segment; n where none is. */
static inline size_t pcs_occurrences_find(const pcs_occurrences *o,
                                          uint32_t segment)
{
    size_t low = 0, high = o->n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (o->segments[middle] < segment)
            low = middle + 1;
        else
            high = middle;
    }
    return low < o->n && o->segments[low] == segment ? low : o->n;
}

/** Whether occurrence i of them matches. */
static inline bool pcs_occurrences_match(const pcs_occurrences *o, size_t i)
{
    return !o->tiers || o->tiers[i] != PCS_TIER_NONE;
}

#endif
