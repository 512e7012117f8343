/* router.h - which handler answers a request */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SERVER_HTTP_ROUTER_H
#define PCS_SERVER_HTTP_ROUTER_H

#include "server/http/exchange.h"

/**
 * Answers a request. Called by several threads at once, each with an exchange
 * of its own; must not block. context is what the route was registered with.
 */
typedef void pcs_http_handler(void *context, pcs_exchange *exchange);

/** Who may ask. */
typedef enum pcs_http_access {
    PCS_HTTP_OPEN, /* anyone: /health and static files */
    PCS_HTTP_KEYED /* with a bearer token, where the daemon has tokens */
} pcs_http_access;

/** How the transport's own errors (404, 405, 413 ...) and CORS look there. */
typedef enum pcs_http_dialect {
    PCS_HTTP_PROBLEM, /* RFC 9457 */
    PCS_HTTP_MEILI    /* {"message","code","type","link"} */
} pcs_http_dialect;

/**
 * A route. In the pattern, which begins with "/", {name} stands for one segment
 * of the path and a last {name...} for the rest of it, slashes and all. The
 * first route that fits answers.
 */
typedef struct pcs_http_route {
    const char *method; /* "GET" (which answers HEAD, too) or "POST" */
    const char *pattern;
    const char *name; /* for metrics and the log: "search" */
    pcs_http_handler *handler;
    pcs_http_access access;
    pcs_http_dialect dialect;
} pcs_http_route;

/** The pattern of a last route, for what no route before it has. It is passed
 * over where another method would do, and errors keep their dialect. */
#define PCS_HTTP_ELSEWHERE "/{path...}"

/** Routes of one part of the service. */
typedef struct pcs_http_routes {
    const pcs_http_route *items;
    size_t n;
    void *context;
} pcs_http_routes;

/** What a path and a method lead to. */
typedef struct pcs_http_found {
    const pcs_http_route *route; /* NULL: see status */
    void *context;
    unsigned status;          /* 200, 404, 405 where another method would do,
                                 or 503 where memory is short */
    const char *allowed;      /* of a 405: "GET, HEAD", for Allow */
    pcs_http_dialect dialect; /* of an error */
} pcs_http_found;

/** Finds the route of a request, and fills in exchange->variables, in its
 * arena. `all` is n parts. */
pcs_http_found pcs_http_find(const pcs_http_routes *all, size_t n,
                             pcs_exchange *exchange);

#endif
