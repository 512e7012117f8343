/* units.h - telling translation units apart */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_INDEX_UNITS_H
#define PCS_INDEX_UNITS_H

#include <stdbool.h>

#include "base/hash.h"
#include "base/status.h"

/**
 * Numbers distinct pairs of texts in the order in which they come. Pairs are
 * known by a 128-bit hash alone: at ten million units the chance that two
 * different ones meet is below 10^-24. Zero-initialise.
 */
typedef struct pcs_units {
    pcs_hash128 *hashes; /* of each pair, by its number */
    uint32_t *slots;     /* hash table: a number plus one; 0 is free */
    size_t n_slots, len, cap;
} pcs_units;

void pcs_units_dispose(pcs_units *units);

/** The number of the pair of that hash (pcs_hash_pair); *is_new says whether it
 * is a new one. */
pcs_status pcs_units_add(uint32_t *out, bool *is_new, pcs_units *units,
                         const pcs_hash128 *hash, pcs_error *err);

/** The number of the pair of that hash, or UINT32_MAX. */
uint32_t pcs_units_find(const pcs_units *units, const pcs_hash128 *hash);

#endif
