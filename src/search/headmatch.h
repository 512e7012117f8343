/* headmatch.h - how well terms match titles and descriptions */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SEARCH_HEADMATCH_H
#define PCS_SEARCH_HEADMATCH_H

#include "search/headindex.h"

/** Heads [first, last) of a shelf that are looked at. */
typedef struct pcs_head_range {
    size_t first, last;
    const pcs_tiers *limit; /* of each: PCS_TIER_NONE where it is not wanted;
                               NULL: all are */
    size_t n_read_max;      /* heads that hold a term's characters of which the
                               tier is found out; others are of tier part;
                               0: all */
} pcs_head_range;

/**
 * Sets out[i], zeroed before, to the tier of each head i that a term of the
 * localized side matches: that of pcs_text_match of its text, but from what is
 * stored. PCS_ECORRUPT, PCS_ENOMEM.
 */
pcs_status pcs_heads_match(pcs_tiers *out, pcs_matching *m,
                           const pcs_term *term, bool is_among_words,
                           pcs_error *err);

/** The same for some heads: out[i] is of head first + i. */
pcs_status pcs_head_range_match(pcs_tiers *out, const pcs_head_range *range,
                                pcs_matching *m, const pcs_term *term,
                                bool is_among_words, pcs_error *err);

#endif
