/* modes.h - what pcsearch answers besides searches */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_QUERY_MODES_H
#define PCS_QUERY_MODES_H

#include <pcsearch.h>

#include "query/request.h"

/**
 * Answers a request of one mode, and writes the answer to stdout. *found says
 * whether there was anything. Where the index is damaged nothing is written,
 * and the next older generation is asked (query/whole.h).
 */
typedef pcs_status pcs_mode_answer(const pcs_request *request,
                                   pcs_searcher *searcher, bool *found,
                                   pcs_error *err);

/** Answers by request->mode, which is not PCS_MODE_SEARCH. */
pcs_mode_answer pcs_mode_run;

/** One a mode, each in the file of its name. */
pcs_mode_answer pcs_suggest_run;
pcs_mode_answer pcs_translations_run;
pcs_mode_answer pcs_stale_run;
pcs_mode_answer pcs_consistency_run;

#endif
