/* inorder.h - pairing the equal texts of two articles by what is around them */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SEARCH_INORDER_H
#define PCS_SEARCH_INORDER_H

#include <stddef.h>
#include <stdint.h>

#include "base/diff.h"

#define PCS_UNPAIRED UINT32_MAX

/** One article's texts. */
typedef struct pcs_ordered_side {
    uint64_t *texts;    /* hashes of them, in order */
    uint32_t *partners; /* numbers of the other article's, or PCS_UNPAIRED */
    size_t n, cap_texts, cap_partners;
} pcs_ordered_side;

/** Zero-initialise; may be used again and again. */
typedef struct pcs_in_order {
    pcs_ordered_side sides[2];
    pcs_diff diff;
    struct pcs_ordered_text *left[2]; /* scratch */
    size_t n_left[2], cap_left[2];
    uint64_t *ids[2];
    size_t cap_ids[2];
} pcs_in_order;

/** Makes room for n texts on a side, none of which is paired. PCS_ENOMEM. */
pcs_status pcs_in_order_reserve(pcs_in_order *pairs, int side, size_t n,
                                pcs_error *err);

/**
 * Pairs texts that are equal, as many as there are, where the caller has not
 * paired them (on both sides) before:
 *
 *   1. those that no other text of either article equals;
 *   2. those that stand beside a pair on both sides, and so on;
 *   3. those that are in the same order (diff.h), around what is paired; then 2
 *      again;
 *   4. of what is left, the nth with the nth.
 *
 * So "Next steps", which stands in each section, is that of the same section,
 * also where one has come, gone or moved before it. With the sides exchanged,
 * and `first` as well, the same are paired: it is the side that is compared
 * with the other one. In time n log n, but for diff.h. PCS_ENOMEM.
 */
pcs_status pcs_in_order_pair(pcs_in_order *pairs, int first, pcs_error *err);

void pcs_in_order_dispose(pcs_in_order *pairs);

#endif
