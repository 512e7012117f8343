/* metrics.h - what is counted, in the text format of Prometheus */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SERVER_HTTP_METRICS_H
#define PCS_SERVER_HTTP_METRICS_H

#include <stdint.h>

#include "base/buffer.h"
#include "server/http/router.h"

typedef struct pcs_metrics pcs_metrics;

/** Appends metrics of one part of the service: with pcs_metrics_head, and
 * pcs_metrics_value for each value. Called by any thread. */
typedef void pcs_metrics_source(void *context, pcs_buffer *out);

/** Appends the lines that say what a metric is; type is "gauge" or "counter"
 * (whose name ends with _total). */
void pcs_metrics_head(pcs_buffer *out, const char *name, const char *type,
                      const char *help);

/** Appends one value. labels is NULL, or pairs of name and value with a NULL
 * behind the last; values are escaped. */
void pcs_metrics_value(pcs_buffer *out, const char *name,
                       const char *const *labels, double value);

/** Adds a source; before the first request, or at any time. At most 16:
 * PCS_ELIMIT. */
pcs_status pcs_metrics_add(pcs_metrics *metrics, pcs_metrics_source *source,
                           void *context, pcs_error *err);

/** Metrics of the routes; n_routes parts, borrowed. */
pcs_status pcs_metrics_new(pcs_metrics **out, const pcs_http_routes *routes,
                           size_t n_routes, pcs_error *err);
void pcs_metrics_free(pcs_metrics *metrics);

/** Counts what a request begins and ends with. route may be NULL, of those
 * that no route answers. */
void pcs_metrics_begin(pcs_metrics *metrics);
void pcs_metrics_end(pcs_metrics *metrics, const pcs_http_route *route,
                     unsigned status, double ms, uint64_t bytes);

/** Requests that were begun and have not ended. */
uint64_t pcs_metrics_in_flight(const pcs_metrics *metrics);

/** Appends all of it: text/plain; version=0.0.4. */
void pcs_metrics_write(const pcs_metrics *metrics, pcs_buffer *out);

#endif
