/* listener.c - the HTTP server: sockets, threads, limits */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "server/http/listener.h"

#include <errno.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/random.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/pool.h"
#include "server/http/request.h"
#include "server/http/sockets.h"

/* How often it is looked who takes too long. */
#define REAP_MS 100
/* How long a new connection may wait for room. */
#define FULL_MS 80
/* Connections that one socket may bring before the others are looked at. */
#define ACCEPT_BURST 64
/* A head of 8 KiB, what libmicrohttpd makes of 64 headers and 128 parameters,
 * and the headers of the answer. */
#define CONNECTION_MEMORY 65536
#define STACK_SIZE (1024 * 1024)
/* Requests that take long: how many wait for their turn, and how long. */
#define LANE_MAX 64
#define LANE_WAIT_MS 2000

struct pcs_listener {
    pcs_http_service service;
    pcs_socket sockets[PCS_HTTP_LISTEN_MAX];
    size_t n_sockets;
    struct MHD_Daemon *daemon;
    pthread_t acceptor;
    bool has_acceptor;
    int64_t full_since; /* the acceptor's; 0: there was room */
    int wake;           /* an eventfd: the acceptor is to end */
};

static void say_no(int fd)
{
    static const char answer[] =
        "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n"
        "Retry-After: 1\r\nCache-Control: no-store\r\nServer: pcsearchd\r\n"
        "Connection: close\r\n\r\n";
    char rest[4096];
    (void)!send(fd, answer, sizeof answer - 1, MSG_DONTWAIT | MSG_NOSIGNAL);
    shutdown(fd, SHUT_WR);
    /* What has come unread would make the kernel take the answer back. */
    while (recvfrom(fd, rest, sizeof rest, MSG_DONTWAIT, NULL, NULL) > 0)
        ;
    close(fd);
}

/* Where there is no room, new ones wait a little before they are refused: in
 * that time, one of those that are slow can be closed. */
static bool may_accept(pcs_listener *l)
{
    if (pcs_connections_have_room(&l->service.connections)) {
        l->full_since = 0;
        return true;
    }
    int64_t now = pcs_connections_now();
    if (l->full_since == 0)
        l->full_since = now;
    return now - l->full_since >= FULL_MS;
}

/* Accepts one connection; false where none waits, or it has to. */
static bool accept_one(pcs_listener *l, const pcs_socket *from)
{
    struct pollfd waiting = {.fd = from->fd, .events = POLLIN};
    /* Nobody is closed for one that does not come. */
    if (poll(&waiting, 1, 0) <= 0 || !may_accept(l))
        return false;
    struct sockaddr_storage storage;
    socklen_t len = sizeof storage;
    pcs_peer peer;
    int on = 1;
    memset(&storage, 0, sizeof storage);
    int fd = accept4(from->fd, (struct sockaddr *)&storage, &len,
                     SOCK_CLOEXEC | SOCK_NONBLOCK);
    if (fd < 0)
        return errno == ECONNABORTED || errno == EINTR;
    const pcs_listener_options *o = &l->service.options;
    pcs_peer_read(&peer, (struct sockaddr *)&storage, o->proxies, o->n_proxies);
    if (pcs_connections_add(&l->service.connections, fd, &peer) !=
        PCS_CONNECTION_ADDED) {
        say_no(fd);
        return true;
    }
    if (!peer.is_unix)
        setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    if (MHD_add_connection(l->daemon, fd, (struct sockaddr *)&storage, len) !=
        MHD_YES)
        pcs_connections_remove(&l->service.connections, fd);
    return true;
}

/* Accepts what waits, some at a time; how many were accepted. */
static size_t accept_some(pcs_listener *l, const pcs_socket *from)
{
    size_t n = 0;
    while (n < ACCEPT_BURST && accept_one(l, from))
        n++;
    return n;
}

static void *run_acceptor(void *context)
{
    pcs_listener *l = context;
    struct pollfd polls[PCS_HTTP_LISTEN_MAX + 1];
    int64_t reaped = 0;
    for (size_t i = 0; i < l->n_sockets; i++)
        polls[i] = (struct pollfd){.fd = l->sockets[i].fd, .events = POLLIN};
    polls[l->n_sockets] = (struct pollfd){.fd = l->wake, .events = POLLIN};
    for (;;) {
        int ready = poll(polls, l->n_sockets + 1, REAP_MS);
        if (ready > 0 && polls[l->n_sockets].revents != 0)
            break;
        size_t n = 0;
        for (size_t i = 0; ready > 0 && i < l->n_sockets; i++)
            if (polls[i].revents != 0)
                n += accept_some(l, &l->sockets[i]);
        /* Without room or descriptors the sockets stay ready. */
        if (ready > 0 && n == 0)
            usleep(2000);
        int64_t now = pcs_connections_now();
        if (now - reaped >= REAP_MS) {
            pcs_connections_reap(&l->service.connections);
            pcs_lane_end_refused(l->service.lane, false);
            reaped = now;
        }
    }
    /* Who has connected already is served. */
    for (size_t i = 0; i < l->n_sockets; i++)
        while (accept_some(l, &l->sockets[i]) == ACCEPT_BURST)
            ;
    return NULL;
}

static void write_lane(pcs_lane *lane, pcs_buffer *out)
{
    pcs_lane_counts n = pcs_lane_read(lane);
    const struct {
        const char *outcome;
        uint64_t n;
    } all[] = {{"taken", n.taken}, {"refused", n.refused}, {"late", n.late}};
    pcs_metrics_head(out, "pcsearchd_slow_requests_waiting", "gauge",
                     "Requests that take long and wait for their turn.");
    pcs_metrics_value(out, "pcsearchd_slow_requests_waiting", NULL,
                      (double)n.waiting);
    pcs_metrics_head(out, "pcsearchd_slow_requests_total", "counter",
                     "Requests that take long, and of them those that were "
                     "refused or waited too long.");
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        const char *labels[] = {"outcome", all[i].outcome, NULL};
        pcs_metrics_value(out, "pcsearchd_slow_requests_total", labels,
                          (double)all[i].n);
    }
}

static void write_connections(void *context, pcs_buffer *out)
{
    pcs_listener *l = context;
    pcs_connection_counts *c = &l->service.connections.counts;
    const struct {
        const char *reason;
        _Atomic uint64_t *count;
    } closed[] = {{"full", &c->full},        {"address", &c->address},
                  {"head-time", &c->head},   {"body-time", &c->body},
                  {"reply-time", &c->reply}, {"idle-time", &c->idle},
                  {"evicted", &c->evicted}};
    pcs_metrics_head(out, "pcsearchd_connections", "gauge",
                     "Connections that are open.");
    pcs_metrics_value(out, "pcsearchd_connections", NULL,
                      (double)atomic_load(&c->open));
    pcs_metrics_head(out, "pcsearchd_connections_total", "counter",
                     "Connections that were accepted.");
    pcs_metrics_value(out, "pcsearchd_connections_total", NULL,
                      (double)atomic_load(&c->accepted));
    pcs_metrics_head(out, "pcsearchd_connections_closed_total", "counter",
                     "Connections that were refused or closed by a limit.");
    for (size_t i = 0; i < sizeof closed / sizeof *closed; i++) {
        const char *labels[] = {"reason", closed[i].reason, NULL};
        pcs_metrics_value(out, "pcsearchd_connections_closed_total", labels,
                          (double)atomic_load(closed[i].count));
    }
    pcs_metrics_head(out, "pcsearchd_http_request_bytes_total", "counter",
                     "Bytes of requests that were read.");
    pcs_metrics_value(out, "pcsearchd_http_request_bytes_total", NULL,
                      (double)atomic_load(&c->in));
    write_lane(l->service.lane, out);
    if (l->service.options.access_log == NULL)
        return;
    pcs_metrics_head(out, "pcsearchd_access_log_lost_total", "counter",
                     "Lines of the access log that could not be written.");
    pcs_metrics_value(
        out, "pcsearchd_access_log_lost_total", NULL,
        (double)pcs_access_log_lost(l->service.options.access_log));
}

static pcs_status open_sockets(pcs_listener *l, pcs_error *err)
{
    const pcs_listener_options *o = &l->service.options;
    pcs_status status = PCS_OK;
    if (o->n_addresses + o->n_sockets > PCS_HTTP_LISTEN_MAX)
        return pcs_error_set(err, PCS_ELIMIT,
                             "there are more than %d addresses to listen at",
                             PCS_HTTP_LISTEN_MAX);
    for (size_t i = 0; status == PCS_OK && i < o->n_sockets; i++)
        status =
            pcs_socket_adopt(&l->sockets[l->n_sockets++], o->sockets[i], err);
    for (size_t i = 0; status == PCS_OK && i < o->n_addresses; i++)
        status =
            pcs_socket_open(&l->sockets[l->n_sockets++], o->addresses[i], err);
    return status;
}

static pcs_status copy_routes(pcs_http_service *s,
                              const pcs_http_routes *routes, size_t n,
                              pcs_error *err)
{
    s->routes = malloc((n > 0 ? n : 1) * sizeof *routes);
    if (s->routes == NULL)
        return pcs_error_nomem(err);
    memcpy(s->routes, routes, n * sizeof *routes);
    s->n_routes = n;
    return pcs_metrics_new(&s->metrics, s->routes, n, err);
}

/* What is decoded here already, is left alone there. */
static size_t leave_alone(void *context, struct MHD_Connection *mhd, char *text)
{
    (void)context;
    (void)mhd;
    return strlen(text);
}

static void log_nothing(void *context, const char *format, va_list args)
{
    (void)context;
    (void)format;
    (void)args;
}

/* Of libmicrohttpd: one slow answer holds up those of its thread alone. */
static size_t quick_threads(const pcs_listener_options *options)
{
    size_t threads = options->threads;
    if (threads == 0)
        threads = 2 * pcs_processors() < 4 ? 4 : 2 * pcs_processors();
    return threads < PCS_HTTP_THREADS_CEILING ? threads
                                              : PCS_HTTP_THREADS_CEILING;
}

/* Half of the processors are left to what is quick. */
static size_t slow_threads(const pcs_listener_options *options)
{
    size_t threads = options->slow_threads;
    if (threads == 0)
        threads = pcs_processors() < 4 ? 1 : pcs_processors() / 2;
    return threads < PCS_HTTP_THREADS_CEILING ? threads
                                              : PCS_HTTP_THREADS_CEILING;
}

size_t pcs_listener_threads(const pcs_listener_options *options)
{
    return quick_threads(options) + slow_threads(options);
}

static pcs_status start_daemon(pcs_listener *l, pcs_error *err)
{
    pcs_http_service *s = &l->service;
    size_t threads = quick_threads(&s->options);
    /* Those that are being closed count there, and how they fall on threads is
     * chance: the limit that counts is ours. */
    unsigned limit =
        (unsigned)((2 * s->options.max_connections + 64) * threads);
    l->daemon = MHD_start_daemon(
        MHD_USE_EPOLL_INTERNAL_THREAD | MHD_USE_INTERNAL_POLLING_THREAD |
            MHD_USE_NO_LISTEN_SOCKET | MHD_USE_ITC | MHD_USE_ERROR_LOG |
            MHD_ALLOW_SUSPEND_RESUME,
        0, NULL, NULL, pcs_http_on_request, s, MHD_OPTION_EXTERNAL_LOGGER,
        log_nothing, NULL, MHD_OPTION_THREAD_POOL_SIZE, (unsigned)threads,
        MHD_OPTION_CONNECTION_LIMIT, limit, MHD_OPTION_CONNECTION_MEMORY_LIMIT,
        (size_t)CONNECTION_MEMORY, MHD_OPTION_CONNECTION_TIMEOUT, 300u,
        MHD_OPTION_THREAD_STACK_SIZE, (size_t)STACK_SIZE,
        MHD_OPTION_STRICT_FOR_CLIENT, -1, MHD_OPTION_UNESCAPE_CALLBACK,
        leave_alone, NULL, MHD_OPTION_URI_LOG_CALLBACK, pcs_http_on_line, s,
        MHD_OPTION_NOTIFY_COMPLETED, pcs_http_on_completed, s,
        MHD_OPTION_NOTIFY_CONNECTION, pcs_http_on_connection, s,
        MHD_OPTION_END);
    if (l->daemon == NULL)
        return pcs_error_set(err, PCS_EIO, "libmicrohttpd does not start: %s",
                             strerror(errno));
    return PCS_OK;
}

/* A connection takes a descriptor, and one that is being closed another. */
static void raise_descriptors(size_t max_connections)
{
    struct rlimit limit;
    rlim_t wanted = 2 * max_connections + 1024;
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= wanted)
        return;
    limit.rlim_cur = limit.rlim_max < wanted ? limit.rlim_max : wanted;
    (void)setrlimit(RLIMIT_NOFILE, &limit);
}

static pcs_status start(pcs_listener *l, const pcs_http_routes *routes,
                        size_t n_routes, pcs_error *err)
{
    pcs_http_service *s = &l->service;
    pcs_connections *c = &s->connections;
    const pcs_listener_options *o = &s->options;
    raise_descriptors(o->max_connections);
    pcs_status status = pcs_connections_init(c, err);
    c->max = o->max_connections;
    c->max_per_address = o->max_per_address;
    c->body_max = o->max_body;
    c->times = (pcs_connection_times){.head = o->head_ms,
                                      .idle = o->idle_ms,
                                      .body = o->body_ms,
                                      .reply = o->reply_ms};
    if (getrandom(&s->seed, sizeof s->seed, 0) != (ssize_t)sizeof s->seed)
        s->seed = (uint64_t)pcs_connections_now();
    if (status == PCS_OK)
        status = pcs_connections_check(c, err);
    if (status == PCS_OK)
        status = copy_routes(s, routes, n_routes, err);
    if (status == PCS_OK)
        status = pcs_metrics_add(s->metrics, write_connections, l, err);
    if (status == PCS_OK)
        status = open_sockets(l, err);
    if (status == PCS_OK)
        status = pcs_lane_start(&s->lane, slow_threads(o), LANE_MAX,
                                LANE_WAIT_MS, err);
    if (status == PCS_OK)
        status = start_daemon(l, err);
    if (status != PCS_OK)
        return status;
    l->wake = eventfd(0, EFD_CLOEXEC);
    if (l->wake < 0 || pthread_create(&l->acceptor, NULL, run_acceptor, l) != 0)
        return pcs_error_set(err, PCS_EIO, "no thread can be started");
    l->has_acceptor = true;
    return PCS_OK;
}

pcs_status pcs_listener_start(pcs_listener **out,
                              const pcs_listener_options *options,
                              const pcs_http_routes *routes, size_t n_routes,
                              pcs_error *err)
{
    *out = NULL;
    pcs_listener *l = calloc(1, sizeof *l);
    if (l == NULL)
        return pcs_error_nomem(err);
    l->service.options = *options;
    l->wake = -1;
    pcs_status status = start(l, routes, n_routes, err);
    if (status == PCS_OK)
        *out = l;
    else
        pcs_listener_stop(l, 0);
    return status;
}

const char *pcs_listener_address(const pcs_listener *l, size_t i)
{
    return i < l->n_sockets ? l->sockets[i].address : NULL;
}

pcs_metrics *pcs_listener_metrics(pcs_listener *l)
{
    return l->service.metrics;
}

static void stop_acceptor(pcs_listener *l)
{
    uint64_t one = 1;
    if (!l->has_acceptor)
        return;
    (void)!write(l->wake, &one, sizeof one);
    pthread_join(l->acceptor, NULL);
}

/* Lets requests end. */
static bool drain(pcs_listener *l, unsigned timeout_ms)
{
    int64_t until = pcs_connections_now() + timeout_ms;
    /* What was sent before the stop may not have been read yet. */
    for (bool is_first = true;; is_first = false) {
        if (is_first)
            usleep(20000);
        if (pcs_connections_drain(&l->service.connections) == 0)
            return true;
        if (pcs_connections_now() >= until)
            return false;
        pcs_connections_reap(&l->service.connections);
        pcs_lane_end_refused(l->service.lane, true);
        usleep(5000);
    }
}

bool pcs_listener_stop(pcs_listener *l, unsigned timeout_ms)
{
    if (l == NULL)
        return true;
    atomic_store(&l->service.is_stopping, true);
    stop_acceptor(l);
    for (size_t i = 0; i < l->n_sockets; i++)
        pcs_socket_close(&l->sockets[i]);
    bool is_done = l->daemon == NULL || drain(l, timeout_ms);
    /* libmicrohttpd must not have to wait for any. */
    pcs_lane_stop(l->service.lane);
    if (l->daemon != NULL)
        MHD_stop_daemon(l->daemon);
    pcs_connections_dispose(&l->service.connections);
    pcs_metrics_free(l->service.metrics);
    free(l->service.routes);
    if (l->wake >= 0)
        close(l->wake);
    free(l);
    return is_done;
}
