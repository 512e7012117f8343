/* search.h - answers of searches as Meilisearch gives them */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SERVER_MEILI_SEARCH_H
#define PCS_SERVER_MEILI_SEARCH_H

#include "server/json.h"
#include "server/meili/query.h"

/**
 * Searches and writes the answer, with has_uid with its index. Errors as of
 * pcs_search: PCS_EINVAL for the locale of an index that there is not,
 * PCS_ELIMIT for too much of a filter.
 */
pcs_status pcs_meili_search(pcs_json *json, pcs_searcher *searcher,
                            const pcs_meili_query *query, bool has_uid,
                            pcs_error *err);

/** The same of a facet search. */
pcs_status pcs_meili_facet_search(pcs_json *json, pcs_searcher *searcher,
                                  const pcs_meili_query *query, pcs_error *err);

/** What a query costs (see pcs_search_weight), and adds the hits that it asks
 * for to *hits. */
size_t pcs_meili_weight(const pcs_meili_query *query, size_t *hits);

/** What the library is asked for a query; limit and offset are 0, and locale is
 * what options->locales points to. */
void pcs_meili_options(pcs_search_options *options, const char **locale,
                       const pcs_meili_query *query);

#endif
