/* consistency.h - reports of translations that contradict each other */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_QUERY_CONSISTENCY_H
#define PCS_QUERY_CONSISTENCY_H

#include "query/present.h"

/** A report, and what it answers; of the answer, results and query are NULL. */
typedef struct pcs_report_answer {
    pcs_answer answer;
    const pcs_consistency_report *report;
    bool is_failing; /* by --fail-on */
} pcs_report_answer;

/**
 * Reads the value of --checks, "sources,spelling", or of --fail-on,
 * "translations,sources=20" or "any". False: err names the word that is wrong.
 */
bool pcs_read_checks(pcs_request *request, const char *value, pcs_error *err);
bool pcs_read_fail_on(pcs_request *request, const char *value, pcs_error *err);

/** What does not go with --consistency, or needs it: 0, or 2 where a line on
 * stderr says so. */
int pcs_consistency_check(pcs_request *request);

/** Appends a report as JSON Lines, as SARIF, for people. PCS_ENOMEM only. */
pcs_status pcs_present_report_json(pcs_buffer *out, const pcs_report_answer *a,
                                   pcs_error *err);
pcs_status pcs_present_report_sarif(pcs_buffer *out, const pcs_report_answer *a,
                                    pcs_error *err);
void pcs_present_report_text(pcs_buffer *out, const pcs_report_answer *a);

#endif
