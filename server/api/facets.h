/* facets.h - counts by property as JSON */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SERVER_API_FACETS_H
#define PCS_SERVER_API_FACETS_H

#include <pcsearch.h>

#include "server/json.h"

/** Writes "facets", the values of each by its name, and "facets_more", how many
 * values are not listed. */
void pcs_facets_put(pcs_json *json, const pcs_facet *facets, size_t n);

#endif
