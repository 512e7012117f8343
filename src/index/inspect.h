/* inspect.h - the hash and locale of a document, read or remembered */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_INDEX_INSPECT_H
#define PCS_INDEX_INSPECT_H

#include "index/collect.h"
#include "index/localerules.h"

/** How the files of a run are inspected; shared by its threads. */
typedef struct pcs_inspection {
    const pcs_statcache *cache;
    pcs_report *report;
    const pcs_locale_rules *rules;
    int64_t began;      /* the run: nanoseconds since 1970 */
    bool reads_all;     /* whatever the stamps */
    bool trusts_hashes; /* what is remembered of the same bytes holds */
} pcs_inspection;

/**
 * Fills what input tells of its file; data is scratch. What is wrong with the
 * file is reported. PCS_ENOMEM, which is no fault of the file, or PCS_OK.
 */
pcs_status pcs_inspect(pcs_input *input, const pcs_inspection *how,
                       pcs_buffer *data);

#endif
