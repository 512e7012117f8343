/* tally.h - in how many units more or less each term stands */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_INDEX_TALLY_H
#define PCS_INDEX_TALLY_H

#include <stdbool.h>

#include "analyze/terms.h"
#include "base/buffer.h"
#include "base/status.h"

/** A term of a tally. */
typedef struct pcs_tally_entry {
    uint32_t start, len; /* in the tally's bytes */
    int32_t change;      /* units that have it, less those that had it */
    uint32_t last;       /* unit that counted last, plus one */
} pcs_tally_entry;

/** Zero-initialise. */
typedef struct pcs_tally {
    pcs_buffer bytes;
    pcs_tally_entry *entries;
    uint32_t *slots; /* hash table: an entry plus one */
    size_t len, cap, n_slots;
    uint32_t n_units;
} pcs_tally;

/**
 * Counts the words among a unit's terms, those of both sides, each once: up by
 * change, which is 1 or -1.
 */
pcs_status pcs_tally_unit(pcs_tally *tally, const pcs_terms *terms, int change,
                          pcs_error *err);

/** Adds what another tally counted. */
pcs_status pcs_tally_merge(pcs_tally *tally, const pcs_tally *other,
                           pcs_error *err);

/** Sorts the entries by the bytes of their terms; nothing is added later. */
void pcs_tally_sort(pcs_tally *tally);

void pcs_tally_dispose(pcs_tally *tally);

#endif
