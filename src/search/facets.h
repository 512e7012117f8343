/* facets.h - counting what matches by its properties */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SEARCH_FACETS_H
#define PCS_SEARCH_FACETS_H

#include "search/match.h"
#include "search/search.h"

/** The counts of one search. */
typedef struct pcs_facets pcs_facets;

/**
 * Adds one locale, whose articles have as many matching segments as `segments`
 * says; found (may be NULL) is 1 for those that match besides, with none.
 * *facets, NULL at first, is made. PCS_ECORRUPT, PCS_ENOMEM.
 */
pcs_status pcs_facets_add(pcs_facets **facets,
                          const pcs_search_options *options,
                          pcs_analyzer *analyzer, const pcs_shelf *shelf,
                          const uint32_t *segments, const uint8_t *found,
                          pcs_error *err);

/** Lists what was counted in results->facets; facets may be NULL. */
pcs_status pcs_facets_finish(pcs_results *results, pcs_facets *facets,
                             const pcs_search_options *options, pcs_error *err);

void pcs_facets_free(pcs_facets *facets);

#endif
