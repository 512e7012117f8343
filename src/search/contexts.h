/* contexts.h - a query held against texts that are taken together */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SEARCH_CONTEXTS_H
#define PCS_SEARCH_CONTEXTS_H

#include "search/match.h"

/** What a context has of an article's head. */
enum { PCS_CONTEXT_TITLE = 1, PCS_CONTEXT_DESCRIPTION = 2 };

/**
 * Contexts: articles' heads, or parts of them, each with a segment or none.
 * Everything is borrowed. Arrays by term or filter hold NULL for those that
 * match nothing.
 */
typedef struct pcs_contexts {
    const pcs_matching *m;     /* for its locale */
    size_t n;                  /* contexts */
    unsigned parts;            /* of the heads, that count */
    const uint32_t *articles;  /* of each context; NULL: its number */
    const uint32_t *units;     /* likewise; NULL: no segments */
    pcs_tiers *const *heads;   /* by term: of each head (store/heads.h) */
    pcs_tiers *const *found;   /* by term: of each unit; with units */
    pcs_tiers *const *filters; /* by filter: of each context */
    pcs_tiers *const *direct; /* by term: of each context; NULL: by the above */
} pcs_contexts;

/**
 * Sets out[i] to the tier of context i, as pcs_match does of units: the weakest
 * of those of the terms that it takes, each the best among its texts.
 * PCS_ENOMEM.
 */
pcs_status pcs_contexts_match(pcs_tiers *out, const pcs_contexts *contexts,
                              const pcs_node *root, pcs_error *err);

/** The tier of one term in context i. */
pcs_tier pcs_contexts_term(const pcs_contexts *contexts, size_t term, size_t i);

#endif
