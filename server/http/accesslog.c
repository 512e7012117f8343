/* accesslog.c - one line of JSON a request */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "server/http/accesslog.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "server/http/json.h"

/* Of a body or a query, more is not logged. */
#define LOGGED_MAX 4096

struct pcs_access_log {
    char *path;
    _Atomic int fd;
    bool has_queries;
    _Atomic uint64_t lost;
};

static int open_path(const char *path)
{
    if (strcmp(path, "-") == 0)
        return STDOUT_FILENO;
    return open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOCTTY,
                0640);
}

pcs_status pcs_access_log_open(pcs_access_log **out, const char *path,
                               bool has_queries, pcs_error *err)
{
    *out = NULL;
    int fd = open_path(path);
    if (fd < 0)
        return pcs_error_errno(err, path);
    pcs_access_log *log = calloc(1, sizeof *log);
    char *copy = strdup(path);
    if (log == NULL || copy == NULL) {
        if (fd != STDOUT_FILENO)
            close(fd);
        free(log);
        free(copy);
        return pcs_error_nomem(err);
    }
    log->path = copy;
    log->has_queries = has_queries;
    atomic_store(&log->fd, fd);
    *out = log;
    return PCS_OK;
}

pcs_status pcs_access_log_reopen(pcs_access_log *log, pcs_error *err)
{
    if (strcmp(log->path, "-") == 0)
        return PCS_OK;
    int fd = open_path(log->path);
    if (fd < 0)
        return pcs_error_errno(err, log->path);
    /* The number stays, so that no thread writes to what is closed. */
    int status = dup3(fd, atomic_load(&log->fd), O_CLOEXEC);
    close(fd);
    return status < 0 ? pcs_error_errno(err, log->path) : PCS_OK;
}

bool pcs_access_log_has_queries(const pcs_access_log *log)
{
    return log->has_queries;
}

static void put_time(pcs_buffer *out)
{
    struct timespec now;
    struct tm utc;
    char text[32];
    clock_gettime(CLOCK_REALTIME, &now);
    gmtime_r(&now.tv_sec, &utc);
    strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%S", &utc);
    pcs_buffer_printf(out, "{\"time\":\"%s.%03ldZ\"", text,
                      now.tv_nsec / 1000000);
}

static void put_text(pcs_buffer *out, const char *name, const char *text,
                     size_t len)
{
    if (text == NULL)
        return;
    pcs_buffer_printf(out, ",\"%s\":", name);
    pcs_http_json(out, text, len < LOGGED_MAX ? len : LOGGED_MAX);
}

static void put_string(pcs_buffer *out, const char *name, const char *text)
{
    put_text(out, name, text, text != NULL ? strlen(text) : 0);
}

void pcs_access_log_write(pcs_access_log *log, const pcs_access_entry *e)
{
    pcs_buffer out = {0};
    put_time(&out);
    put_string(&out, "method", e->method);
    put_string(&out, "route", e->route);
    put_string(&out, "path", e->path);
    put_string(&out, "query", e->query);
    put_text(&out, "body", e->body, e->body_len);
    pcs_buffer_printf(&out, ",\"status\":%u,\"bytes\":%" PRIu64 ",\"ms\":%.3f",
                      e->status, e->bytes, e->ms);
    put_string(&out, "address", e->address);
    put_string(&out, "request_id", e->request_id);
    if (e->generation > 0)
        pcs_buffer_printf(&out, ",\"generation\":%" PRIu64, e->generation);
    put_string(&out, "note", e->note);
    pcs_buffer_puts(&out, "}\n");
    ssize_t n = -1;
    if (!out.failed)
        do
            n = write(atomic_load(&log->fd), out.data, out.len);
        while (n < 0 && errno == EINTR);
    if (n != (ssize_t)out.len)
        atomic_fetch_add(&log->lost, 1);
    pcs_buffer_dispose(&out);
}

uint64_t pcs_access_log_lost(const pcs_access_log *log)
{
    return atomic_load(&log->lost);
}

void pcs_access_log_close(pcs_access_log *log)
{
    if (log == NULL)
        return;
    if (atomic_load(&log->fd) != STDOUT_FILENO)
        close(atomic_load(&log->fd));
    free(log->path);
    free(log);
}
