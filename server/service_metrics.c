/* service_metrics.c - how the service is doing, for monitoring */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "server/http/metrics.h"
#include "server/service.h"

static void put(pcs_buffer *out, const char *name, const char *type,
                const char *help, double value)
{
    pcs_metrics_head(out, name, type, help);
    pcs_metrics_value(out, name, NULL, value);
}

void pcs_service_metrics(void *context, pcs_buffer *out)
{
    pcs_service_state s;
    pcs_service_state_read(context, &s);
    put(out, "pcsearchd_generation", "gauge",
        "Generation that is served; 0 for none.", (double)s.generation);
    put(out, "pcsearchd_generation_created_seconds", "gauge",
        "When it was made, in seconds since 1970.", (double)s.created);
    put(out, "pcsearchd_generation_served_seconds", "gauge",
        "Since when it is served, in seconds since 1970.", s.since);
    put(out, "pcsearchd_generation_switches_total", "counter",
        "How often another generation began to be served.", (double)s.switches);
    put(out, "pcsearchd_generations_refused_total", "counter",
        "Published generations that were not whole.", (double)s.refused);
    put(out, "pcsearchd_index_trouble", "gauge",
        "1 while what is published is not what is served.",
        s.trouble[0] ? 1 : 0);
    put(out, "pcsearchd_index_damages_total", "counter",
        "Damage that requests met.", (double)s.damages);
    put(out, "pcsearchd_searchers", "gauge", "Searchers that are open.",
        (double)s.open);
    put(out, "pcsearchd_searchers_in_use", "gauge",
        "Searchers that a request uses.", (double)s.in_use);
}
