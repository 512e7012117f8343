/* load_client.c - requests at a rate, over HTTP on loopback */
/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Usage: load_client PORT PATHS RATE SECONDS CONNECTIONS
 *
 * Sends a GET for each line of PATHS to 127.0.0.1, each once, over so many
 * connections that are kept: RATE of them a second whatever becomes of those
 * before (0: as many as there are answers), for SECONDS at most. A request that
 * finds no free connection waits for one, and its time counts from when it was
 * to be sent. Prints what came of it as one line of JSON. Exit status: 0; 2
 * where it could not be measured.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#define CONNECTIONS_MAX 256
#define REQUEST_MAX 16384
#define ANSWER_MAX (4u << 20)
#define GENERATIONS_MAX 4096
#define TAG_MAX 128
/* So long is waited for answers after the last request. */
#define LINGER 5.0

typedef struct connection {
    int fd;
    bool is_busy;
    bool is_again; /* the request in work was sent before */
    double due;    /* of the request in work */
    double used;   /* when the last answer came; 0 for none */
    char request[REQUEST_MAX];
    size_t len, sent;
    char *answer;
    size_t got, cap;
    size_t whole;        /* bytes of the answer; 0 before they are known */
    uint64_t generation; /* of the last answer: they do not go back */
} connection;

typedef struct load {
    int epoll, port;
    connection *connections;
    size_t n;
    char *paths, *next; /* lines, each ended by a NUL; the one to be sent */
    size_t n_paths, n_taken;
    double rate, start, end;
    float *latencies; /* ms */
    size_t n_answers, n_errors, n_mixed;
    size_t n_again; /* requests that were sent once more */
    struct {
        uint64_t number;
        char tag[TAG_MAX];
    } generations[GENERATIONS_MAX];
    size_t n_generations;
} load;

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static int complain(const char *what)
{
    fprintf(stderr, "load_client: %s: %s\n", what, strerror(errno));
    return 2;
}

static bool read_paths(load *l, const char *path)
{
    FILE *file = fopen(path, "re");
    size_t cap = 0;
    ssize_t len = file ? getdelim(&l->paths, &cap, 0, file) : -1;
    if (file)
        fclose(file);
    for (ssize_t i = 0; i < len; i++)
        if (l->paths[i] == '\n') {
            l->paths[i] = 0;
            l->n_paths++;
        }
    l->next = l->paths;
    l->latencies = calloc(l->n_paths + 1, sizeof *l->latencies);
    return l->latencies && l->n_paths;
}

static bool watch(load *l, connection *c, uint32_t events, int how)
{
    struct epoll_event e = {.events = events, .data.ptr = c};
    return epoll_ctl(l->epoll, how, c->fd, &e) == 0;
}

static bool open_connection(load *l, connection *c)
{
    struct sockaddr_in to = {.sin_family = AF_INET,
                             .sin_port = htons((uint16_t)l->port),
                             .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int on = 1;
    c->is_busy = false;
    c->generation = 0;
    c->used = 0;
    c->fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    return c->fd >= 0 &&
           connect(c->fd, (struct sockaddr *)&to, sizeof to) == 0 &&
           setsockopt(c->fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on) == 0 &&
           fcntl(c->fd, F_SETFL, O_NONBLOCK) == 0 &&
           watch(l, c, EPOLLIN, EPOLL_CTL_ADD);
}

static bool write_on(load *l, connection *c);

/* The connection begins anew. Where it was closed before anything came, as one
 * that nobody used for some seconds may be just when somebody does, the request
 * is sent once more, as clients do (RFC 9112, section 9.3.1); otherwise it
 * fails. */
static bool fail(load *l, connection *c)
{
    bool again = c->is_busy && c->got == 0 && !c->is_again;
    if (c->is_busy && !again)
        fprintf(stderr,
                "load_client: closed after %zu bytes of an answer, %.3f s "
                "after the last one: %s\n",
                c->got, c->used > 0 ? now() - c->used : 0.0, c->request);
    l->n_errors += c->is_busy && !again;
    close(c->fd);
    if (!open_connection(l, c))
        return false;
    if (!again)
        return true;
    l->n_again++;
    c->is_again = c->is_busy = true;
    c->sent = c->got = c->whole = 0;
    return write_on(l, c);
}

static bool write_on(load *l, connection *c)
{
    while (c->sent < c->len) {
        ssize_t n = write(c->fd, c->request + c->sent, c->len - c->sent);
        if (n < 0 && errno == EAGAIN)
            return watch(l, c, EPOLLIN | EPOLLOUT, EPOLL_CTL_MOD);
        if (n < 0)
            return fail(l, c);
        c->sent += (size_t)n;
    }
    return true;
}

static bool send_next(load *l, connection *c, double due)
{
    int len = snprintf(c->request, sizeof c->request,
                       "GET %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n\r\n", l->next,
                       l->port);
    l->next += strlen(l->next) + 1;
    l->n_taken++;
    if (len < 0 || (size_t)len >= sizeof c->request) {
        l->n_errors++;
        return true;
    }
    c->is_busy = true;
    c->is_again = false;
    c->due = due;
    c->len = (size_t)len;
    c->sent = c->got = c->whole = 0;
    return write_on(l, c);
}

static const char *header(const connection *c, const char *name)
{
    const char *at = strcasestr(c->answer, name);
    return at ? at + strlen(name) : NULL;
}

/* What the head says of the answer's length; false where it is none. */
static bool read_head(connection *c)
{
    const char *end = strstr(c->answer, "\r\n\r\n");
    const char *len = end ? header(c, "\r\nContent-Length: ") : NULL;
    if (!end)
        return true;
    if (!len || len > end || strncmp(c->answer, "HTTP/1.1 ", 9) != 0)
        return false;
    c->whole = (size_t)(end + 4 - c->answer) + strtoull(len, NULL, 10);
    return c->whole <= ANSWER_MAX;
}

/* One generation has one ETag, whichever answer names it. */
static bool is_known(load *l, uint64_t number, const char *tag, size_t len)
{
    size_t i = 0;
    if (len >= TAG_MAX)
        return false;
    while (i < l->n_generations && l->generations[i].number != number)
        i++;
    if (i < l->n_generations)
        return strlen(l->generations[i].tag) == len &&
               memcmp(l->generations[i].tag, tag, len) == 0;
    if (i == GENERATIONS_MAX)
        return true;
    l->generations[i].number = number;
    memcpy(l->generations[i].tag, tag, len);
    l->generations[i].tag[len] = 0;
    l->n_generations++;
    return true;
}

/* Whether an answer is of one generation, and none before the last one's. */
static bool is_consistent(load *l, connection *c)
{
    const char *tag = header(c, "\r\nETag: ");
    const char *generation = strstr(c->answer, "\"generation\":");
    if (!generation)
        return true;
    uint64_t number = strtoull(generation + 13, NULL, 10);
    bool is_later = number >= c->generation;
    c->generation = number;
    return is_later && (!tag || is_known(l, number, tag, strcspn(tag, "\r\n")));
}

static void take_answer(load *l, connection *c)
{
    c->is_busy = false;
    if (strncmp(c->answer + 9, "200", 3) != 0) {
        l->n_errors++;
        fprintf(stderr, "load_client: %.*s: %s\n",
                (int)strcspn(c->answer, "\r\n"), c->answer, c->request);
        return;
    }
    c->used = now();
    l->n_mixed += !is_consistent(l, c);
    l->latencies[l->n_answers++] = (float)((now() - c->due) * 1e3);
}

static bool reserve(connection *c)
{
    if (c->cap - c->got > 16384)
        return true;
    size_t cap = 2 * c->cap + 65536;
    char *more = cap <= 2 * ANSWER_MAX ? realloc(c->answer, cap) : NULL;
    if (!more)
        return false;
    c->answer = more;
    c->cap = cap;
    return true;
}

static bool read_on(load *l, connection *c)
{
    for (;;) {
        if (!reserve(c))
            return fail(l, c);
        ssize_t n = read(c->fd, c->answer + c->got, c->cap - c->got - 1);
        if (n < 0 && errno == EAGAIN)
            return true;
        if (n <= 0 || !c->is_busy)
            return fail(l, c);
        c->got += (size_t)n;
        c->answer[c->got] = 0;
        if (c->whole == 0 && !read_head(c))
            return fail(l, c);
        if (c->whole == 0 || c->got < c->whole)
            continue;
        take_answer(l, c);
        return true;
    }
}

/* Sends what is due, as far as connections are free. */
static bool send_due(load *l, double time)
{
    for (size_t i = 0; i < l->n; i++) {
        connection *c = &l->connections[i];
        double due =
            l->rate > 0 ? l->start + (double)l->n_taken / l->rate : time;
        if (l->n_taken == l->n_paths || due > time || due > l->end)
            return true;
        if (!c->is_busy && !send_next(l, c, due))
            return false;
    }
    return true;
}

/* How long nothing is due; a spinning client would take a processor. */
static struct timespec idle_time(const load *l)
{
    double due = 0.01;
    if (l->rate > 0 && l->n_taken < l->n_paths)
        due = l->start + (double)l->n_taken / l->rate - now();
    /* What is overdue waits for a connection. */
    due = due <= 0 ? 0.001 : due < 0.01 ? due : 0.01;
    return (struct timespec){0, (long)(due * 1e9)};
}

static bool is_done(const load *l, double time)
{
    bool is_over = time > l->end || l->n_taken == l->n_paths;
    for (size_t i = 0; is_over && i < l->n; i++)
        if (l->connections[i].is_busy && time < l->end + LINGER)
            return false;
    return is_over;
}

static bool run(load *l)
{
    struct epoll_event events[CONNECTIONS_MAX];
    double time = now();
    for (; !is_done(l, time); time = now()) {
        if (time <= l->end && !send_due(l, time))
            return false;
        struct timespec idle = idle_time(l);
        int n = epoll_pwait2(l->epoll, events, CONNECTIONS_MAX, &idle, NULL);
        for (int i = 0; i < n; i++) {
            connection *c = events[i].data.ptr;
            if ((events[i].events & EPOLLOUT) &&
                (!watch(l, c, EPOLLIN, EPOLL_CTL_MOD) || !write_on(l, c)))
                return false;
            if ((events[i].events & ~(uint32_t)EPOLLOUT) && !read_on(l, c))
                return false;
        }
    }
    for (size_t i = 0; i < l->n; i++)
        l->n_errors += l->connections[i].is_busy;
    return true;
}

static int by_size(const void *a, const void *b)
{
    float x = *(const float *)a, y = *(const float *)b;
    return (x > y) - (x < y);
}

static double part(const load *l, double share)
{
    size_t i = (size_t)(share * (double)l->n_answers);
    return l->n_answers
               ? (double)l->latencies[i < l->n_answers ? i : l->n_answers - 1]
               : 0;
}

static void print(const load *l, double seconds)
{
    struct rusage u;
    getrusage(RUSAGE_SELF, &u);
    double cpu = (double)(u.ru_utime.tv_sec + u.ru_stime.tv_sec) +
                 (double)(u.ru_utime.tv_usec + u.ru_stime.tv_usec) / 1e6;
    printf("{\"sent\":%zu,\"answers\":%zu,\"errors\":%zu,\"again\":%zu,"
           "\"mixed\":%zu,\"generations\":%zu,\"seconds\":%.3f,\"p50_ms\":%.3f,"
           "\"p99_ms\":%.3f,\"p999_ms\":%.3f,\"most_ms\":%.3f,"
           "\"client_cpu_s\":%.3f}\n",
           l->n_taken, l->n_answers, l->n_errors, l->n_again, l->n_mixed,
           l->n_generations, seconds, part(l, 0.5), part(l, 0.99),
           part(l, 0.999), part(l, 1), cpu);
}

int main(int argc, char **argv)
{
    static load l;
    if (argc != 6) {
        errno = EINVAL;
        return complain("PORT PATHS RATE SECONDS CONNECTIONS");
    }
    l.port = atoi(argv[1]);
    l.rate = strtod(argv[3], NULL);
    l.n = strtoul(argv[5], NULL, 10);
    if (!read_paths(&l, argv[2]))
        return complain(argv[2]);
    l.epoll = epoll_create1(EPOLL_CLOEXEC);
    l.connections = calloc(CONNECTIONS_MAX, sizeof *l.connections);
    if (l.epoll < 0 || !l.connections || l.n == 0 || l.n > CONNECTIONS_MAX)
        return complain("connections");
    for (size_t i = 0; i < l.n; i++)
        if (!open_connection(&l, &l.connections[i]))
            return complain("connecting");
    l.start = now();
    l.end = l.start + strtod(argv[4], NULL);
    if (!run(&l))
        return complain("connecting again");
    double seconds = now() - l.start;
    if (l.n_answers)
        qsort(l.latencies, l.n_answers, sizeof *l.latencies, by_size);
    print(&l, seconds);
    for (size_t i = 0; i < l.n; i++) {
        close(l.connections[i].fd);
        free(l.connections[i].answer);
    }
    free(l.connections);
    free(l.latencies);
    free(l.paths);
    return 0;
}
