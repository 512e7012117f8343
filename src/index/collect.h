/* collect.h - the documents of a run, with their locales and hashes */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_INDEX_COLLECT_H
#define PCS_INDEX_COLLECT_H

#include "analyze/locale.h"
#include "base/pool.h"
#include "index/report.h"

/** A document on the disk. */
typedef struct pcs_input {
    const char *source; /* borrowed from the options */
    char *path;         /* relative to the source's root */
    char *full;         /* root and path */
    uint64_t hash;      /* XXH3-64 of its bytes */
    uint64_t size;
    char locale[PCS_LOCALE_MAX];
    bool is_failed; /* reported, to be left out */
    bool is_empty;  /* holds no span: no article, and no problem */
} pcs_input;

typedef struct pcs_inputs {
    pcs_input *items; /* sorted by source, then path */
    size_t len, cap;
} pcs_inputs;

/** Walks the sources, and reads each file for its locale and hash. */
pcs_status pcs_collect(pcs_inputs *out, const pcs_index_options *options,
                       pcs_pool *pool, pcs_report *report, pcs_error *err);

void pcs_inputs_dispose(pcs_inputs *inputs);

#endif
