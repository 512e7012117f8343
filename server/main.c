/* main.c - pcsearchd: answers searches over HTTP */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <stdio.h>
#include <stdlib.h>

#include "base/status.h"
#include "server/api/api.h"
#include "server/daemon.h"
#include "server/meili/routes.h"
#include "server/page/page.h"

/* What answers requests. */
typedef struct serving {
    const pcs_settings *settings;
    char *default_index; /* where none was named */
    pcs_service *service;
    pcs_api api;
} serving;

static void log_line(void *context, const char *line)
{
    const serving *s = context;
    if (!s->settings->is_quiet)
        fprintf(stderr, "pcsearchd: %s\n", line);
}

static pcs_status open_service(serving *s, pcs_error *err)
{
    const char *index = s->settings->index;
    if (index == NULL)
        index = s->default_index = pcs_index_default();
    if (index == NULL)
        return pcs_error_nomem(err);
    pcs_service_options options = {
        .index = index,
        .searchers = pcs_listener_threads(&s->settings->listener),
        .page_base = s->settings->base_url,
        .log = log_line,
        .log_context = s};
    return pcs_service_open(&s->service, &options, err);
}

static pcs_status open_all(void *context, const pcs_settings *settings,
                           pcs_http_routes *routes, size_t max, size_t *n,
                           pcs_error *err)
{
    serving *s = context;
    s->settings = settings;
    pcs_status status = open_service(s, err);
    if (status != PCS_OK)
        return status;
    s->api.service = s->service;
    if (*n < max)
        routes[(*n)++] = pcs_api_routes(&s->api);
    if (*n < max)
        routes[(*n)++] = pcs_meili_routes(s->service);
    if (settings->has_page && *n < max)
        routes[(*n)++] = pcs_page_routes(s->service);
    return PCS_OK;
}

static pcs_status add_metrics(void *context, pcs_metrics *metrics,
                              pcs_error *err)
{
    serving *s = context;
    return pcs_metrics_add(metrics, pcs_service_metrics, s->service, err);
}

static void close_all(void *context)
{
    serving *s = context;
    pcs_service_close(s->service);
    free(s->default_index);
}

static bool is_ready(void *context, const char **reason)
{
    serving *s = context;
    return pcs_service_is_ready(s->service, reason);
}

static uint64_t get_generation(void *context)
{
    serving *s = context;
    return pcs_service_generation(s->service);
}

int main(int argc, char **argv)
{
    static serving all;
    static const pcs_daemon_service service = {.open = open_all,
                                               .started = add_metrics,
                                               .close = close_all,
                                               .is_ready = is_ready,
                                               .generation = get_generation,
                                               .context = &all};
    return pcs_daemon_main(&service, argc, argv);
}
