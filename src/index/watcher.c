/* watcher.c - following sources as they change */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <pcsearch.h>

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/translate.h"
#include "index/watched.h"
#include "store/current.h"

#define NEVER UINT64_MAX
#define FLOOD_SETTLES 10
#define WHOLE_MS 3600000u /* the safety net: between two whole runs */
#define CHECK_MIN_MS 1000u
#define CHECK_MAX_MS 10000u
#define RETRY_MIN_MS 500u
#define RETRY_MAX_MS 60000u

struct pcs_watcher {
    pcs_index_options options;
    pcs_watch_options watching; /* of those options */
    pcs_watches watches;
    pcs_watched *all;
    pcs_source *named; /* room for the sources of a run */
    size_t n;
    uint64_t settle, check; /* milliseconds */
    uint64_t first, last;   /* of the changes since the last run, or NEVER */
    uint64_t next_check, next_whole;
    uint64_t retry_at; /* whatever has changed since; NEVER where all is done */
    uint64_t backoff;  /* 0 after a run that succeeded */
    bool is_polling;   /* not all folders are watched */
    bool has_started;  /* the first run has been */
    bool was_refused;  /* the last run, by the gate */
    bool was_mended;   /* the last run found what was served damaged */
    uint64_t served;   /* the generation that the last run left */
    char told[PCS_ERROR_MESSAGE_MAX]; /* of the last run, where it failed */
};

typedef struct pcs_watcher watch;

static uint64_t min(uint64_t a, uint64_t b)
{
    return a < b ? a : b;
}

static uint64_t clamp(uint64_t value, uint64_t low, uint64_t high)
{
    return value < low ? low : min(value, high);
}

static uint64_t now(void)
{
    return (uint64_t)pcs_clock_ms();
}

static void report(const watch *w, const pcs_watch_report *what)
{
    w->watching.listener(w->watching.context, what);
}

static void report_text(const watch *w, pcs_watch_report_kind kind,
                        const char *message)
{
    report(w, &(pcs_watch_report){.kind = kind, .message = message});
}

static void note_change(watch *w)
{
    w->last = now();
    w->first = min(w->first, w->last);
}

/* Roots that have gone or come, which nothing tells: what is above them is not
 * watched. */
static void check_roots(watch *w)
{
    bool is_one_gone = false;
    for (size_t i = 0; i < w->n; i++) {
        bool was_empty = pcs_pending_is_empty(&w->all[i].pending);
        pcs_watched_check(&w->all[i], &w->watches, &w->watching);
        if (was_empty && !pcs_pending_is_empty(&w->all[i].pending))
            note_change(w);
        is_one_gone = is_one_gone || !w->all[i].is_there;
    }
    w->next_check =
        now() + (is_one_gone ? clamp(w->settle, 100, CHECK_MAX_MS) : w->check);
}

static void rescan_all(watch *w)
{
    for (size_t i = 0; i < w->n; i++)
        pcs_watched_rescan(&w->all[i]);
    w->next_whole = now() + (w->is_polling ? w->check : WHOLE_MS);
}

static void take_change(void *context, const pcs_watch_change *change)
{
    watch *w = context;
    bool is_one = change->kind != PCS_WATCH_LOST;
    for (size_t i = 0; i < w->n; i++)
        if ((!is_one || change->source == i) &&
            pcs_watched_take(&w->all[i], change, &w->options))
            note_change(w);
    if (change->kind == PCS_WATCH_ROOT)
        w->next_check = 0;
}

/* Whole runs at short intervals stand in for watches that there is no room
 * for. */
static void set_polling(watch *w)
{
    bool was_polling = w->is_polling;
    w->is_polling = w->watches.fd < 0;
    for (size_t i = 0; i < w->n; i++)
        w->is_polling = w->is_polling || w->all[i].is_full;
    if (w->is_polling == was_polling)
        return;
    if (w->is_polling && w->watches.fd >= 0) {
        char message[PCS_ERROR_MESSAGE_MAX];
        snprintf(message, sizeof message,
                 pcs_translate("not all folders can be watched, the sources "
                               "are looked through every %llu s instead; raise "
                               "fs.inotify.max_user_watches"),
                 (unsigned long long)w->check / 1000);
        report_text(w, PCS_REPORT_POLLING, message);
    }
    w->next_whole = now() + (w->is_polling ? w->check : WHOLE_MS);
}

static pcs_status look(watch *w, bool at_once, pcs_error *err)
{
    pcs_status status = PCS_OK;
    bool has_looked = false;
    uint64_t time = now();
    for (size_t i = 0; status == PCS_OK && i < w->n; i++) {
        pcs_watched *one = &w->all[i];
        if (!one->is_there || !one->must_look || w->watches.fd < 0 ||
            (!at_once && time < one->look_after))
            continue;
        status = pcs_watched_look(one, &w->watches, &w->watching, err);
        has_looked = true;
    }
    if (has_looked)
        set_polling(w);
    return status;
}

/* What the first run finds wrong with the options is not mended by any change
 * of a file. */
static bool is_fatal(const watch *w, pcs_status status)
{
    return !w->has_started && status == PCS_EINVAL && !w->was_refused;
}

/* Each failure is told once, until a run succeeds or fails otherwise; where it
 * was a change that led to the run, it is told again. */
static void tell_failure(watch *w, const pcs_error *err, bool is_retry)
{
    report(w,
           &(pcs_watch_report){
               .kind = PCS_REPORT_FAILURE,
               .message = err->message,
               .is_final = is_fatal(w, err->status),
               .is_repeated = is_retry && strcmp(err->message, w->told) == 0});
    memcpy(w->told, err->message, sizeof w->told);
    uint64_t most = err->status == PCS_EBUSY ? RETRY_MIN_MS : RETRY_MAX_MS;
    w->backoff = clamp(w->backoff * 2, RETRY_MIN_MS, most);
    w->retry_at = now() + w->backoff;
}

static void tell_success(watch *w, const pcs_index_summary *summary,
                         uint64_t elapsed_ms)
{
    w->told[0] = 0;
    w->backoff = 0;
    report(w, &(pcs_watch_report){.kind = PCS_REPORT_RUN,
                                  .summary = summary,
                                  .elapsed_ms = elapsed_ms});
}

static pcs_status pass_gate(void *context, const char *dir, uint64_t number,
                            pcs_error *err)
{
    watch *w = context;
    pcs_status status =
        w->options.gate(w->options.gate_context, dir, number, err);
    w->was_refused = status != PCS_OK;
    return status;
}

static void listen(void *context, const pcs_index_event *event)
{
    watch *w = context;
    w->was_mended = w->was_mended || event->kind == PCS_INDEX_NOTICE;
    w->options.listener(w->options.context, event);
}

/* Changed paths are all that has changed only where a run goes on from what
 * the last one left, and not from what another writer, a rollback or damage
 * has put in its place. */
static void check_served(watch *w, pcs_current *current)
{
    memset(current, 0, sizeof *current);
    if (pcs_current_read(current, w->options.dir, NULL) != PCS_OK ||
        current->generation != w->served)
        rescan_all(w);
}

/* The same again, since that may have happened after it was looked for. */
static void check_base(watch *w, const pcs_current *before,
                       const pcs_index_summary *summary)
{
    w->served = summary->generation;
    bool is_other =
        summary->published && summary->generation != before->newest + 1;
    if (!is_other && !w->was_mended)
        return;
    rescan_all(w);
    w->retry_at = 0;
}

/* The run itself; what changes meanwhile is read afterwards. */
static pcs_status index_pending(watch *w, size_t n, const pcs_current *before,
                                pcs_error *err)
{
    pcs_index_options options = w->options;
    w->was_refused = w->was_mended = false;
    pcs_index_summary summary;
    options.sources = w->named;
    options.n_sources = n;
    options.gate = w->options.gate ? pass_gate : NULL;
    options.gate_context = w;
    options.listener = listen;
    options.context = w;
    uint64_t start = now();
    pcs_status status = pcs_index_run(&summary, &options, err);
    if (status != PCS_OK)
        return status;
    for (size_t i = 0; i < w->n; i++)
        if (w->all[i].is_there)
            pcs_pending_clear(&w->all[i].pending);
    w->options.rebuild = false;
    tell_success(w, &summary, now() - start);
    check_base(w, before, &summary);
    return PCS_OK;
}

static pcs_status run(watch *w, pcs_error *err)
{
    bool is_retry = w->first == NEVER;
    pcs_current current;
    check_roots(w);
    check_served(w, &current);
    w->first = w->last = w->retry_at = NEVER;
    pcs_status status = look(w, true, err);
    size_t n = 0;
    for (size_t i = 0; i < w->n; i++)
        if (w->all[i].is_there && !pcs_pending_is_empty(&w->all[i].pending))
            w->named[n++] = pcs_watched_source(&w->all[i]);
    if (status == PCS_OK && n)
        status = index_pending(w, n, &current, err);
    if (status != PCS_OK)
        tell_failure(w, err, is_retry);
    return status;
}

static uint64_t run_due(const watch *w)
{
    uint64_t settled = NEVER;
    if (w->first != NEVER)
        settled =
            min(w->last + w->settle, w->first + FLOOD_SETTLES * w->settle);
    return min(settled, w->retry_at);
}

/* When there is something to do, if nothing happens before. */
static uint64_t next_due(const watch *w)
{
    uint64_t due = min(run_due(w), min(w->next_check, w->next_whole));
    for (size_t i = 0; i < w->n; i++)
        if (w->all[i].is_there && w->all[i].must_look && w->watches.fd >= 0)
            due = min(due, w->all[i].look_after);
    return due;
}

/* One turn: whatever is due. */
static void turn(watch *w)
{
    pcs_error err = PCS_ERROR_INIT;
    if (now() >= w->next_check)
        check_roots(w);
    if (now() >= w->next_whole) {
        rescan_all(w);
        w->retry_at = 0;
    }
    if (now() >= run_due(w))
        run(w, &err);
    else if (look(w, false, &err) != PCS_OK)
        tell_failure(w, &err, false);
}

static pcs_status prepare(watch *w, pcs_error *err)
{
    const pcs_index_options *options = &w->options;
    w->n = options->n_sources;
    w->first = w->last = w->retry_at = NEVER;
    w->all = calloc(w->n + 1, sizeof *w->all);
    w->named = calloc(w->n + 1, sizeof *w->named);
    if (!w->all || !w->named)
        return pcs_error_nomem(err);
    for (size_t i = 0; i < w->n; i++) {
        if (options->sources[i].has_paths)
            return pcs_error_set(err, PCS_EINVAL,
                                 "a watcher finds out itself which paths have "
                                 "changed; leave them out");
        w->all[i].source = &options->sources[i];
        w->all[i].number = (uint32_t)i;
    }
    pcs_error why = PCS_ERROR_INIT;
    if (pcs_watches_open(&w->watches, &why) != PCS_OK) {
        char message[PCS_ERROR_MESSAGE_MAX + 300];
        snprintf(message, sizeof message,
                 pcs_translate("%s; the sources are looked through every %llu "
                               "s instead"),
                 why.message, (unsigned long long)w->check / 1000);
        report_text(w, PCS_REPORT_POLLING, message);
    }
    w->next_whole = now() + WHOLE_MS;
    set_polling(w);
    return PCS_OK;
}

/* The first run. */
static pcs_status start(watch *w, pcs_error *err)
{
    pcs_status status = run(w, err);
    if (is_fatal(w, status))
        return status;
    w->has_started = true;
    report(w, &(pcs_watch_report){.kind = PCS_REPORT_READY,
                                  .n_folders = pcs_watches_count(&w->watches),
                                  .n_sources = w->n});
    return PCS_OK;
}

pcs_status pcs_watcher_open(pcs_watcher **out, const pcs_watch_options *options,
                            pcs_error *err)
{
    *out = NULL;
    watch *w = calloc(1, sizeof *w);
    if (!w)
        return pcs_error_nomem(err);
    w->watches.fd = -1;
    w->options = *options->index;
    /* Another writer must not keep the caller from stopping. */
    w->options.wait = false;
    w->watching = *options;
    w->watching.index = &w->options;
    w->settle = min(options->settle_ms, PCS_SETTLE_MAX_MS);
    w->check = clamp(w->settle * FLOOD_SETTLES, CHECK_MIN_MS, CHECK_MAX_MS);
    pcs_status status = prepare(w, err);
    if (status == PCS_OK)
        status = start(w, err);
    if (status == PCS_OK)
        *out = w;
    else
        pcs_watcher_close(w);
    return status;
}

int pcs_watcher_fd(const pcs_watcher *w)
{
    return w->watches.fd;
}

uint64_t pcs_watcher_due(const pcs_watcher *w)
{
    uint64_t due = next_due(w), time = now();
    return due > time ? due - time : 0;
}

void pcs_watcher_rescan(pcs_watcher *w)
{
    rescan_all(w);
    note_change(w);
}

void pcs_watcher_turn(pcs_watcher *w)
{
    if (w->watches.fd >= 0)
        pcs_watches_read(&w->watches, take_change, w);
    turn(w);
}

void pcs_watcher_close(pcs_watcher *w)
{
    if (!w)
        return;
    for (size_t i = 0; w->all && i < w->n; i++)
        pcs_pending_dispose(&w->all[i].pending);
    free(w->all);
    free(w->named);
    pcs_watches_close(&w->watches);
    free(w);
}
