/* watch.c - following sources as they change: pcindex --watch */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/watch.h"

#include <errno.h>
#include <inttypes.h>
#include <poll.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/terminal.h"
#include "indexer/stopping.h"
#include "indexer/watched.h"
#include "store/current.h"
#include "cli/messages.h"

#define NEVER UINT64_MAX
#define FLOOD_SETTLES 10
#define WHOLE_MS 3600000u /* the safety net: between two whole runs */
#define CHECK_MIN_MS 1000u
#define CHECK_MAX_MS 10000u
#define RETRY_MIN_MS 500u
#define RETRY_MAX_MS 60000u

typedef struct watch {
    pcs_index_options options;
    pcs_events *events;
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
} watch;

static uint64_t min(uint64_t a, uint64_t b)
{
    return a < b ? a : b;
}

static uint64_t clamp(uint64_t value, uint64_t low, uint64_t high)
{
    return value < low ? low : min(value, high);
}

static int complain(const char *message)
{
    fprintf(stderr, "pcindex: %s\n", _(message));
    return 2;
}

static void note_change(watch *w)
{
    w->last = pcs_events_clock();
    w->first = min(w->first, w->last);
}

/* Roots that have gone or come, which nothing tells: what is above them is not
 * watched. */
static void check_roots(watch *w)
{
    bool is_one_gone = false;
    for (size_t i = 0; i < w->n; i++) {
        bool was_empty = pcs_pending_is_empty(&w->all[i].pending);
        pcs_watched_check(&w->all[i], &w->watches);
        if (was_empty && !pcs_pending_is_empty(&w->all[i].pending))
            note_change(w);
        is_one_gone = is_one_gone || !w->all[i].is_there;
    }
    w->next_check =
        pcs_events_clock() +
        (is_one_gone ? clamp(w->settle, 100, CHECK_MAX_MS) : w->check);
}

static void rescan_all(watch *w)
{
    for (size_t i = 0; i < w->n; i++)
        pcs_watched_rescan(&w->all[i]);
    w->next_whole = pcs_events_clock() + (w->is_polling ? w->check : WHOLE_MS);
}

static void take_change(void *context, const pcs_change *change)
{
    watch *w = context;
    bool is_one = change->kind != PCS_CHANGE_LOST;
    for (size_t i = 0; i < w->n; i++)
        if ((!is_one || change->source == i) &&
            pcs_watched_take(&w->all[i], change, &w->options))
            note_change(w);
    if (change->kind == PCS_CHANGE_ROOT)
        w->next_check = 0;
}

/* Whole runs at short intervals stand in for watches that there is no room
 * for. */
/* A line on standard error. */
static void __attribute__((format(printf, 1, 2))) tell(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    fputs("pcindex: ", stderr);
    vfprintf(stderr, _(format), args);
    fputs("\n", stderr);
    va_end(args);
}

static void set_polling(watch *w)
{
    bool was_polling = w->is_polling;
    w->is_polling = w->watches.fd < 0;
    for (size_t i = 0; i < w->n; i++)
        w->is_polling = w->is_polling || w->all[i].is_full;
    if (w->is_polling == was_polling)
        return;
    if (w->is_polling && w->watches.fd >= 0)
        tell("not all folders can be watched, the sources are looked through "
             "every %llu s instead; raise fs.inotify.max_user_watches",
             (unsigned long long)w->check / 1000);
    w->next_whole = pcs_events_clock() + (w->is_polling ? w->check : WHOLE_MS);
}

static pcs_status look(watch *w, bool at_once, pcs_error *err)
{
    pcs_status status = PCS_OK;
    bool has_looked = false;
    uint64_t now = pcs_events_clock();
    for (size_t i = 0; status == PCS_OK && i < w->n; i++) {
        pcs_watched *one = &w->all[i];
        if (!one->is_there || !one->must_look || w->watches.fd < 0 ||
            (!at_once && now < one->look_after))
            continue;
        status = pcs_watched_look(one, &w->watches, &w->options, err);
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
    pcs_events_end(w->events);
    if (is_fatal(w, err->status))
        complain(err->message);
    else if (!is_retry || strcmp(err->message, w->told) != 0)
        tell("%s (it is tried again)", err->message);
    memcpy(w->told, err->message, sizeof w->told);
    uint64_t most = err->status == PCS_EBUSY ? RETRY_MIN_MS : RETRY_MAX_MS;
    w->backoff = clamp(w->backoff * 2, RETRY_MIN_MS, most);
    w->retry_at = pcs_events_clock() + w->backoff;
}

static void tell_success(watch *w, const pcs_index_summary *summary,
                         uint64_t elapsed_ms)
{
    w->told[0] = 0;
    w->backoff = 0;
    if (w->events->is_json || summary->published)
        pcs_events_summary(w->events, summary, elapsed_ms);
    else
        pcs_events_end(w->events);
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
    uint64_t start = pcs_events_clock();
    pcs_status status = pcs_index_run(&summary, &options, err);
    if (status != PCS_OK)
        return status;
    for (size_t i = 0; i < w->n; i++)
        if (w->all[i].is_there)
            pcs_pending_clear(&w->all[i].pending);
    w->options.rebuild = false;
    tell_success(w, &summary, pcs_events_clock() - start);
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

static void wait_for(watch *w, uint64_t due)
{
    uint64_t now = pcs_events_clock();
    uint64_t left = due > now ? min(due - now, INT32_MAX) : 0;
    struct pollfd fds[] = {{.fd = pcs_stopping_fd(), .events = POLLIN},
                           {.fd = w->watches.fd, .events = POLLIN}};
    poll(fds, 2, (int)left);
    if (fds[1].revents)
        pcs_watches_read(&w->watches, take_change, w);
    if (pcs_stopping_rescan()) {
        rescan_all(w);
        note_change(w);
    }
}

/* One turn: whatever is due. */
static void turn(watch *w)
{
    pcs_error err = PCS_ERROR_INIT;
    if (pcs_events_clock() >= w->next_check)
        check_roots(w);
    if (pcs_events_clock() >= w->next_whole) {
        rescan_all(w);
        w->retry_at = 0;
    }
    if (pcs_events_clock() >= run_due(w))
        run(w, &err);
    else if (look(w, false, &err) != PCS_OK)
        tell_failure(w, &err, false);
}

static bool start(watch *w)
{
    const pcs_index_options *options = &w->options;
    w->n = options->n_sources;
    w->first = w->last = w->retry_at = NEVER;
    w->all = calloc(w->n + 1, sizeof *w->all);
    w->named = calloc(w->n + 1, sizeof *w->named);
    if (!w->all || !w->named)
        return false;
    for (size_t i = 0; i < w->n; i++) {
        w->all[i].source = &options->sources[i];
        w->all[i].number = (uint32_t)i;
    }
    pcs_error err = PCS_ERROR_INIT;
    if (pcs_watches_open(&w->watches, &err) != PCS_OK)
        tell("%s; the sources are looked through every %llu s instead",
             err.message, (unsigned long long)w->check / 1000);
    w->next_whole = pcs_events_clock() + WHOLE_MS;
    set_polling(w);
    return true;
}

static int follow(watch *w)
{
    pcs_error err = PCS_ERROR_INIT;
    if (is_fatal(w, run(w, &err)))
        return 2;
    w->has_started = true;
    pcs_events_watching(w->events, pcs_watches_count(&w->watches), w->n);
    while (!pcs_stopping_is_asked()) {
        wait_for(w, next_due(w));
        if (pcs_stopping_is_asked())
            break;
        turn(w);
        pcs_output output = pcs_cli_flush(stdout, &err);
        if (output != PCS_OUTPUT_OK)
            return output == PCS_OUTPUT_CLOSED ? 0 : complain(err.message);
    }
    return 0;
}

static void dispose(watch *w)
{
    for (size_t i = 0; w->all && i < w->n; i++)
        pcs_pending_dispose(&w->all[i].pending);
    free(w->all);
    free(w->named);
    pcs_watches_close(&w->watches);
}

int pcs_watch(const pcs_index_options *options, pcs_events *events,
              uint64_t settle_ms)
{
    pcs_error err = PCS_ERROR_INIT;
    watch w = {.options = *options,
               .events = events,
               .settle = settle_ms,
               .watches = {.fd = -1}};
    w.check = clamp(settle_ms * FLOOD_SETTLES, CHECK_MIN_MS, CHECK_MAX_MS);
    /* Another writer must not keep a signal from being obeyed. */
    w.options.wait = false;
    for (size_t i = 0; i < options->n_sources; i++)
        if (options->sources[i].has_paths)
            return complain("--watch finds out itself what has changed; leave "
                            "the paths out");
    if (pcs_stopping_catch(&err) != PCS_OK)
        return complain(err.message);
    int status = start(&w) ? follow(&w) : complain("out of memory");
    dispose(&w);
    pcs_stopping_release();
    return status;
}
