/* answer.h - one answer in JSON, of one generation */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SERVER_API_ANSWER_H
#define PCS_SERVER_API_ANSWER_H

#include "server/api/api.h"
#include "server/json.h"

/** What answers a request: made by pcs_answer_begin. */
typedef struct pcs_answer {
    pcs_service *service;
    pcs_exchange *exchange;
    const pcs_param *params;
    const pcs_param_value *values;
    size_t n_params;
    pcs_searcher *searcher;
    bool is_missing; /* what was asked for is not there: a writer may say so */
    double start;    /* by pcs_clock_ms */
    pcs_json json;   /* writes to the exchange's reply */
} pcs_answer;

/** Searches, and writes the answer to answer->json. context is the caller's. */
typedef pcs_status pcs_answer_write(pcs_answer *answer, void *context,
                                    pcs_error *err);

/**
 * Reads the parameters of an operation into values, takes a searcher, and gives
 * the exchange its ETag: that of the generation, as nothing else changes the
 * answer to an address. False where the exchange has its answer: a problem, or
 * the client has what it asks for. Then there is nothing to end.
 */
bool pcs_answer_begin(pcs_answer *answer, pcs_api *api, pcs_exchange *exchange,
                      const pcs_operation *operation, pcs_param_value *values);

/** Has the answer written, again where damage is met, and ends it: gives the
 * searcher back, and makes a problem of what went wrong. */
void pcs_answer_end(pcs_answer *answer, pcs_answer_write *write, void *context);

/** Ends an answer that has a problem instead. */
void pcs_answer_drop(pcs_answer *answer);

/** Writes "generation" and "elapsed_ms", which every answer ends with. */
void pcs_answer_put_end(pcs_answer *answer);

#endif
