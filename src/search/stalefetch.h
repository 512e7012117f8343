/* stalefetch.h - fetching what is shown of articles that are stale */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SEARCH_STALEFETCH_H
#define PCS_SEARCH_STALEFETCH_H

#include "search/editions.h"
#include "search/stale.h"

/** An article that was found. */
typedef struct pcs_stale_item {
    pcs_stale_kind kind;
    size_t shelf;       /* of what is stale, or missing */
    size_t other_shelf; /* of an edition of what is missing; else 0 */
    uint32_t article;   /* of the shelf, or of the other one */
    int64_t days;
    uint64_t n_differing;
    uint32_t counts[PCS_CHANGE_COUNT];
} pcs_stale_item;

/** What fetching needs. */
typedef struct pcs_stale_fetching {
    pcs_arena *arena; /* takes all that is fetched */
    pcs_searcher *searcher;
    const bool *against; /* by shelf */
    pcs_editions *editions;
    pcs_changes *changes;
    bool want_changes;
} pcs_stale_fetching;

/** Fills out with what an item is. PCS_ECORRUPT, PCS_ENOMEM. */
pcs_status pcs_stale_fetch(pcs_stale_article *out,
                           const pcs_stale_fetching *fetching,
                           const pcs_stale_item *item, pcs_error *err);

#endif
