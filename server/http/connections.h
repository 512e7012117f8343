/* connections.h - who is connected, what they sent, and how long they may */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SERVER_HTTP_CONNECTIONS_H
#define PCS_SERVER_HTTP_CONNECTIONS_H

#include <pthread.h>
#include <stdatomic.h>
#include <sys/socket.h>
#include <sys/types.h>

#include "base/status.h"
#include "server/http/guard.h"
#include "server/http/peer.h"

/** What a connection is doing, and so what closes it in time. */
typedef enum pcs_connection_phase {
    PCS_CONNECTION_FREE,
    PCS_CONNECTION_NEW,    /* accepted; no byte has come */
    PCS_CONNECTION_HEAD,   /* a head has begun */
    PCS_CONNECTION_BODY,   /* a body is to come */
    PCS_CONNECTION_REPLY,  /* a request is whole, its answer is not out */
    PCS_CONNECTION_IDLE,   /* kept alive */
    PCS_CONNECTION_CLOSING /* shut down; not counted any more */
} pcs_connection_phase;

/** How long each phase may take, milliseconds; 0 stands for no time. */
typedef struct pcs_connection_times {
    unsigned head, idle, body, reply;
} pcs_connection_times;

/** One connection. The thread of libmicrohttpd that serves it has all of it
 * but what is atomic, and slot, which the lock of the table guards. */
typedef struct pcs_connection {
    int fd;
    pcs_peer peer;
    pcs_guard guard;
    uint64_t handled;   /* requests that came out of libmicrohttpd */
    void *request;      /* that libmicrohttpd reads, or NULL */
    bool is_slow;       /* what it asked for last took long */
    const char *ending; /* that is to be read instead of what is refused */
    _Atomic int phase;
    _Atomic int64_t since; /* when the phase began; pcs_connections_now */
    size_t slot;
} pcs_connection;

/** Counts since the start, but for `open`. */
typedef struct pcs_connection_counts {
    _Atomic uint64_t accepted, open, full, address, head, idle, body, reply,
        evicted, in;
} pcs_connection_counts;

typedef struct pcs_connections {
    size_t max, max_per_address;
    uint64_t body_max;
    pcs_connection_times times;
    pcs_connection_counts counts;

    pthread_mutex_t lock;
    pcs_connection *all; /* by number of the descriptor */
    size_t n_all;
    int *open; /* descriptors of those that are not free */
    size_t n_open, cap_open;
} pcs_connections;

/** Milliseconds of the clock by which phases are timed. */
int64_t pcs_connections_now(void);

/** Makes the table of the process; there may be one at a time, since what
 * libmicrohttpd reads has to be found by its descriptor. PCS_ENOMEM, and
 * PCS_EBUSY where there is one. max and the like are set by the caller. */
pcs_status pcs_connections_init(pcs_connections *table, pcs_error *err);
/**
 * Has libmicrohttpd read from a socket of our own, and looks whether the bytes
 * come by here. PCS_EIO where they do not: a program that is linked so must not
 * serve anybody. Before the first connection.
 */
pcs_status pcs_connections_check(pcs_connections *table, pcs_error *err);

void pcs_connections_dispose(pcs_connections *table);

/** How adding a connection went. */
typedef enum pcs_connection_added {
    PCS_CONNECTION_ADDED,
    PCS_CONNECTION_FULL,       /* there are as many as there may be */
    PCS_CONNECTION_PER_ADDRESS /* its address has as many as it may */
} pcs_connection_added;

/**
 * Whether one more can be added. Where the table is full, one that only waits
 * is shut down for it, the one that has waited longest: first of those kept
 * alive, then of those whose head is slow to come, then of slow bodies.
 */
bool pcs_connections_have_room(pcs_connections *table);

/** Adds an accepted socket, before libmicrohttpd gets it. */
pcs_connection_added pcs_connections_add(pcs_connections *table, int fd,
                                         const pcs_peer *peer);

/** Takes fd out; before it is closed. */
void pcs_connections_remove(pcs_connections *table, int fd);

/** The connection of fd; NULL where there is none. */
pcs_connection *pcs_connections_find(pcs_connections *table, int fd);

/** Shuts down what has taken longer than it may. */
void pcs_connections_reap(pcs_connections *table);

/** Shuts down all that waits for a request; how many others are open. */
size_t pcs_connections_drain(pcs_connections *table);

/** To be called when a response is out. */
void pcs_connection_completed(pcs_connection *connection);

#endif
