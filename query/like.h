/* like.h - the segments that are nearest to a sentence, or to each line */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_QUERY_LIKE_H
#define PCS_QUERY_LIKE_H

#include <pcsearch.h>

#include "query/present.h"

/** What was found for a sentence, which is answer.query; answer.results is
 * NULL. */
typedef struct pcs_like_answer {
    pcs_answer answer;
    const pcs_like_results *results;
} pcs_like_answer;

/** What does not go with --like, or needs it: 0, or 2 where a line on stderr
 * says so. */
int pcs_like_check(pcs_request *request);

/** Answers a sentence, or those of --batch, each as soon as it is known. */
pcs_status pcs_like_run(const pcs_request *request, pcs_searcher *searcher,
                        bool *found, pcs_error *err);

/** Appends what was found as JSON Lines. PCS_ENOMEM only. */
pcs_status pcs_present_like_json(pcs_buffer *out, const pcs_like_answer *answer,
                                 pcs_error *err);

/** Appends what was found for people. */
void pcs_present_like_text(pcs_buffer *out, const pcs_like_answer *answer);

#endif
