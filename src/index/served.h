/* served.h - what a run goes on from, mended where it is damaged */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_INDEX_SERVED_H
#define PCS_INDEX_SERVED_H

#include "base/pool.h"
#include "index/report.h"
#include "store/check.h"
#include "store/manifest.h"

/** What a run goes on from. Zero-initialise. */
typedef struct pcs_served {
    pcs_manifest manifest; /* zeroed where there is nothing */
    bool is_lost;          /* no generation is whole: all is to be built, from
                              the sources and what is left of this one */
    bool is_behind;        /* it is not what was published last, which was gone
                              back from or is damaged */
    uint64_t next;         /* the number of the next generation */
} pcs_served;

/**
 * Reads what is served. A damaged generation is told of (PCS_INDEX_NOTICE),
 * taken into quarantine, and the newest whole one is served and read instead.
 * Where none is whole: with sources to build from, is_lost is set, and the
 * manifest has the locales whose tables are whole; what others had of sources
 * outside this run is named as lost. Without: PCS_ECORRUPT. With
 * options->rebuild, an index of another version is as good as none.
 */
pcs_status pcs_served_read(pcs_served *out, const pcs_index_options *options,
                           pcs_check_depth depth, pcs_pool *pool,
                           pcs_report *report, pcs_error *err);

void pcs_served_dispose(pcs_served *served);

/** Whether this program can search a generation: its analyzer made it. */
bool pcs_index_can_search(const pcs_manifest *manifest);

#endif
