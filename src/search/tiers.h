/* tiers.h - how well each unit matches, and putting that together */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SEARCH_TIERS_H
#define PCS_SEARCH_TIERS_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "search/tier.h"

/**
 * A tier for each unit of a partition; PCS_TIER_NONE where none matches. Where
 * a query has filters, one for each occurrence of a unit, in the order of
 * partition.unit_segments.
 */
typedef uint8_t pcs_tiers;

/*
 * These go over n tiers, many at a time. The lists are different ones, or the
 * same.
 */

/** What both match: the weaker tier of all and one. */
void pcs_tiers_and(pcs_tiers *all, const pcs_tiers *one, size_t n);

/** What either matches: the stronger tier of any and one. */
void pcs_tiers_or(pcs_tiers *any, const pcs_tiers *one, size_t n);

/** What one does not match. */
void pcs_tiers_and_not(pcs_tiers *all, const pcs_tiers *one, size_t n);

/** What limit matches as well, at the tier that it has. */
void pcs_tiers_limit(pcs_tiers *all, const pcs_tiers *limit, size_t n);

/** No tier is better than best, and none weaker than lowest matches. */
void pcs_tiers_clamp(pcs_tiers *all, pcs_tier best, pcs_tier lowest, size_t n);

/** How many match. */
size_t pcs_tiers_count(const pcs_tiers *all, size_t n);

/** The first of [from, n) that matches; n where none does. */
static inline size_t pcs_tiers_next(const pcs_tiers *all, size_t from,
                                    size_t n);

/** The first byte that is not 0 of eight that are not all 0. */
static inline size_t pcs_tiers_first(uint64_t eight)
{
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    return (size_t)__builtin_ctzll(eight) / 8;
#else
    return (size_t)__builtin_clzll(eight) / 8;
#endif
}

/** pcs_tiers_next where it is farther off. */
size_t pcs_tiers_next_far(const pcs_tiers *all, size_t from, size_t n);

static inline size_t pcs_tiers_next(const pcs_tiers *all, size_t from, size_t n)
{
    uint64_t eight = 0;
    if (from + 8 <= n)
        memcpy(&eight, all + from, 8);
    return eight ? from + pcs_tiers_first(eight)
                 : pcs_tiers_next_far(all, from, n);
}

#endif
