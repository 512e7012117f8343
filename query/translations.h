/* translations.h - showing how a term was translated */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_QUERY_TRANSLATIONS_H
#define PCS_QUERY_TRANSLATIONS_H

#include <pcsearch.h>

#include "query/present.h"

/** How much of what has the term a tally is, in segments; 0 to 1. */
double pcs_translation_share(const pcs_tally *tally,
                             const pcs_translated *direction);

/** 0, or 2 where a line on stderr says what does not go with --translations,
 * or with --to. Before pcs_export_check.
 */
int pcs_translations_check(const pcs_request *request);

/** Appends translations as the request's table: CSV or TSV. */
void pcs_present_translations_table(pcs_buffer *out, const pcs_request *request,
                                    const pcs_translations *translations);

/** Appends translations as JSON Lines. PCS_ENOMEM only. */
pcs_status pcs_present_translations_json(pcs_buffer *out,
                                         const pcs_translations *translations,
                                         pcs_searcher *searcher,
                                         double elapsed_ms, pcs_error *err);

/** Appends them for people. */
void pcs_present_translations_text(pcs_buffer *out, const pcs_answer *answer,
                                   const pcs_translations *translations);

#endif
