/* restrict.h - filters that are given beside a query */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SEARCH_RESTRICT_H
#define PCS_SEARCH_RESTRICT_H

#include "search/query.h"

/**
 * Adds the options' filters, which were checked, to the tree of a query as if
 * they had been typed; with options->want_all, a query of nothing becomes one
 * of everything. The filters' texts are borrowed. PCS_ENOMEM.
 */
pcs_status pcs_query_restrict(pcs_query *query,
                              const pcs_search_options *options,
                              pcs_error *err);

#endif
