/* pairing.h - which texts of two lists are like each other, in order */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SEARCH_PAIRING_H
#define PCS_SEARCH_PAIRING_H

#include <stddef.h>
#include <stdint.h>

#include "base/status.h"

/** The words of texts, as hashes; their order does not count. Zero-initialise.
 */
typedef struct pcs_word_bags {
    uint64_t *words; /* of one text after the other, sorted */
    size_t *ends;    /* of each text, in words */
    size_t n, n_words, cap_words, cap_ends;
} pcs_word_bags;

/** Adds a text. PCS_ENOMEM. */
pcs_status pcs_word_bags_add(pcs_word_bags *bags, const uint64_t *words,
                             size_t n, pcs_error *err);

void pcs_word_bags_clear(pcs_word_bags *bags);
void pcs_word_bags_dispose(pcs_word_bags *bags);

/** Zero-initialise; may be used again and again. */
typedef struct pcs_pairing {
    uint32_t *scores; /* of each text of the first list with each of the second;
                         0: they are not similar */
    uint32_t *best;   /* of what is behind both */
    size_t n, m, cap_scores, cap_best;
} pcs_pairing;

/**
 * Pairs n texts from a_first on with m from b_first on, so that pairs stand in
 * the order of both lists. Two are similar where twice the words they have in
 * common are at least as many as both have (Dice's coefficient, in thousandths,
 * rounded down). The sum over all pairs is the highest there is. In time n * m
 * times their words. PCS_ENOMEM.
 */
pcs_status pcs_pairing_make(pcs_pairing *pairing, const pcs_word_bags *a,
                            size_t a_first, size_t n, const pcs_word_bags *b,
                            size_t b_first, size_t m, pcs_error *err);

/** What comes next behind i texts of the first and j of the second list. */
typedef enum pcs_pairing_step {
    PCS_PAIRING_BOTH,  /* they are a pair */
    PCS_PAIRING_FIRST, /* that of the first list has none */
    PCS_PAIRING_SECOND
} pcs_pairing_step;

/** Where a choice is free: a pair, then what the first list has. */
pcs_pairing_step pcs_pairing_next(const pcs_pairing *pairing, size_t i,
                                  size_t j);

/**
 * In how many equal parts both lists have to be cut, and paired part by part,
 * so that time stays in proportion to their lengths. 1 for what people write:
 * up to about 80 texts of 20 words each.
 */
size_t pcs_pairing_blocks(const pcs_word_bags *a, const pcs_word_bags *b);

void pcs_pairing_dispose(pcs_pairing *pairing);

#endif
