/* join.h - folded text without the spaces that matching ignores */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_ANALYZE_JOIN_H
#define PCS_ANALYZE_JOIN_H

#include "analyze/fold.h"

/**
 * Folded text in which Hangul stands together whatever its spaces, and a
 * katakana compound whatever its spaces and middle dots. from[i] is the index
 * in the folded text of unit i.
 */
typedef struct pcs_joined {
    UChar *text;
    uint32_t *from;
    size_t len;
    size_t cap, cap_from;
} pcs_joined;

/** Frees what joined holds. */
void pcs_joined_dispose(pcs_joined *joined);

/** Joins folded into joined (zeroed or used before). PCS_ENOMEM only. */
pcs_status pcs_join(pcs_joined *joined, const pcs_folded *folded,
                    pcs_error *err);

#endif
