/* diff.h - what two sequences have in common, in order */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_BASE_DIFF_H
#define PCS_BASE_DIFF_H

#include <stddef.h>
#include <stdint.h>

#include "base/status.h"

/** n items of one sequence, from a on, that the other one has from b on. */
typedef struct pcs_diff_run {
    size_t a, b, n;
} pcs_diff_run;

/** Zero-initialise; may be used again and again. */
typedef struct pcs_diff {
    pcs_diff_run *runs; /* in order in both, apart in one of them, none empty */
    size_t n_runs, cap_runs;
    size_t edits_max; /* yours to set; 0: PCS_DIFF_EDITS_MAX, which is most */
    struct pcs_diff_box *boxes; /* scratch */
    size_t n_boxes, cap_boxes;
    int64_t *forward, *backward; /* scratch, of cost_max each */
} pcs_diff;

#define PCS_DIFF_EDITS_MAX 1000

/**
 * Finds the runs that a and b have in common: what stands between two of them
 * is removed from a, and added in b. E. W. Myers, "An O(ND) Difference
 * Algorithm and Its Variations", Algorithmica 1 (1986), in linear space. As few
 * items as possible are removed and added where these are not more than
 * edits_max; beyond that it may be some more, so that time is never more than
 * in proportion to (n + m) * edits_max. The same input gives the same runs.
 * PCS_ENOMEM.
 */
pcs_status pcs_diff_make(pcs_diff *diff, const uint64_t *a, size_t n,
                         const uint64_t *b, size_t m, pcs_error *err);

void pcs_diff_dispose(pcs_diff *diff);

#endif
