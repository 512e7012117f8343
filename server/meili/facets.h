/* facets.h - facetDistribution, facetStats and facet searches */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SERVER_MEILI_FACETS_H
#define PCS_SERVER_MEILI_FACETS_H

#include "server/json.h"
#include "server/meili/query.h"

/** Asks for the facets of a query; names has room for all attributes. */
void pcs_meili_facets_ask(pcs_search_options *options, const char **names,
                          const pcs_meili_query *query);

/** Writes what was found of them. */
void pcs_meili_facets_write(pcs_json *json, const pcs_results *results,
                            const pcs_meili_query *query);

/** How many documents of the query's index a value is of. */
uint64_t pcs_meili_facet_count(const pcs_facet_value *value,
                               const pcs_meili_query *query);

/** Whether a word of text begins with part, or text with all of it; case does
 * not count. Both are UTF-8. */
bool pcs_meili_facet_fits(const char *text, const char *part);

#endif
