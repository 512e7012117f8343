/* filter.h - fields of segments and articles that a query asks for */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SEARCH_FILTER_H
#define PCS_SEARCH_FILTER_H

#include "search/dates.h"
#include "search/match.h"

/**
 * A filter of a query, ready to be held against segments. The same for all
 * locales.
 */
typedef struct pcs_filter {
    const pcs_node *node;
    bool is_any; /* whatever is there */
    bool is_glob;
    pcs_term term;    /* of title: and heading: */
    pcs_folded value; /* of others, but for date: and id: */
    pcs_dates dates;
    struct pcs_conditions *conditions; /* of PCS_FIELD_CONDITION; else NULL */
} pcs_filter;

/** Makes filter of a PCS_NODE_FILTER, which is borrowed. PCS_ENOMEM. */
pcs_status pcs_filter_make(pcs_filter *filter, const pcs_node *node,
                           pcs_analyzer *analyzer, pcs_error *err);

void pcs_filter_dispose(pcs_filter *filter);

/** Whether a segment of this locale can satisfy the filter at all. */
bool pcs_filter_allows(const pcs_filter *filter, const char *locale);

/**
 * Sets out[i], zeroed before, to the tier of each occurrence i that satisfies
 * the filter, in the order of partition.unit_segments: PCS_TIER_WORD but for
 * title: and heading:, which may match as weakly as terms do. Where limit (may
 * be NULL) is PCS_TIER_NONE nothing is looked at. PCS_ECORRUPT, PCS_ENOMEM.
 */
pcs_status pcs_filter_match(pcs_tiers *out, pcs_matching *m,
                            const pcs_filter *filter, const pcs_tiers *limit,
                            pcs_error *err);

/**
 * The same of articles as such: out[i] is the tier of article i; none where the
 * filter is of segments (heading: and id:).
 */
pcs_status pcs_filter_match_articles(pcs_tiers *out, pcs_matching *m,
                                     const pcs_filter *filter, pcs_error *err);

/**
 * Whether text is what pattern says, in which * stands for anything and ? for
 * one unit. In time len * pattern_len at most.
 */
bool pcs_glob_match(const UChar *pattern, size_t pattern_len, const UChar *text,
                    size_t len);

#endif
