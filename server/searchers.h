/* searchers.h - searchers of one generation, for requests to borrow */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SERVER_SEARCHERS_H
#define PCS_SERVER_SEARCHERS_H

#include <pcsearch.h>

/**
 * Searchers of one generation that wait to be used: the one that was given back
 * last is taken first, as the caches have it. Whoever has a pool locks it.
 */
typedef struct pcs_searchers {
    pcs_searcher **items;
    size_t n, cap;
    uint64_t generation; /* of all of them; 0 where there are none */
} pcs_searchers;

/**
 * Opens n searchers of a generation, each of which has searched once, so that
 * no request waits for what the first search has to read. Errors as of
 * pcs_searcher_open_generation and pcs_search; then nothing is open.
 */
pcs_status pcs_searchers_open(pcs_searchers *out, const char *dir,
                              uint64_t generation, size_t n, pcs_error *err);

/** NULL where none waits. */
pcs_searcher *pcs_searchers_take(pcs_searchers *searchers);

/** False where the pool is full, or the searcher of another generation: it has
 * to be closed. */
bool pcs_searchers_give(pcs_searchers *searchers, pcs_searcher *searcher);

/** Closes what waits. */
void pcs_searchers_close(pcs_searchers *searchers);

#endif
