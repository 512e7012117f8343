/* searchers.c - searchers of one generation, for requests to borrow */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "server/searchers.h"

#include <stdlib.h>
#include <string.h>

#include "base/status.h"

/* Finds next to nothing, and reads what every search reads. */
static const char first_query[] = "a AND b";

static pcs_status warm(pcs_searcher *searcher, pcs_error *err)
{
    pcs_search_options options = PCS_SEARCH_OPTIONS_INIT;
    pcs_results results;
    options.no_suggestions = true;
    pcs_status status = pcs_search(&results, searcher, first_query,
                                   sizeof first_query - 1, &options, err);
    if (status == PCS_OK)
        pcs_results_dispose(&results);
    return status;
}

pcs_status pcs_searchers_open(pcs_searchers *out, const char *dir,
                              uint64_t generation, size_t n, pcs_error *err)
{
    memset(out, 0, sizeof *out);
    out->items = calloc(n + 1, sizeof(pcs_searcher *));
    if (!out->items)
        return pcs_error_nomem(err);
    out->cap = n;
    out->generation = generation;
    pcs_status status = PCS_OK;
    while (status == PCS_OK && out->n < n) {
        pcs_searcher *one;
        status = pcs_searcher_open_generation(&one, dir, generation, err);
        if (status != PCS_OK)
            break;
        out->items[out->n++] = one;
        status = warm(one, err);
    }
    if (status != PCS_OK)
        pcs_searchers_close(out);
    return status;
}

pcs_searcher *pcs_searchers_take(pcs_searchers *s)
{
    return s->n ? s->items[--s->n] : NULL;
}

bool pcs_searchers_give(pcs_searchers *s, pcs_searcher *searcher)
{
    if (s->n == s->cap || pcs_searcher_generation(searcher) != s->generation)
        return false;
    s->items[s->n++] = searcher;
    return true;
}

void pcs_searchers_close(pcs_searchers *s)
{
    while (s->n)
        pcs_searcher_close(s->items[--s->n]);
    free(s->items);
    memset(s, 0, sizeof *s);
}
