/* canary.h - queries that a generation must answer before it is served */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_INDEXER_CANARY_H
#define PCS_INDEXER_CANARY_H

#include <pcsearch.h>

#include "cli/config.h"

/**
 * A pcs_index_gate with a const pcs_config as its context: each of its
 * canaries is looked for in generation number, all its words having to match,
 * and has to be found in as many segments as it says. PCS_EINVAL where one is
 * not, or its locale is not there; what else can be wrong is as of
 * pcs_searcher_open_generation and pcs_search. The message names the canary's
 * place in the configuration.
 */
pcs_status pcs_canary_gate(void *context, const char *dir, uint64_t number,
                           pcs_error *err);

#endif
