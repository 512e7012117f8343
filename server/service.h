/* service.h - what the handlers of requests share: the index and its searchers
 */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SERVER_SERVICE_H
#define PCS_SERVER_SERVICE_H

#include <pcsearch.h>

#include "server/http/exchange.h"

/** Any number of threads may use it at once. */
typedef struct pcs_service pcs_service;

/** What a service is made with; strings have to live as long. */
typedef struct pcs_service_options {
    const char *index; /* the folder */
    size_t searchers;  /* that are kept open; as many as there are threads */
    const char *page_base; /* the address that the service is reached by, such
                              as "https://help.example/search"; "" unknown */
} pcs_service_options;

/** Opens the served generation. Errors as of pcs_searcher_open. */
pcs_status pcs_service_open(pcs_service **out,
                            const pcs_service_options *options, pcs_error *err);

void pcs_service_close(pcs_service *service);

/**
 * A searcher of the newest generation that was found to be whole, for one
 * request: everything in an answer is of that generation. NULL where there is
 * none; then the exchange has been given its problem (503).
 */
pcs_searcher *pcs_service_take(pcs_service *service, pcs_exchange *exchange);

/** Gives it back, whatever the search said. Results have to be disposed of
 * before. */
void pcs_service_give(pcs_service *service, pcs_searcher *searcher);

/** The generation that the next request is answered from. */
uint64_t pcs_service_generation(const pcs_service *service);

#endif
