/* builtin.c - routes that need nothing but the transport */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "server/http/builtin.h"

/* As Meilisearch answers, so that its clients understand it. */
static void answer_health(void *context, pcs_exchange *x)
{
    (void)context;
    x->content_type = "application/json";
    pcs_buffer_puts(&x->reply, "{\"status\":\"available\"}\n");
}

static void answer_ready(void *context, pcs_exchange *x)
{
    pcs_http_builtin *builtin = context;
    const char *reason = "it is starting";
    if (builtin->is_ready != NULL &&
        !builtin->is_ready(builtin->context, &reason)) {
        pcs_exchange_problem(x, 503, "not-ready", "%s", reason);
        return;
    }
    x->content_type = "application/json";
    pcs_buffer_puts(&x->reply, "{\"status\":\"ready\"}\n");
}

static void answer_metrics(void *context, pcs_exchange *x)
{
    pcs_http_builtin *builtin = context;
    const pcs_metrics *metrics = atomic_load(&builtin->metrics);
    if (metrics == NULL) {
        pcs_exchange_problem(x, 503, "not-ready", "it is starting");
        return;
    }
    x->content_type = "text/plain; version=0.0.4; charset=utf-8";
    pcs_metrics_head(&x->reply, "pcsearchd_build_info", "gauge",
                     "The release that runs; always 1.");
    const char *labels[] = {"version", PCSEARCH_RELEASE, NULL};
    pcs_metrics_value(&x->reply, "pcsearchd_build_info", labels, 1);
    pcs_metrics_write(metrics, &x->reply);
}

static const pcs_http_route routes[] = {
    {"GET", "/health", "health", answer_health, PCS_HTTP_OPEN,
     PCS_HTTP_PROBLEM},
    {"GET", "/ready", "ready", answer_ready, PCS_HTTP_OPEN, PCS_HTTP_PROBLEM},
    {"GET", "/metrics", "metrics", answer_metrics, PCS_HTTP_OPEN,
     PCS_HTTP_PROBLEM},
};

pcs_http_routes pcs_http_builtin_routes(pcs_http_builtin *builtin)
{
    return (pcs_http_routes){routes, sizeof routes / sizeof *routes, builtin};
}
