/* senses.h - what words are translated by, from the units they stand in */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_INDEX_SENSES_H
#define PCS_INDEX_SENSES_H

#include <stdbool.h>

#include "index/barewords.h"

/** How many English words a sense is. */
#define PCS_SENSE_WORDS 3

/** In how many units a word stands at least, so that its sense is known. */
#define PCS_SENSE_UNITS 4

/** The senses of the words of a list. Zero-initialise. */
typedef struct pcs_senses {
    const pcs_barewords *words;
    uint32_t *unit_ends, *unit_english; /* English word forms of a unit */
    uint32_t *word_ends, *word_units;   /* units of a local word */
    uint32_t *senses;                   /* PCS_SENSE_WORDS a word */
    uint32_t *own;                      /* the English word of its spelling */
    uint32_t n_units;
    struct pcs_rare_senses *rare; /* reads the units of rare words */
} pcs_senses;

/**
 * Finds the English words that go with each word best by Dice's coefficient.
 * English plurals and singulars are one. Postings are borrowed until
 * pcs_senses_dispose.
 */
pcs_status pcs_senses_find(pcs_senses *senses, const pcs_barewords *words,
                           const pcs_wordset *english, pcs_postings *postings,
                           uint32_t n_units, pcs_error *err);

void pcs_senses_dispose(pcs_senses *senses);

/** Whether enough is known of word. */
bool pcs_senses_known(const pcs_senses *senses, uint32_t word);

/**
 * The share of the units of word whose English side has the sense of as. The
 * units of a word that too little is known of are read for that: an error shows
 * in pcs_senses_status. One thread at a time.
 */
double pcs_senses_share(const pcs_senses *senses, uint32_t word, uint32_t as);

/** What became of the reading since pcs_senses_find. */
pcs_status pcs_senses_status(const pcs_senses *senses, pcs_error *err);

/** Whether word stands in the texts as it stands in the English ones. */
bool pcs_senses_is_english(const pcs_senses *senses, uint32_t word);

#define PCS_SENSE_UNKNOWN (-1.0)

/** pcs_senses_share, or PCS_SENSE_UNKNOWN where too little is known. */
double pcs_senses_compare(const pcs_senses *senses, uint32_t word, uint32_t as);

#endif
