/* together.h - heads of articles, each with one of its segments */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SEARCH_TOGETHER_H
#define PCS_SEARCH_TOGETHER_H

#include "search/contexts.h"
#include "search/session.h"

/** Articles' heads with each of their segments. */
typedef struct pcs_together {
    pcs_session *s;
    pcs_matching *m;
    pcs_matching all; /* of the terms, whatever the others match */
    uint32_t *articles, *segments, *units; /* of each */
    size_t n, cap_articles, cap_segments, cap_units;
    const bool *is_open;     /* by article: it may be found */
    pcs_tiers *const *heads; /* by term */
    bool *is_whole;          /* by article: all of its segments are there */
    pcs_tiers *limit;        /* units that are looked at */
    pcs_tiers *open_units;   /* in articles that are open; made when needed */
    pcs_tiers **found;       /* by term: of each unit; borrowed */
    pcs_tiers **filters;     /* by filter: of each */
    pcs_tiers *tiers;        /* of each, once matched */
    pcs_contexts contexts;
} pcs_together;

/** The session and its matching of the shelf are borrowed; dispose of it
 * whatever happens. */
pcs_status pcs_together_init(pcs_together *together, pcs_session *session,
                             pcs_matching *m, pcs_error *err);

void pcs_together_dispose(pcs_together *together);

/**
 * Adds the heads of the articles of which is_open says so, each with those of
 * its segments that may have what it lacks, and matches the query against
 * them: tiers. heads is by term.
 */
pcs_status pcs_together_match(pcs_together *together, const bool *is_open,
                              pcs_tiers *const *heads, pcs_error *err);

/** The candidate that the segment of number i is. */
pcs_status pcs_together_candidate(pcs_candidate *out, pcs_together *together,
                                  size_t shelf, size_t i, pcs_error *err);

#endif
