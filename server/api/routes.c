/* routes.c - the routes of GET /v1/... */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "server/api/api.h"

const pcs_operation *const pcs_api_operations[] = {
    &pcs_api_search,   &pcs_api_suggest, &pcs_api_translations,
    &pcs_api_articles, &pcs_api_status,  NULL,
};

#define N_OPERATIONS (sizeof pcs_api_operations / sizeof *pcs_api_operations)

pcs_http_routes pcs_api_routes(pcs_api *api)
{
    /* The same for each api. */
    static pcs_http_route routes[N_OPERATIONS];
    size_t n = 0;
    for (; pcs_api_operations[n]; n++) {
        const pcs_operation *o = pcs_api_operations[n];
        routes[n] =
            (pcs_http_route){"GET",      o->path,        o->name,
                             o->handler, PCS_HTTP_KEYED, PCS_HTTP_PROBLEM};
    }
    routes[n++] =
        (pcs_http_route){"GET",           "/openapi.json", "openapi",
                         pcs_api_openapi, PCS_HTTP_OPEN,   PCS_HTTP_PROBLEM};
    return (pcs_http_routes){routes, n, api};
}
