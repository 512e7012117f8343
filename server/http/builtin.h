/* builtin.h - routes that need nothing but the transport */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SERVER_HTTP_BUILTIN_H
#define PCS_SERVER_HTTP_BUILTIN_H

#include <stdatomic.h>

#include "server/http/metrics.h"

/** What the routes below ask; zeroes are fine. To be filled in before the
 * first request; metrics is the listener's, which is there later: atomic. */
typedef struct pcs_http_builtin {
    _Atomic(pcs_metrics *) metrics;
    /* Whether requests can be answered; where not, *reason is a literal that
     * says why. Any thread. NULL: always. */
    bool (*is_ready)(void *context, const char **reason);
    void *context;
} pcs_http_builtin;

/** The routes /health, /ready and /metrics. */
pcs_http_routes pcs_http_builtin_routes(pcs_http_builtin *builtin);

#endif
