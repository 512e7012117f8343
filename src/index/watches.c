/* watches.c - being told of changes in the folders of sources (inotify) */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "index/watches.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <unistd.h>

#include "base/file.h"

#define CHANGES                                                                \
    (IN_CREATE | IN_MODIFY | IN_CLOSE_WRITE | IN_ATTRIB | IN_MOVED_FROM |      \
     IN_MOVED_TO | IN_DELETE | IN_DELETE_SELF | IN_MOVE_SELF)

/* A flood must not keep the caller from its other work: what is left is read
 * the next time. */
#define READS_MAX 64

pcs_status pcs_watches_open(pcs_watches *watches, pcs_error *err)
{
    memset(watches, 0, sizeof *watches);
    watches->fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    if (watches->fd >= 0)
        return PCS_OK;
    if (errno == ENOMEM)
        return pcs_error_nomem(err);
    if (errno == EMFILE)
        return pcs_error_set(err, PCS_ELIMIT,
                             "no more programs of this user may watch folders; "
                             "raise fs.inotify.max_user_instances");
    return pcs_error_set(err, PCS_EIO, "inotify: %s", pcs_errno_string(errno));
}

/* The first place whose descriptor is not below that one. */
static size_t find(const pcs_watches *w, int descriptor)
{
    size_t low = 0, high = w->len;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (w->places[middle].descriptor < descriptor)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool is_of(const pcs_watches *w, size_t i, int descriptor)
{
    return i < w->len && w->places[i].descriptor == descriptor;
}

/* A look at one source. */
typedef struct looking {
    pcs_watches *watches;
    const pcs_watch_request *request;
    pcs_watch_found *found;
    char *real_root;
    char *except; /* a real path, or NULL where nothing is excepted */
} looking;

static bool is_below(const char *path, const char *folder)
{
    size_t n = strlen(folder);
    return strncmp(path, folder, n) == 0 &&
           (path[n] == '/' || path[n] == 0 || n == 1);
}

/* A folder that was seen before takes its new path; one that has been seen in
 * this look already has two, and then its own does not count any more. */
static pcs_status add_place(looking *l, int descriptor, const char *path,
                            pcs_error *err)
{
    pcs_watches *w = l->watches;
    uint32_t source = l->request->source;
    size_t i = find(w, descriptor);
    while (is_of(w, i, descriptor) && w->places[i].source < source)
        i++;
    bool is_known = is_of(w, i, descriptor) && w->places[i].source == source;
    if (is_known && w->places[i].round == w->round) {
        l->found->has_links = true;
        return PCS_OK;
    }
    char *copy = strdup(path);
    if (!copy ||
        (!is_known && !PCS_ARRAY_RESERVE(w->places, w->cap, w->len + 1))) {
        free(copy);
        return pcs_error_nomem(err);
    }
    if (is_known) {
        free(w->places[i].path);
    } else {
        memmove(w->places + i + 1, w->places + i,
                (w->len - i) * sizeof *w->places);
        w->len++;
    }
    w->places[i] = (pcs_watch_place){descriptor, source, w->round, copy};
    return PCS_OK;
}

static pcs_status add_watch(looking *l, const char *full, const char *path,
                            pcs_error *err)
{
    pcs_watches *w = l->watches;
    int descriptor = inotify_add_watch(w->fd, full, CHANGES | IN_ONLYDIR);
    if (descriptor >= 0) {
        bool is_new = !is_of(w, find(w, descriptor), descriptor);
        bool is_over = is_new && w->limit && w->len >= w->limit;
        pcs_status status = PCS_OK;
        if (!is_over)
            status = add_place(l, descriptor, path, err);
        if (is_new && (is_over || status != PCS_OK))
            inotify_rm_watch(w->fd, descriptor);
        l->found->is_full = l->found->is_full || is_over;
        return status;
    }
    if (errno == ENOMEM)
        return pcs_error_nomem(err);
    /* What has gone meanwhile or may not be read is no matter: the folder above
     * tells when that changes. */
    l->found->is_full = l->found->is_full || errno == ENOSPC;
    return PCS_OK;
}

/* A file that is come to by a link changes in its own folder, which may be a
 * hidden one. */
static pcs_status visit_link(looking *l, const char *full, pcs_error *err)
{
    char target[PATH_MAX];
    l->found->has_links = true;
    if (!realpath(full, target) || !is_below(target, l->real_root) ||
        (l->except && is_below(target, l->except)))
        return PCS_OK;
    char *slash = strrchr(target, '/');
    slash[slash == target] = 0;
    return is_below(target, l->real_root) ? add_watch(l, target, "", err)
                                          : PCS_OK;
}

static pcs_status look_at(void *context, const char *full, const char *path,
                          bool is_link, pcs_error *err)
{
    looking *l = context;
    char real[PATH_MAX];
    if (is_link)
        return visit_link(l, full, err);
    if (l->except && realpath(full, real) && is_below(real, l->except))
        return PCS_OK;
    return add_watch(l, full, path, err);
}

/* Drops the places of a source that were not come by in this round (0: all),
 * and the watches that no place needs any more. */
static void sweep(pcs_watches *w, uint32_t source, uint32_t round)
{
    size_t kept = 0;
    for (size_t i = 0; i < w->len;) {
        int descriptor = w->places[i].descriptor;
        size_t before = kept;
        for (; is_of(w, i, descriptor); i++) {
            pcs_watch_place *p = &w->places[i];
            if (p->source == source && (!round || p->round != round))
                free(p->path);
            else
                w->places[kept++] = *p;
        }
        if (kept == before)
            inotify_rm_watch(w->fd, descriptor);
    }
    w->len = kept;
}

void pcs_watches_drop(pcs_watches *watches, uint32_t source)
{
    sweep(watches, source, 0);
}

pcs_status pcs_watches_look(pcs_watches *watches, pcs_watch_found *found,
                            const pcs_watch_request *request, pcs_error *err)
{
    memset(found, 0, sizeof *found);
    watches->round++;
    watches->round += watches->round == 0;
    looking l = {.watches = watches, .request = request, .found = found};
    l.real_root = realpath(request->root, NULL);
    pcs_status status =
        l.real_root ? PCS_OK : pcs_error_errno(err, request->root);
    if (status == PCS_OK && request->except)
        l.except = realpath(request->except, NULL);
    if (l.except && !is_below(l.except, l.real_root)) {
        free(l.except);
        l.except = NULL;
    }
    if (status == PCS_OK)
        status =
            pcs_walk_folders(request->root, &request->walk, look_at, &l, err);
    sweep(watches, request->source, status == PCS_OK ? watches->round : 0);
    free(l.real_root);
    free(l.except);
    return status;
}

/* One event at one place. */
static void tell(const pcs_watch_place *place,
                 const struct inotify_event *event, pcs_watch_visitor *visit,
                 void *context)
{
    pcs_watch_change change = {.source = place->source, .path = place->path};
    if (event->len == 0) {
        /* The folder itself. */
        change.kind = *place->path ? PCS_WATCH_FOLDER : PCS_WATCH_ROOT;
        visit(context, &change);
        return;
    }
    char path[PATH_MAX + NAME_MAX + 2];
    int n = snprintf(path, sizeof path, "%s%s%s", place->path,
                     *place->path ? "/" : "", event->name);
    if (n < 0 || (size_t)n >= sizeof path) {
        change.kind = PCS_WATCH_ROOT;
        visit(context, &change);
        return;
    }
    change.kind = event->mask & IN_ISDIR ? PCS_WATCH_FOLDER : PCS_WATCH_FILE;
    change.is_new = event->mask & (IN_CREATE | IN_MOVED_TO);
    change.path = path;
    visit(context, &change);
}

static void take_event(pcs_watches *w, const struct inotify_event *event,
                       pcs_watch_visitor *visit, void *context)
{
    if (event->mask & IN_Q_OVERFLOW) {
        pcs_watch_change change = {.kind = PCS_WATCH_LOST, .path = ""};
        visit(context, &change);
        return;
    }
    size_t first = find(w, event->wd), last = first;
    for (; is_of(w, last, event->wd); last++)
        tell(&w->places[last], event, visit, context);
    if (!(event->mask & IN_IGNORED))
        return;
    /* The system has ended this watch. */
    for (size_t i = first; i < last; i++)
        free(w->places[i].path);
    if (last > first)
        memmove(w->places + first, w->places + last,
                (w->len - last) * sizeof *w->places);
    w->len -= last - first;
}

void pcs_watches_read(pcs_watches *watches, pcs_watch_visitor *visit,
                      void *context)
{
    char data[16384]
        __attribute__((aligned(__alignof__(struct inotify_event))));
    for (int reads = 0; reads < READS_MAX; reads++) {
        ssize_t n = read(watches->fd, data, sizeof data);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return;
        for (const char *p = data; p < data + n;) {
            const struct inotify_event *event =
                (const struct inotify_event *)(const void *)p;
            take_event(watches, event, visit, context);
            p += sizeof *event + event->len;
        }
    }
}

size_t pcs_watches_count(const pcs_watches *watches)
{
    return watches->len;
}

void pcs_watches_close(pcs_watches *watches)
{
    for (size_t i = 0; i < watches->len; i++)
        free(watches->places[i].path);
    free(watches->places);
    if (watches->fd >= 0)
        close(watches->fd);
    memset(watches, 0, sizeof *watches);
    watches->fd = -1;
}
