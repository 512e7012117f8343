/* trainingpairs.h - the pairs of words that word alignment is learned from */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_INDEX_TRAININGPAIRS_H
#define PCS_INDEX_TRAININGPAIRS_H

#include "index/unitclasses.h"

/** Of a unit with more classes the first ones count. */
#define PCS_TRAINING_CLASSES_MAX 100u
/** Pairs of classes in units that are looked at; some 300,000 segments have so
 * many. */
#define PCS_TRAINING_CELLS_MAX ((size_t)16 << 20)

/** A pair in a unit that has both. */
typedef struct pcs_training_cell {
    uint32_t pair;
    uint32_t local; /* which of local.items it is of */
} pcs_training_cell;

/**
 * Each pair of a local and an English class that stand together more often than
 * by chance, and where. Zero-initialise.
 */
typedef struct pcs_training_pairs {
    pcs_unit_classes local, english; /* that are learned from */
    uint32_t *of_local, *of_english; /* by pair, in the order of the latter */
    float *dice; /* by pair: its coefficient (Dice 1945); yours to change */
    size_t n_pairs, cap_pairs;
    pcs_training_cell *cells; /* by row */
    size_t n_cells, cap_cells;
    /* A row is an English class in a unit, in the order of classes, then
     * units; those of class e end before class_rows[e], and the cells of row r
     * before row_cells[r]. */
    uint32_t *class_rows;
    size_t *row_cells;
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

#endif
