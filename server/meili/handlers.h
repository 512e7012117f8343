/* handlers.h - what the handlers of the Meilisearch subset share */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SERVER_MEILI_HANDLERS_H
#define PCS_SERVER_MEILI_HANDLERS_H

#include "server/json.h"
#include "server/meili/query.h"
#include "server/service.h"

/** The context of a pcs_service_question, its first member. */
typedef struct pcs_meili_asked {
    pcs_json json;
    pcs_exchange *exchange;
    pcs_meili_error *error;         /* what is answered where it is set */
    const pcs_meili_query *current; /* whose error it is; may be NULL */
} pcs_meili_asked;

/** Answers with what the question writes to asked->json, or with its error. */
void pcs_meili_ask(pcs_service *service, pcs_exchange *exchange,
                   pcs_service_question *question, pcs_meili_asked *asked);

/** Handlers of what is known of indexes and documents; context is a
 * pcs_service. */
void pcs_meili_get_version(void *context, pcs_exchange *exchange);
void pcs_meili_get_stats(void *context, pcs_exchange *exchange);
void pcs_meili_get_indexes(void *context, pcs_exchange *exchange);
void pcs_meili_get_index(void *context, pcs_exchange *exchange);
void pcs_meili_get_index_stats(void *context, pcs_exchange *exchange);
void pcs_meili_get_settings(void *context, pcs_exchange *exchange);
void pcs_meili_get_documents(void *context, pcs_exchange *exchange);
void pcs_meili_get_document(void *context, pcs_exchange *exchange);

#endif
