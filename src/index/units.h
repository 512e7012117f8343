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
    struct pcs_unit_slot *slots;
    size_t n_slots, len;
} pcs_units;

void pcs_units_dispose(pcs_units *units);

/** The number of the pair; *is_new says whether it is a new one. */
pcs_status pcs_units_add(uint32_t *out, bool *is_new, pcs_units *units,
                         const char *local, size_t local_len,
                         const char *english, size_t english_len,
                         pcs_error *err);

#endif
