/* unitclasses.h - which classes of words stand in which unit */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_INDEX_UNITCLASSES_H
#define PCS_INDEX_UNITCLASSES_H

#include "index/classes.h"
#include "index/forward_build.h"
#include "index/relations_build.h"

/** One side of the units. */
typedef struct pcs_association_side {
    const pcs_classes *classes;
    const pcs_forward_writer *units; /* their words, all added */
} pcs_association_side;

/** The classes of one side of units, each once a unit. Zero-initialise. */
typedef struct pcs_unit_classes {
    uint32_t *ends, *items; /* by unit, in the order of its text */
    size_t n_units, len, cap;
    size_t n_listed; /* units that were asked for */
    uint32_t *freqs; /* by class: listed units that have it */
    size_t n_words;
} pcs_unit_classes;

/**
 * Lists the first max classes of every step-th unit; the others have none. What
 * a compound is made of (parts, which may be empty) counts with it. What out
 * held is freed.
 */
pcs_status pcs_unit_classes_list(pcs_unit_classes *out,
                                 const pcs_association_side *from,
                                 const pcs_part_list *parts, size_t max,
                                 size_t step, pcs_error *err);

/**
 * The other way round: of each class its units, ascending, which end before
 * (*units)[(*ends)[class]]. The caller frees both, on failure too.
 */
pcs_status pcs_unit_classes_invert(uint32_t **ends, uint32_t **units,
                                   const pcs_unit_classes *classes,
                                   pcs_error *err);

void pcs_unit_classes_dispose(pcs_unit_classes *classes);

/** How often classes stand in some units. */
typedef struct pcs_meetings {
    uint32_t *together; /* by class: of how many of the units it is one */
    uint32_t *touched;  /* the classes for which that is not 0 */
    size_t n_touched;
} pcs_meetings;

/** Makes room for the classes of n_words words. */
pcs_status pcs_meetings_make(pcs_meetings *out, size_t n_words, pcs_error *err);

/** Counts the classes that stand in the n units, and forgets what it was. */
void pcs_meetings_count(pcs_meetings *met, const pcs_unit_classes *classes,
                        const uint32_t *units, size_t n);

void pcs_meetings_dispose(pcs_meetings *met);

/** Where the classes of a unit begin among items. */
static inline uint32_t pcs_unit_classes_begin(const pcs_unit_classes *classes,
                                              size_t unit)
{
    return unit ? classes->ends[unit - 1] : 0;
}

#endif
