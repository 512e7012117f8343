/* api.h - the service's own interface over HTTP: GET /v1/... */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SERVER_API_API_H
#define PCS_SERVER_API_API_H

#include "server/api/params.h"
#include "server/http/router.h"
#include "server/service.h"

/** What the handlers are given. */
typedef struct pcs_api {
    pcs_service *service;
} pcs_api;

/** An operation: what the router, the handler and the reference know of it. */
typedef struct pcs_operation {
    const char *path;        /* as the router's pattern */
    const char *name;        /* of the route, and the operationId */
    const char *summary;     /* a line */
    const char *description; /* Markdown */
    const pcs_param *params;
    size_t n_params;
    const char *schema; /* of the answer: the name of one of schemas.json */
    pcs_http_handler *handler;
    bool is_lookup; /* may answer 404 */
} pcs_operation;

extern const pcs_operation pcs_api_search;
extern const pcs_operation pcs_api_suggest;
extern const pcs_operation pcs_api_translations;
extern const pcs_operation pcs_api_articles;
extern const pcs_operation pcs_api_status;

/** All of them, NULL behind the last. */
extern const pcs_operation *const pcs_api_operations[];

/** The routes of all operations, and /openapi.json. `api` has to live as long
 * as they do. */
pcs_http_routes pcs_api_routes(pcs_api *api);

/** Answers GET /openapi.json. */
void pcs_api_openapi(void *context, pcs_exchange *exchange);

#endif
