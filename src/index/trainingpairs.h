/* trainingpairs.h - the pairs of words that word alignment is learned from */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_INDEX_TRAININGPAIRS_H
#define PCS_INDEX_TRAININGPAIRS_H

#include "index/associations_build.h"
#include "index/relations_build.h"

/** Of a unit with more classes the first ones count. */
#define PCS_TRAINING_CLASSES_MAX 100u
/** Pairs of classes in units that are looked at; some 300,000 segments have so
 * many. */
#define PCS_TRAINING_CELLS_MAX ((size_t)16 << 20)

/** The distinct classes of one side of the units that are learned from. */
typedef struct pcs_training_side {
    uint32_t *ends, *items; /* by unit */
    size_t n_units, len, cap;
    size_t n_learned; /* units that are learned from */
    uint32_t *freqs;  /* by class: units that have it */
    size_t n_words;
} pcs_training_side;

/** No pair: two classes that stand together no more often than by chance. */
#define PCS_NO_PAIR UINT32_MAX

/**
 * Each pair of a local and an English class that stand together in some unit,
 * and of each unit the matrix of its pairs. Zero-initialise.
 */
typedef struct pcs_training_pairs {
    pcs_training_side local, english;
    size_t *cells;   /* by unit: where its matrix begins; one more than units */
    uint32_t *pairs; /* by cell, English classes down, local ones across */
    uint32_t *of_local, *of_english; /* by pair, in the order of the latter */
    float *dice; /* by pair: its coefficient (Dice 1945); yours to change */
    size_t n_pairs, cap_pairs;
} pcs_training_pairs;

/**
 * Lists them. Compounds count with their parts. Where units have more than
 * cells_max pairs of classes (PCS_TRAINING_CELLS_MAX), every n-th of them is
 * learned from.
 */
pcs_status pcs_training_pairs_make(pcs_training_pairs *out,
                                   const pcs_association_side *local,
                                   const pcs_association_side *english,
                                   const pcs_part_list *parts, size_t cells_max,
                                   pcs_error *err);

void pcs_training_pairs_dispose(pcs_training_pairs *pairs);

/** Where the classes of a unit begin. */
static inline uint32_t pcs_training_begin(const pcs_training_side *side,
                                          size_t unit)
{
    return unit ? side->ends[unit - 1] : 0;
}

#endif
