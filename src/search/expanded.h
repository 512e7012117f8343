/* expanded.h - what the results say of synonyms */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SEARCH_EXPANDED_H
#define PCS_SEARCH_EXPANDED_H

#include "search/session.h"

/**
 * Begins what results.expanded says of n words that stand side by side, which
 * counts once pcs_expanded_end was called. Between the two no other is begun,
 * and pcs_expanded_add not called more than PCS_ALTERNATIVES_MAX times; no more
 * than PCS_SYNONYMS_QUERY_MAX are ended. PCS_ENOMEM.
 */
pcs_status pcs_expanded_begin(pcs_expanded_term **out, pcs_session *session,
                              pcs_node *const *words, size_t n, pcs_error *err);

/** Adds the text of a synonym, unless it has that. PCS_ENOMEM. */
pcs_status pcs_expanded_add(pcs_expanded_term *expanded, pcs_session *session,
                            const pcs_node *synonym, pcs_error *err);

/** Counts it, where it has a synonym. */
void pcs_expanded_end(const pcs_expanded_term *expanded, pcs_session *session);

/** Takes out of the results what words were expanded to that are dropped. */
void pcs_session_prune_expanded(pcs_session *session);

#endif
