/* stale.h - showing articles that were translated from an older English */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_QUERY_STALE_H
#define PCS_QUERY_STALE_H

#include <pcsearch.h>

#include "query/present.h"

/** What is found, and what it answers; answer->results is NULL. */
typedef struct pcs_stale_answer {
    const pcs_answer *answer;
    const pcs_stale_results *results;
} pcs_stale_answer;

/** 0, or 2 where a line on stderr says what does not go with --stale. */
int pcs_stale_check(const pcs_request *request);

/** How many articles there are in all, whatever is shown. */
uint64_t pcs_stale_total(const pcs_stale_answer *answer);

/** Appends it for people. */
void pcs_present_stale_text(pcs_buffer *out, const pcs_stale_answer *answer);

/** Appends it as JSON Lines. PCS_ENOMEM only. */
pcs_status pcs_present_stale_json(pcs_buffer *out,
                                  const pcs_stale_answer *answer,
                                  pcs_error *err);

#endif
