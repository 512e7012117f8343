/* report.c - passing events of many threads to one listener */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "index/report.h"

#include <string.h>

void pcs_report_init(pcs_report *report, const pcs_index_options *options)
{
    pthread_mutex_init(&report->lock, NULL);
    report->listener = options->listener;
    report->context = options->context;
    report->failed = report->warnings = 0;
}

void pcs_report_dispose(pcs_report *report)
{
    pthread_mutex_destroy(&report->lock);
}

static void send(pcs_report *report, const pcs_index_event *event)
{
    pthread_mutex_lock(&report->lock);
    report->failed += event->kind == PCS_INDEX_ERROR;
    report->warnings += event->kind == PCS_INDEX_WARNING;
    if (report->listener)
        report->listener(report->context, event);
    pthread_mutex_unlock(&report->lock);
}

void pcs_report_problem(pcs_report *report, pcs_index_event_kind kind,
                        const char *path, uint32_t line, const char *message)
{
    pcs_index_event event = {
        .kind = kind, .path = path, .line = line, .message = message};
    send(report, &event);
}

void pcs_report_progress(pcs_report *report, const char *stage, uint64_t done,
                         uint64_t total)
{
    pcs_index_event event = {.kind = PCS_INDEX_PROGRESS,
                             .stage = stage,
                             .done = done,
                             .total = total};
    send(report, &event);
}

void pcs_report_notice(pcs_report *report, const char *message,
                       uint64_t damaged, uint64_t served)
{
    pcs_index_event event = {.kind = PCS_INDEX_NOTICE,
                             .message = message,
                             .damaged = damaged,
                             .served = served};
    send(report, &event);
}

const char *pcs_limit_message(uint32_t line, const pcs_error *err)
{
    const char *message = strstr(err->message, ": ");
    return line && message ? message + 2 : err->message;
}
