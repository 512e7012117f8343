/* daemon.h - the life of pcsearchd: options, start, signals, stop */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SERVER_DAEMON_H
#define PCS_SERVER_DAEMON_H

#include "server/http/metrics.h"
#include "server/settings.h"

/** More groups of routes a service does not have. */
#define PCS_DAEMON_ROUTES_MAX 16

/** What is served. Members that are NULL are not asked. */
typedef struct pcs_daemon_service {
    /* Called once, before anything listens: fills in routes (room for max, *n
     * of them). What it fails with ends the program. */
    pcs_status (*open)(void *context, const pcs_settings *settings,
                       pcs_http_routes *routes, size_t max, size_t *n,
                       pcs_error *err);
    /* Called once, when the listener runs: to add metrics. */
    pcs_status (*started)(void *context, pcs_metrics *metrics, pcs_error *err);
    /* Called last, if open was, whatever it said; no request is in work. */
    void (*close)(void *context);
    /* For /ready and the access log, by any thread; see builtin.h and
     * listener.h. */
    bool (*is_ready)(void *context, const char **reason);
    uint64_t (*generation)(void *context);
    void *context;
} pcs_daemon_service;

/** main of a program that serves it: reads the command line, listens, and
 * returns the exit status after SIGTERM or SIGINT. Once a process. */
int pcs_daemon_main(const pcs_daemon_service *service, int argc, char **argv);

#endif
