/* suspects.h - what a report finds, before its texts are fetched */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SEARCH_SUSPECTS_H
#define PCS_SEARCH_SUSPECTS_H

#include "search/consistency.h"
#include "search/doubt.h"

/** A finding: units [first, first + n) of its shelf's; of a check segments
 * (pairchecks.h). */
typedef struct pcs_suspect {
    double score;
    uint32_t first, n;
    uint16_t shelf;
    uint8_t kind; /* pcs_finding_kind */
} pcs_suspect;

/** What is compared, and what came of it. */
typedef struct pcs_suspects {
    pcs_selection *selections; /* by shelf, as the next three */
    pcs_shelf **shelves;
    pcs_pair_table *tables;
    uint32_t **units; /* of all findings, or segments */
    size_t *n_units, *cap_units;
    size_t n_shelves;
    pcs_contrast contrast;
    pcs_suspect *items; /* by score */
    size_t n, cap;
    pcs_finding_count counts[PCS_FINDING_KINDS];
} pcs_suspects;

/**
 * Finds all of these kinds; selections become its own. Dispose in any case.
 * PCS_ECORRUPT, PCS_ENOMEM.
 */
pcs_status pcs_suspects_find(pcs_suspects *out, pcs_searcher *searcher,
                             pcs_selection *selections, unsigned kinds,
                             pcs_error *err);

/** Adds one of n units of its shelf, which has so many segments. PCS_ENOMEM. */
pcs_status pcs_suspects_add(pcs_suspects *s, const pcs_suspect *suspect,
                            const uint32_t *units, size_t n, uint64_t segments,
                            pcs_error *err);

/** Judges one again: a doubt for each of its units. */
pcs_status pcs_suspects_judge(double *score, pcs_doubt *doubts, pcs_suspects *s,
                              const pcs_suspect *suspect, pcs_error *err);

void pcs_suspects_dispose(pcs_suspects *suspects);

#endif
