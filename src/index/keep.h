/* keep.h - an update's builder: units that keep their slots */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_INDEX_KEEP_H
#define PCS_INDEX_KEEP_H

#include "index/units.h"
#include "store/partition.h"
#include "store/postings.h"

/**
 * What an update knows of the older partition. Zero-initialise; is_on stays
 * false where a partition is built from nothing.
 */
typedef struct pcs_keeping {
    bool is_on;
    const pcs_partition *old;
    pcs_units known;   /* the older units by their hashes; empty until asked */
    uint32_t *units;   /* of each older unit the new one, or PCS_NO_UNIT */
    uint32_t *strings; /* of each older string the new one; 0: not known yet */
} pcs_keeping;

/**
 * Whether an update of `old` pays, in which n_read of n_articles are read: not
 * where most of them are, nor where many slots are not served any more.
 */
bool pcs_keeping_pays(const pcs_partition *old, size_t n_read,
                      size_t n_articles);

pcs_status pcs_keeping_start(pcs_keeping *keeping, const pcs_partition *old,
                             pcs_error *err);

/** The older unit of that hash, or PCS_NO_UNIT. */
pcs_status pcs_keeping_find(uint32_t *out, pcs_keeping *keeping,
                            const pcs_hash128 *hash, pcs_error *err);

void pcs_keeping_dispose(pcs_keeping *keeping);

#endif
