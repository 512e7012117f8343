/* metrics.c - what is counted, in the text format of Prometheus */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "server/http/metrics.h"

#include <inttypes.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SOURCES_MAX 16
#define STATUSES_MAX 16 /* of one route; what comes later counts as "other" */

static const double bounds[] = {0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025,
                                0.05,   0.1,   0.25,   0.5,   1,    2.5};
#define BOUNDS (sizeof bounds / sizeof *bounds)

/* What is counted of the routes that have one name. */
typedef struct pcs_route_counts {
    const char *name;
    _Atomic unsigned statuses[STATUSES_MAX]; /* 0: free */
    _Atomic uint64_t by_status[STATUSES_MAX + 1];
    _Atomic uint64_t buckets[BOUNDS + 1];
    _Atomic uint64_t microseconds, bytes;
} pcs_route_counts;

struct pcs_metrics {
    pcs_route_counts *routes; /* the last one: "none" */
    size_t n_routes;
    _Atomic uint64_t in_flight;
    pthread_mutex_t lock; /* of what follows */
    struct {
        pcs_metrics_source *source;
        void *context;
    } sources[SOURCES_MAX];
    size_t n_sources;
};

static pcs_route_counts *find(const pcs_metrics *m, const char *name)
{
    for (size_t i = 0; i < m->n_routes; i++)
        if (m->routes[i].name == name || strcmp(m->routes[i].name, name) == 0)
            return &m->routes[i];
    return NULL;
}

pcs_status pcs_metrics_new(pcs_metrics **out, const pcs_http_routes *routes,
                           size_t n_routes, pcs_error *err)
{
    size_t n = 1;
    for (size_t i = 0; i < n_routes; i++)
        n += routes[i].n;
    pcs_metrics *m = calloc(1, sizeof *m);
    pcs_route_counts *counts = calloc(n, sizeof *counts);
    *out = NULL;
    if (m == NULL || counts == NULL) {
        free(m);
        free(counts);
        return pcs_error_nomem(err);
    }
    m->routes = counts;
    pthread_mutex_init(&m->lock, NULL);
    for (size_t i = 0; i < n_routes; i++)
        for (size_t k = 0; k < routes[i].n; k++)
            if (find(m, routes[i].items[k].name) == NULL)
                m->routes[m->n_routes++].name = routes[i].items[k].name;
    m->routes[m->n_routes++].name = "none";
    *out = m;
    return PCS_OK;
}

void pcs_metrics_free(pcs_metrics *m)
{
    if (m == NULL)
        return;
    pthread_mutex_destroy(&m->lock);
    free(m->routes);
    free(m);
}

pcs_status pcs_metrics_add(pcs_metrics *m, pcs_metrics_source *source,
                           void *context, pcs_error *err)
{
    pcs_status status = PCS_OK;
    pthread_mutex_lock(&m->lock);
    if (m->n_sources == SOURCES_MAX) {
        status = pcs_error_set(err, PCS_ELIMIT,
                               "more than %d sources of "
                               "metrics",
                               SOURCES_MAX);
    } else {
        m->sources[m->n_sources].source = source;
        m->sources[m->n_sources++].context = context;
    }
    pthread_mutex_unlock(&m->lock);
    return status;
}

void pcs_metrics_begin(pcs_metrics *m)
{
    atomic_fetch_add_explicit(&m->in_flight, 1, memory_order_relaxed);
}

uint64_t pcs_metrics_in_flight(const pcs_metrics *m)
{
    return atomic_load_explicit(&m->in_flight, memory_order_relaxed);
}

static void count(_Atomic uint64_t *counter, uint64_t n)
{
    atomic_fetch_add_explicit(counter, n, memory_order_relaxed);
}

static _Atomic uint64_t *status_counter(pcs_route_counts *r, unsigned status)
{
    for (size_t i = 0; i < STATUSES_MAX; i++) {
        unsigned seen = atomic_load(&r->statuses[i]);
        if (seen == 0 &&
            atomic_compare_exchange_strong(&r->statuses[i], &seen, status))
            seen = status;
        if (seen == status)
            return &r->by_status[i];
    }
    return &r->by_status[STATUSES_MAX];
}

void pcs_metrics_end(pcs_metrics *m, const pcs_http_route *route,
                     unsigned status, double ms, uint64_t bytes)
{
    pcs_route_counts *r = find(m, route != NULL ? route->name : "none");
    size_t bucket = 0;
    while (bucket < BOUNDS && ms / 1000 > bounds[bucket])
        bucket++;
    count(status_counter(r, status), 1);
    count(&r->buckets[bucket], 1);
    count(&r->microseconds, ms > 0 ? (uint64_t)(ms * 1000) : 0);
    count(&r->bytes, bytes);
    atomic_fetch_sub_explicit(&m->in_flight, 1, memory_order_relaxed);
}

void pcs_metrics_head(pcs_buffer *out, const char *name, const char *type,
                      const char *help)
{
    pcs_buffer_printf(out, "# HELP %s %s\n# TYPE %s %s\n", name, help, name,
                      type);
}

static void put_label(pcs_buffer *out, const char *text)
{
    for (; *text != 0; text++) {
        if (*text == '\\' || *text == '"')
            pcs_buffer_putc(out, '\\');
        if (*text == '\n')
            pcs_buffer_puts(out, "\\n");
        else
            pcs_buffer_putc(out, *text);
    }
}

void pcs_metrics_value(pcs_buffer *out, const char *name,
                       const char *const *labels, double value)
{
    pcs_buffer_puts(out, name);
    for (size_t i = 0; labels != NULL && labels[i] != NULL; i += 2) {
        pcs_buffer_printf(out, "%s%s=\"", i == 0 ? "{" : ",", labels[i]);
        put_label(out, labels[i + 1]);
        pcs_buffer_puts(out, "\"");
    }
    if (labels != NULL && labels[0] != NULL)
        pcs_buffer_puts(out, "}");
    pcs_buffer_printf(out, " %.15g\n", value);
}

static void write_statuses(const pcs_metrics *m, pcs_buffer *out)
{
    static const char name[] = "pcsearchd_http_requests_total";
    pcs_metrics_head(out, name, "counter",
                     "Requests that were answered, by route and status.");
    for (size_t i = 0; i < m->n_routes; i++)
        for (size_t k = 0; k <= STATUSES_MAX; k++) {
            pcs_route_counts *r = &m->routes[i];
            char status[16] = "other";
            uint64_t n = atomic_load(&r->by_status[k]);
            if (k < STATUSES_MAX)
                snprintf(status, sizeof status, "%u",
                         atomic_load(&r->statuses[k]));
            const char *labels[] = {"route", r->name, "status", status, NULL};
            if (n > 0)
                pcs_metrics_value(out, name, labels, (double)n);
        }
}

static void write_histogram(const pcs_route_counts *r, pcs_buffer *out)
{
    static const char name[] = "pcsearchd_http_request_duration_seconds";
    const char *labels[] = {"route", r->name, NULL, NULL, NULL};
    char metric[64], bound[32];
    uint64_t sum = 0;
    snprintf(metric, sizeof metric, "%s_bucket", name);
    for (size_t i = 0; i <= BOUNDS; i++) {
        sum += atomic_load(&r->buckets[i]);
        snprintf(bound, sizeof bound, "%g", i < BOUNDS ? bounds[i] : 0);
        labels[2] = "le";
        labels[3] = i < BOUNDS ? bound : "+Inf";
        pcs_metrics_value(out, metric, labels, (double)sum);
    }
    labels[2] = NULL;
    snprintf(metric, sizeof metric, "%s_sum", name);
    pcs_metrics_value(out, metric, labels,
                      (double)atomic_load(&r->microseconds) / 1e6);
    snprintf(metric, sizeof metric, "%s_count", name);
    pcs_metrics_value(out, metric, labels, (double)sum);
}

static void write_bytes(const pcs_metrics *m, pcs_buffer *out)
{
    static const char name[] = "pcsearchd_http_response_bytes_total";
    pcs_metrics_head(out, name, "counter",
                     "Bytes of bodies that were sent, by route.");
    for (size_t i = 0; i < m->n_routes; i++) {
        const char *labels[] = {"route", m->routes[i].name, NULL};
        pcs_metrics_value(out, name, labels,
                          (double)atomic_load(&m->routes[i].bytes));
    }
}

void pcs_metrics_write(const pcs_metrics *m, pcs_buffer *out)
{
    write_statuses(m, out);
    pcs_metrics_head(out, "pcsearchd_http_request_duration_seconds",
                     "histogram",
                     "Time from the first line of a request to the end of its "
                     "answer, by route.");
    for (size_t i = 0; i < m->n_routes; i++)
        write_histogram(&m->routes[i], out);
    write_bytes(m, out);
    pcs_metrics_head(out, "pcsearchd_http_requests_in_flight", "gauge",
                     "Requests that are being answered.");
    pcs_metrics_value(out, "pcsearchd_http_requests_in_flight", NULL,
                      (double)pcs_metrics_in_flight(m));
    pthread_mutex_lock((pthread_mutex_t *)&m->lock);
    for (size_t i = 0; i < m->n_sources; i++)
        m->sources[i].source(m->sources[i].context, out);
    pthread_mutex_unlock((pthread_mutex_t *)&m->lock);
}
