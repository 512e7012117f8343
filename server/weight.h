/* weight.h - which searches take long, as far as can be told beforehand */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SERVER_WEIGHT_H
#define PCS_SERVER_WEIGHT_H

#include <pcsearch.h>

/** What an everyday search stays below: some words, a page of hits. */
#define PCS_WEIGHT_LIGHT 400

/**
 * A rough measure of what a search costs: bytes of the query, beginnings of
 * words ("a*") that have to be looked up, and texts that are read for its
 * hits. What weighs more than PCS_WEIGHT_LIGHT is put off (see
 * pcs_exchange_put_off), so that it delays nobody else.
 */
size_t pcs_search_weight(const char *query, size_t len,
                         const pcs_search_options *options);

#endif
