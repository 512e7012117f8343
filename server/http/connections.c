/* connections.c - who is connected, what they sent, and how long they may */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "server/http/connections.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>

#include "base/buffer.h"

/* Descriptors beyond this are not served. */
#define DESCRIPTORS_MAX 65536

/* What is slower than that may be closed where the table is full. */
#define SLOW_HEAD_MS 50
#define SLOW_BODY_MS 1000

/* How many are looked at before a new one is refused instead. */
#define EVICTION_TRIES 32

/* Where recv below finds the connection of a descriptor. */
static _Atomic(pcs_connections *) process_table;

int64_t pcs_connections_now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

pcs_status pcs_connections_init(pcs_connections *table, pcs_error *err)
{
    struct rlimit limit;
    table->n_all = DESCRIPTORS_MAX;
    if (getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < table->n_all)
        table->n_all = limit.rlim_cur;
    /* Pages of descriptors that are never used are never touched. */
    table->all = calloc(table->n_all, sizeof *table->all);
    table->n_open = table->cap_open = 0;
    table->open = NULL;
    if (table->all == NULL)
        return pcs_error_nomem(err);
    pthread_mutex_init(&table->lock, NULL);
    pcs_connections *none = NULL;
    if (atomic_compare_exchange_strong(&process_table, &none, table))
        return PCS_OK;
    pthread_mutex_destroy(&table->lock);
    free(table->all);
    table->all = NULL;
    return pcs_error_set(err, PCS_EBUSY, "a listener runs already");
}

void pcs_connections_dispose(pcs_connections *table)
{
    if (table->all == NULL)
        return;
    atomic_store(&process_table, NULL);
    pthread_mutex_destroy(&table->lock);
    free(table->all);
    free(table->open);
    table->all = NULL;
    table->open = NULL;
}

pcs_connection *pcs_connections_find(pcs_connections *table, int fd)
{
    if (fd < 0 || (size_t)fd >= table->n_all)
        return NULL;
    pcs_connection *c = &table->all[fd];
    return atomic_load(&c->phase) != PCS_CONNECTION_FREE ? c : NULL;
}

static void set_phase(pcs_connection *c, pcs_connection_phase phase)
{
    /* One that was shut down stays so, until it is removed. */
    int now = atomic_load(&c->phase);
    if (now == (int)phase)
        return;
    /* The time for a first head begins when its connection does. */
    if (now != PCS_CONNECTION_NEW || phase != PCS_CONNECTION_HEAD)
        atomic_store(&c->since, pcs_connections_now());
    while (now != PCS_CONNECTION_CLOSING &&
           !atomic_compare_exchange_weak(&c->phase, &now, (int)phase))
        ;
}

/* The lock is held. */
static void take_out(pcs_connections *t, pcs_connection *c)
{
    int phase = atomic_exchange(&c->phase, PCS_CONNECTION_FREE);
    if (phase == PCS_CONNECTION_FREE)
        return;
    if (phase != PCS_CONNECTION_CLOSING)
        atomic_fetch_sub(&t->counts.open, 1);
    t->open[c->slot] = t->open[--t->n_open];
    t->all[t->open[c->slot]].slot = c->slot;
}

/* Shuts one down; it is not counted from here on. The lock is held, so that
 * the descriptor is still its own. */
static void shut(pcs_connections *t, pcs_connection *c)
{
    if (atomic_exchange(&c->phase, PCS_CONNECTION_CLOSING) ==
        PCS_CONNECTION_CLOSING)
        return;
    atomic_fetch_sub(&t->counts.open, 1);
    shutdown(c->fd, SHUT_RDWR);
}

/* How gladly a connection is closed for another one: 0 for not at all. */
static int rank(const pcs_connection *c, int64_t waited)
{
    switch (atomic_load(&c->phase)) {
    case PCS_CONNECTION_IDLE:
        return 3;
    case PCS_CONNECTION_NEW:
    case PCS_CONNECTION_HEAD:
        return waited >= SLOW_HEAD_MS ? 2 : 0;
    case PCS_CONNECTION_BODY:
        return waited >= SLOW_BODY_MS ? 1 : 0;
    default:
        return 0;
    }
}

/* The one that is closed most gladly, and has waited longest. */
static pcs_connection *find_waiting(pcs_connections *t)
{
    pcs_connection *best = NULL;
    int best_rank = 0;
    int64_t now = pcs_connections_now(), best_since = 0;
    for (size_t i = 0; i < t->n_open; i++) {
        pcs_connection *c = &t->all[t->open[i]];
        int64_t since = atomic_load(&c->since);
        int r = rank(c, now - since);
        if (r == 0 || r < best_rank || (r == best_rank && since >= best_since))
            continue;
        best = c;
        best_rank = r;
        best_since = since;
    }
    return best;
}

/* Whether bytes have come that no thread has had the time to read. */
static bool has_bytes(const pcs_connection *c)
{
    char byte;
    return recvfrom(c->fd, &byte, 1, MSG_PEEK | MSG_DONTWAIT, NULL, NULL) > 0;
}

/* Closes one that waits; false where none does. */
static bool evict(pcs_connections *t)
{
    for (int i = 0; i < EVICTION_TRIES; i++) {
        pcs_connection *c = find_waiting(t);
        if (c == NULL)
            return false;
        int phase = atomic_load(&c->phase);
        if (phase == PCS_CONNECTION_HEAD || phase == PCS_CONNECTION_BODY ||
            !has_bytes(c)) {
            atomic_fetch_add(&t->counts.evicted, 1);
            shut(t, c);
            return true;
        }
        atomic_store(&c->since, pcs_connections_now());
    }
    return false;
}

static bool has_too_many(const pcs_connections *t, const pcs_peer *peer)
{
    size_t n = 0;
    if (peer->is_free)
        return false;
    for (size_t i = 0; i < t->n_open; i++) {
        const pcs_connection *c = &t->all[t->open[i]];
        n += atomic_load(&c->phase) != PCS_CONNECTION_CLOSING &&
             pcs_peer_equals(&c->peer, peer);
    }
    return n >= t->max_per_address;
}

static pcs_connection_added add(pcs_connections *t, int fd,
                                const pcs_peer *peer)
{
    if (fd < 0 || (size_t)fd >= t->n_all)
        return PCS_CONNECTION_FULL;
    take_out(t, &t->all[fd]); /* one that libmicrohttpd closed by itself */
    if (has_too_many(t, peer)) {
        atomic_fetch_add(&t->counts.address, 1);
        return PCS_CONNECTION_PER_ADDRESS;
    }
    /* Those that are being closed still have descriptors. */
    if (atomic_load(&t->counts.open) >= t->max ||
        t->n_open >= 2 * t->max + 64 ||
        !PCS_ARRAY_RESERVE(t->open, t->cap_open, t->n_open + 1)) {
        atomic_fetch_add(&t->counts.full, 1);
        return PCS_CONNECTION_FULL;
    }
    pcs_connection *c = &t->all[fd];
    memset(&c->guard, 0, sizeof c->guard);
    c->fd = fd;
    c->peer = *peer;
    c->guard.body_max = t->body_max;
    c->handled = 0;
    c->is_slow = false;
    c->ending = NULL;
    c->request = NULL;
    c->slot = t->n_open;
    t->open[t->n_open++] = fd;
    atomic_store(&c->since, pcs_connections_now());
    atomic_store(&c->phase, PCS_CONNECTION_NEW);
    atomic_fetch_add(&t->counts.open, 1);
    atomic_fetch_add(&t->counts.accepted, 1);
    return PCS_CONNECTION_ADDED;
}

pcs_connection_added pcs_connections_add(pcs_connections *t, int fd,
                                         const pcs_peer *peer)
{
    pthread_mutex_lock(&t->lock);
    pcs_connection_added added = add(t, fd, peer);
    pthread_mutex_unlock(&t->lock);
    return added;
}

void pcs_connections_remove(pcs_connections *t, int fd)
{
    if (fd < 0 || (size_t)fd >= t->n_all)
        return;
    pthread_mutex_lock(&t->lock);
    take_out(t, &t->all[fd]);
    pthread_mutex_unlock(&t->lock);
}

bool pcs_connections_have_room(pcs_connections *t)
{
    pthread_mutex_lock(&t->lock);
    bool has = (atomic_load(&t->counts.open) < t->max || evict(t)) &&
               t->n_open < 2 * t->max + 64;
    pthread_mutex_unlock(&t->lock);
    return has;
}

/* The time that a phase may take, and what counts those that took longer. */
static unsigned allowed(pcs_connections *t, int phase, _Atomic uint64_t **count)
{
    switch (phase) {
    case PCS_CONNECTION_NEW:
    case PCS_CONNECTION_HEAD:
        *count = &t->counts.head;
        return t->times.head;
    case PCS_CONNECTION_BODY:
        *count = &t->counts.body;
        return t->times.body;
    case PCS_CONNECTION_REPLY:
        *count = &t->counts.reply;
        return t->times.reply;
    case PCS_CONNECTION_IDLE:
        *count = &t->counts.idle;
        return t->times.idle;
    default:
        *count = NULL;
        return 0;
    }
}

void pcs_connections_reap(pcs_connections *t)
{
    pthread_mutex_lock(&t->lock);
    int64_t now = pcs_connections_now();
    for (size_t i = 0; i < t->n_open; i++) {
        pcs_connection *c = &t->all[t->open[i]];
        _Atomic uint64_t *count = NULL;
        /* since is written before the phase: read the other way round. */
        int phase = atomic_load(&c->phase);
        int64_t since = atomic_load(&c->since);
        unsigned max = allowed(t, phase, &count);
        if (count == NULL || now - since < (int64_t)max)
            continue;
        atomic_fetch_add(count, 1);
        shut(t, c);
    }
    pthread_mutex_unlock(&t->lock);
}

size_t pcs_connections_drain(pcs_connections *t)
{
    size_t busy = 0;
    pthread_mutex_lock(&t->lock);
    for (size_t i = 0; i < t->n_open; i++) {
        pcs_connection *c = &t->all[t->open[i]];
        int phase = atomic_load(&c->phase);
        if (phase == PCS_CONNECTION_IDLE || phase == PCS_CONNECTION_NEW)
            shut(t, c);
        else if (phase != PCS_CONNECTION_CLOSING)
            busy++;
    }
    pthread_mutex_unlock(&t->lock);
    return busy;
}

/* What the guard's state means for the time that is left. */
static void follow(pcs_connection *c)
{
    const pcs_guard *g = &c->guard;
    if (g->status != 0 || g->wholes > c->handled)
        set_phase(c, g->status == 0 && g->left > 0 ? PCS_CONNECTION_BODY
                                                   : PCS_CONNECTION_REPLY);
    else if (pcs_guard_is_in_head(g))
        set_phase(c, PCS_CONNECTION_HEAD);
}

/* libmicrohttpd hears of the end of what a client sends only once, and where
 * that comes with the last bytes, it would wait for more. */
static void close_ended(const pcs_connection *c)
{
    char byte;
    if (recvfrom(c->fd, &byte, 1, MSG_PEEK | MSG_DONTWAIT, NULL, NULL) == 0)
        shutdown(c->fd, SHUT_RDWR);
}

void pcs_connection_completed(pcs_connection *c)
{
    const pcs_guard *g = &c->guard;
    c->handled++;
    if (g->wholes != c->handled || g->status != 0) {
        follow(c);
        return;
    }
    if (pcs_guard_is_in_head(g))
        follow(c);
    else
        set_phase(c, PCS_CONNECTION_IDLE);
    close_ended(c);
}

/* Hands out what is left of the ending. */
static ssize_t read_ending(pcs_connection *c, char *out, size_t len)
{
    size_t n = strlen(c->ending);
    if (n > len)
        n = len;
    memcpy(out, c->ending, n);
    c->ending += n;
    return (ssize_t)n;
}

/* Reads, and throws away, what comes behind a refusal: the client can then
 * read its answer, which a reset would take away. */
static ssize_t read_rest(pcs_connection *c, char *scratch, size_t len,
                         int flags)
{
    for (int i = 0; i < 64; i++) {
        ssize_t n = recvfrom(c->fd, scratch, len, flags, NULL, NULL);
        if (n <= 0)
            return n;
    }
    errno = EAGAIN;
    return -1;
}

static ssize_t read_checked(pcs_connections *t, pcs_connection *c, char *out,
                            size_t len, int flags)
{
    if (c->guard.status != 0)
        return c->ending && *c->ending ? read_ending(c, out, len)
                                       : read_rest(c, out, len, flags);
    ssize_t n = recvfrom(c->fd, out, len, flags, NULL, NULL);
    if (n <= 0)
        return n;
    atomic_fetch_add_explicit(&t->counts.in, (uint64_t)n, memory_order_relaxed);
    size_t fine = pcs_guard_take(&c->guard, out, (size_t)n);
    follow(c);
    if (fine == (size_t)n) {
        if (c->guard.left > 0 || c->guard.wholes == c->handled)
            close_ended(c);
        return n;
    }
    c->ending = pcs_guard_ending(&c->guard);
    return (ssize_t)fine + read_ending(c, out + fine, len - fine);
}

/*
 * libmicrohttpd reads sockets with recv and shows nobody the bytes, and 0.9.75
 * takes heads that two readers can read in two ways. So the program has a recv
 * of its own, which the dynamic linker prefers to the C library's: what belongs
 * to no connection of ours is passed on. Hidden symbols, another way of linking
 * or a later libmicrohttpd may undo that, and then the guard sees nothing: the
 * program does not start (pcs_connections_check), and a request that the guard
 * has not seen would get no other answer than an error (check in request.c).
 */
__attribute__((visibility("default"))) ssize_t recv(int fd, void *out,
                                                    size_t len, int flags)
{
    pcs_connections *t = atomic_load(&process_table);
    pcs_connection *c = t != NULL ? pcs_connections_find(t, fd) : NULL;
    if (c == NULL || (flags & MSG_PEEK) != 0)
        return recvfrom(fd, out, len, flags, NULL, NULL);
    return read_checked(t, c, out, len, flags);
}
