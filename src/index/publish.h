/* publish.h - the gates that a generation passes before it is served */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_INDEX_PUBLISH_H
#define PCS_INDEX_PUBLISH_H

#include "base/pool.h"
#include "index/report.h"
#include "store/manifest.h"

/** The share of a locale's segments that a run may lose where nothing else is
 * asked for, and the losses that always pass. */
#define PCS_MAX_LOSS 0.5
#define PCS_SMALL_LOSS 100

/** What is to be published, and what it follows. All borrowed. */
typedef struct pcs_publication {
    const pcs_index_options *options;
    pcs_report *report;
    pcs_pool *pool;             /* idle */
    const pcs_manifest *served; /* zeroed where nothing is */
    const pcs_manifest *next;   /* its files are written, each one synced */
} pcs_publication;

/**
 * Publishes the generation. Before it is served, it must not lose more than it
 * may, every byte of its files has to be what its manifest says, also of those
 * that it shares, and options->gate has to let it pass. PCS_ELIMIT (a loss),
 * PCS_ECORRUPT, PCS_EIO, PCS_ENOMEM, or what the gate answers: what was served
 * still is.
 */
pcs_status pcs_publish(const pcs_publication *publication, pcs_error *err);

#endif
