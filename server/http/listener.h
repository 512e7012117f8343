/* listener.h - the HTTP server: sockets, threads, limits */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SERVER_HTTP_LISTENER_H
#define PCS_SERVER_HTTP_LISTENER_H

#include "base/status.h"
#include "server/http/accesslog.h"
#include "server/http/metrics.h"
#include "server/http/peer.h"
#include "server/http/router.h"
#include "server/http/tokens.h"

/** Limits, and what they may be at most. */
enum {
    PCS_HTTP_CONNECTIONS_MAX = 512,
    PCS_HTTP_CONNECTIONS_CEILING = 16384,
    PCS_HTTP_PER_ADDRESS_MAX = 32,
    PCS_HTTP_BODY_MAX = 65536,
    PCS_HTTP_BODY_CEILING = 1048576,
    PCS_HTTP_THREADS_CEILING = 256,
    PCS_HTTP_LISTEN_MAX = 16
};

/** What a listener is started with; whatever it points to has to live as long
 * as the listener. Begin with PCS_LISTENER_OPTIONS_INIT. */
typedef struct pcs_listener_options {
    const char *const *addresses; /* "127.0.0.1:7700", "[::1]:7700",
                                     "localhost:7700", "unix:/run/x.sock" or
                                     "unix:/run/x.sock,mode=660" */
    size_t n_addresses;
    const int *sockets; /* that listen already: those of systemd */
    size_t n_sockets;
    size_t threads;      /* 0: as many as fit the machine */
    size_t slow_threads; /* for requests that take long; 0: likewise */
    size_t max_connections, max_per_address, max_body;
    unsigned head_ms, idle_ms, body_ms, reply_ms;
    const char *const *cors_origins; /* or "*" */
    size_t n_cors_origins;
    const char *const *hosts; /* names by which a listener on loopback may be
                                 called, besides localhost and addresses */
    size_t n_hosts;
    const pcs_peer_range *proxies;
    size_t n_proxies;
    pcs_tokens *tokens;         /* NULL: who is keyed needs none */
    pcs_access_log *access_log; /* NULL: none */
    /* The generation that is served, for the log; NULL, or 0: unknown. Any
     * thread. */
    uint64_t (*generation)(void *context);
    void *generation_context;
} pcs_listener_options;

#define PCS_LISTENER_OPTIONS_INIT                                              \
    {                                                                          \
        .max_connections = PCS_HTTP_CONNECTIONS_MAX,                           \
        .max_per_address = PCS_HTTP_PER_ADDRESS_MAX,                           \
        .max_body = PCS_HTTP_BODY_MAX, .head_ms = 5000, .idle_ms = 30000,      \
        .body_ms = 10000, .reply_ms = 60000                                    \
    }

typedef struct pcs_listener pcs_listener;

/** How many threads a listener of these options answers on, those for requests
 * that take long included. */
size_t pcs_listener_threads(const pcs_listener_options *options);

/**
 * Binds all addresses, and answers requests by `routes` (n_routes parts, copied
 * but for what they point to) on threads of its own until pcs_listener_stop.
 * One listener a process. Where there are no routes for /health and /metrics,
 * the transport has none of its own: see pcs_http_builtin. PCS_EINVAL for an
 * address that is none, PCS_EIO where one cannot be bound, PCS_ENOMEM.
 */
pcs_status pcs_listener_start(pcs_listener **out,
                              const pcs_listener_options *options,
                              const pcs_http_routes *routes, size_t n_routes,
                              pcs_error *err);

/** Where it listens: "127.0.0.1:7700", with the port that the system chose
 * for port 0; NULL behind the last. */
const char *pcs_listener_address(const pcs_listener *listener, size_t i);

/** Its metrics, to which others may add theirs. */
pcs_metrics *pcs_listener_metrics(pcs_listener *listener);

/**
 * Takes no more connections, closes those that only wait, lets requests end for
 * timeout_ms at most, and frees the listener. False where some did not end in
 * time. NULL is fine.
 */
bool pcs_listener_stop(pcs_listener *listener, unsigned timeout_ms);

#endif
