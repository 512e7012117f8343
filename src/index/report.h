/* report.h - passing events of many threads to one listener */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_INDEX_REPORT_H
#define PCS_INDEX_REPORT_H

#include <pthread.h>

#include "index/index.h"

typedef struct pcs_report {
    pthread_mutex_t lock;
    pcs_index_listener *listener;
    void *context;
    uint64_t failed, warnings;
} pcs_report;

void pcs_report_init(pcs_report *report, const pcs_index_options *options);

void pcs_report_dispose(pcs_report *report);

/** An error (the file is left out) or a warning, which is counted. */
void pcs_report_problem(pcs_report *report, pcs_index_event_kind kind,
                        const char *path, uint32_t line, const char *message);

/** What was damaged, and what is served instead, as of pcs_index_event. */
void pcs_report_notice(pcs_report *report, const char *message,
                       uint64_t damaged, uint64_t served);

/** The message of a document over a limit without its "line N: ". */
const char *pcs_limit_message(uint32_t line, const pcs_error *err);

void pcs_report_progress(pcs_report *report, const char *stage, uint64_t done,
                         uint64_t total);

#endif
