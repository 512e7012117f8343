/* watch.c - following sources as they change: pcindex --watch */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/watch.h"

#include <poll.h>
#include <stdio.h>
#include <string.h>

#include "cli/messages.h"
#include "cli/terminal.h"
#include "cli/text.h"
#include "indexer/stopping.h"

static int complain(const char *message)
{
    fprintf(stderr, "pcindex: %s\n", _(message));
    return 2;
}

static void tell_source(const pcs_watch_report *report)
{
    pcs_buffer line = {0};
    pcs_text_clean(&line, report->path, strlen(report->path));
    if (line.data)
        fprintf(stderr, "pcindex: %s: %s\n", line.data, report->message);
    pcs_buffer_dispose(&line);
}

/* One that is final is told by whoever opened the watcher. */
static void tell_failure(pcs_events *events, const pcs_watch_report *report)
{
    pcs_events_end(events);
    if (report->is_final || report->is_repeated)
        return;
    fputs("pcindex: ", stderr);
    fprintf(stderr, _("%s (it is tried again)"), report->message);
    fputs("\n", stderr);
}

static void listen(void *context, const pcs_watch_report *report)
{
    pcs_events *events = context;
    switch (report->kind) {
    case PCS_REPORT_SOURCE:
        tell_source(report);
        break;
    case PCS_REPORT_POLLING:
        complain(report->message);
        break;
    case PCS_REPORT_RUN:
        if (events->is_json || report->summary->published)
            pcs_events_summary(events, report->summary, report->elapsed_ms);
        else
            pcs_events_end(events);
        break;
    case PCS_REPORT_FAILURE:
        tell_failure(events, report);
        break;
    case PCS_REPORT_READY:
        pcs_events_watching(events, report->n_folders, report->n_sources);
        break;
    }
}

static void wait_for(pcs_watcher *watcher)
{
    uint64_t left = pcs_watcher_due(watcher);
    struct pollfd fds[] = {{.fd = pcs_stopping_fd(), .events = POLLIN},
                           {.fd = pcs_watcher_fd(watcher), .events = POLLIN}};
    poll(fds, 2, left < INT32_MAX ? (int)left : INT32_MAX);
    if (pcs_stopping_rescan())
        pcs_watcher_rescan(watcher);
}

static int follow(pcs_watcher *watcher)
{
    pcs_error err = PCS_ERROR_INIT;
    while (!pcs_stopping_is_asked()) {
        wait_for(watcher);
        if (pcs_stopping_is_asked())
            break;
        pcs_watcher_turn(watcher);
        pcs_output output = pcs_cli_flush(stdout, &err);
        if (output != PCS_OUTPUT_OK)
            return output == PCS_OUTPUT_CLOSED ? 0 : complain(err.message);
    }
    return 0;
}

int pcs_watch(const pcs_index_options *options, pcs_events *events,
              uint64_t settle_ms)
{
    pcs_error err = PCS_ERROR_INIT;
    pcs_watcher *watcher;
    pcs_watch_options watching = PCS_WATCH_OPTIONS_INIT;
    watching.index = options;
    watching.settle_ms = settle_ms;
    watching.listener = listen;
    watching.context = events;
    for (size_t i = 0; i < options->n_sources; i++)
        if (options->sources[i].has_paths)
            return complain("--watch finds out itself what has changed; leave "
                            "the paths out");
    if (pcs_stopping_catch(&err) != PCS_OK)
        return complain(err.message);
    int status = pcs_watcher_open(&watcher, &watching, &err) == PCS_OK
                     ? follow(watcher)
                     : complain(err.message);
    pcs_watcher_close(watcher);
    pcs_stopping_release();
    return status;
}
