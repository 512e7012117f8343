/* watched.c - a source that is watched, and what of it is to be looked at */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "index/watched.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/translate.h"

/* Looking takes a fifth of the time at most. */
#define LOOK_REST 4
/* After one that could not be done. */
#define LOOK_AGAIN_MS 1000

static void tell(const pcs_watched *w, const pcs_watch_options *options,
                 const char *format, const char *reason)
{
    char message[PCS_ERROR_MESSAGE_MAX];
    snprintf(message, sizeof message, pcs_translate(format), reason);
    options->listener(options->context,
                      &(pcs_watch_report){.kind = PCS_REPORT_SOURCE,
                                          .path = w->source->root,
                                          .message = message});
}

/* 0, or why the root cannot be read. */
static int look_at_root(const char *root, struct stat *st)
{
    if (stat(root, st) < 0)
        return errno;
    if (!S_ISDIR(st->st_mode))
        return ENOTDIR;
    return access(root, R_OK | X_OK) < 0 ? errno : 0;
}

void pcs_watched_check(pcs_watched *w, pcs_watches *watches,
                       const pcs_watch_options *options)
{
    struct stat st;
    int reason = look_at_root(w->source->root, &st);
    if (reason) {
        if (!w->was_told)
            tell(w, options,
                 N_("%s; its articles stay in the index until it is back"),
                 pcs_errno_string(reason));
        w->was_told = true;
        w->is_there = w->must_look = false;
        pcs_pending_clear(&w->pending);
        pcs_watches_drop(watches, w->number);
        return;
    }
    if (w->is_there && st.st_dev == w->device && st.st_ino == w->inode)
        return;
    if (w->was_told)
        tell(w, options, N_("is there again"), "");
    w->was_told = false;
    w->is_there = true;
    w->device = st.st_dev;
    w->inode = st.st_ino;
    pcs_watched_rescan(w);
}

void pcs_watched_rescan(pcs_watched *w)
{
    if (!w->is_there)
        return;
    pcs_pending_add_all(&w->pending);
    w->must_look = true;
}

pcs_status pcs_watched_look(pcs_watched *w, pcs_watches *watches,
                            const pcs_watch_options *options, pcs_error *err)
{
    const pcs_index_options *o = options->index;
    uint64_t start = (uint64_t)pcs_clock_ms();
    pcs_watch_request request = {
        .source = w->number,
        .root = w->source->root,
        .walk = {o->include, o->n_include, o->exclude, o->n_exclude},
        .except = o->dir};
    pcs_watch_found found;
    pcs_status status = pcs_watches_look(watches, &found, &request, err);
    uint64_t end = (uint64_t)pcs_clock_ms();
    w->look_after = end + LOOK_REST * (end - start);
    w->must_look = status != PCS_OK;
    if (status != PCS_OK) {
        w->look_after += LOOK_AGAIN_MS;
        pcs_watched_check(w, watches, options);
        return status == PCS_ENOMEM ? status : PCS_OK;
    }
    /* What changed while there were links was not told by its paths. */
    if (found.has_links != w->has_links)
        pcs_pending_add_all(&w->pending);
    w->has_links = found.has_links;
    w->is_full = found.is_full;
    return status;
}

/* Whether what is told of by one path may be seen by others too: through a
 * symbolic link, which no event tells from a file, or a second name. */
static bool may_have_paths(const pcs_watched *w, const char *path)
{
    struct stat st;
    char *full = pcs_path_join(w->source->root, path);
    bool may = !full || (lstat(full, &st) == 0 &&
                         (S_ISLNK(st.st_mode) || st.st_nlink > 1));
    free(full);
    return may;
}

bool pcs_watched_take(pcs_watched *w, const pcs_watch_change *change,
                      const pcs_index_options *o)
{
    pcs_walk_options walk = {o->include, o->n_include, o->exclude,
                             o->n_exclude};
    if (!w->is_there)
        return false;
    if (change->kind == PCS_WATCH_LOST || change->kind == PCS_WATCH_ROOT ||
        w->has_links) {
        pcs_watched_rescan(w);
        return true;
    }
    if (pcs_walk_excludes(&walk, change->path))
        return false;
    if (change->kind == PCS_WATCH_FOLDER) {
        w->must_look = true;
        pcs_pending_add(&w->pending, change->path);
        return true;
    }
    bool is_included = pcs_walk_includes(&walk, change->path);
    if ((change->is_new || is_included) && may_have_paths(w, change->path)) {
        pcs_watched_rescan(w);
        return true;
    }
    if (!is_included)
        return false;
    pcs_pending_add(&w->pending, change->path);
    return true;
}

pcs_source pcs_watched_source(const pcs_watched *w)
{
    pcs_source source = *w->source;
    source.has_paths = !w->pending.is_whole;
    source.paths = (const char *const *)w->pending.paths;
    source.n_paths = w->pending.len;
    return source;
}
