/* tally.h - in how many units more or less each term stands */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_INDEX_TALLY_H
#define PCS_INDEX_TALLY_H

#include "analyze/terms.h"
#include "base/status.h"
#include "index/strings.h"

/** Zero-initialise. */
typedef struct pcs_word_tally {
    pcs_strings terms;
    int32_t
        *changes; /* of each term: units that have it, less those that had */
    uint32_t *latest; /* of each term: the unit that counted last, from 1 */
    uint32_t *order;  /* once sorted: terms by their bytes */
    size_t cap_changes, cap_latest;
    uint32_t n_units;
} pcs_word_tally;

/**
 * Counts the words among a unit's terms, those of both sides, each once: up by
 * change, which is 1 or -1.
 */
pcs_status pcs_tally_unit(pcs_word_tally *tally, const pcs_terms *terms,
                          int change, pcs_error *err);

/** Adds what another tally counted. */
pcs_status pcs_tally_merge(pcs_word_tally *tally, const pcs_word_tally *other,
                           pcs_error *err);

/** Orders the terms by their bytes; nothing is added later. */
pcs_status pcs_tally_sort(pcs_word_tally *tally, pcs_error *err);

/** How many terms there are. */
size_t pcs_tally_len(const pcs_word_tally *tally);

/**
 * The i-th term in that order, its kind included, and in how many units more,
 * or less, it stands.
 */
const char *pcs_tally_get(size_t *len, int32_t *change,
                          const pcs_word_tally *tally, size_t i);

void pcs_tally_dispose(pcs_word_tally *tally);

#endif
