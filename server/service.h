/* service.h - what the handlers of requests share: the index and its searchers
 */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SERVER_SERVICE_H
#define PCS_SERVER_SERVICE_H

#include <pcsearch.h>

#include "server/http/exchange.h"

/** Any number of threads may use it at once. */
typedef struct pcs_service pcs_service;

/** Is told, in a line, what whoever runs the service should know. Called by
 * any thread, by one at a time. */
typedef void pcs_service_log(void *context, const char *line);

/** What a service is made with; strings have to live as long. */
typedef struct pcs_service_options {
    const char *index; /* the folder */
    size_t searchers;  /* that are kept open; as many as there are threads */
    const char *page_base; /* the address that the service is reached by, such
                              as "https://help.example/search"; "" unknown */
    bool may_wait;         /* where there is no index yet, wait for one */
    unsigned watch_ms;     /* how often CURRENT is looked at; 0: 200 */
    pcs_service_log *log;  /* may be NULL */
    void *log_context;
} pcs_service_options;

/**
 * Opens the served generation once all of its bytes are found to be what was
 * published, or the newest older one of which that holds; and watches for the
 * next. Errors as of pcs_searcher_open and pcs_index_verify, which with
 * options->may_wait are told the log alone.
 */
pcs_status pcs_service_open(pcs_service **out,
                            const pcs_service_options *options, pcs_error *err);

/** All searchers have to be given back before. NULL is fine. */
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

/** Asks a searcher something. Where it fails, it leaves nothing behind but what
 * it appended to the exchange's reply. */
typedef pcs_status pcs_service_question(void *context, pcs_searcher *searcher,
                                        pcs_error *err);

/**
 * Asks a searcher that was taken; where what is served turns out to be damaged,
 * again of the newest older generation that opens, as often as there is one.
 * The exchange's reply is emptied before.
 */
pcs_status pcs_service_ask(pcs_service *service, pcs_exchange *exchange,
                           pcs_searcher *searcher,
                           pcs_service_question *question, void *context,
                           pcs_error *err);

/** Answers with the problem that a status other than PCS_OK is, of anything
 * but the request: 503, or 500, which is logged. */
void pcs_service_problem(pcs_service *service, pcs_exchange *exchange,
                         const pcs_error *err);

/** Tells this program from others, of another release or build, for what
 * clients keep of its answers. Lives as long as the service. */
const char *pcs_service_build(const pcs_service *service);

/** The generation that the next request is answered from; 0 for none. */
uint64_t pcs_service_generation(pcs_service *service);

/**
 * What tells the answers of a searcher's generation from those of any other
 * that this index, or a copy of it, has had; in the arena. NULL where it is not
 * the served generation, or memory is refused.
 */
const char *pcs_service_etag(pcs_service *service, const pcs_searcher *searcher,
                             pcs_arena *arena);

/** Whether a generation is served; where not, *reason is a literal. For
 * pcs_http_builtin: context is the service. */
bool pcs_service_is_ready(void *context, const char **reason);

/** How a service is doing. */
typedef struct pcs_service_state {
    uint64_t generation; /* that is served; 0 for none */
    uint64_t created;    /* seconds since 1970 */
    double since;        /* when it began to be served, seconds since 1970 */
    double started;      /* when the service was */
    uint64_t switches;   /* to another generation, since then */
    uint64_t refused;    /* generations that were not whole */
    uint64_t damages;    /* that requests met */
    size_t open;         /* searchers, of them in use: */
    size_t in_use;
    char trouble[PCS_ERROR_MESSAGE_MAX]; /* why what CURRENT names is not
                                            served; "" where it is */
} pcs_service_state;

void pcs_service_state_read(pcs_service *service, pcs_service_state *state);

/** Appends its metrics: a pcs_metrics_source, whose context is the service. */
void pcs_service_metrics(void *context, pcs_buffer *out);

/** What the service was opened with. */
const pcs_service_options *pcs_service_settings(const pcs_service *service);

#endif
