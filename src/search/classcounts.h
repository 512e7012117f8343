/* classcounts.h - in how many units of a sample words are */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SEARCH_CLASSCOUNTS_H
#define PCS_SEARCH_CLASSCOUNTS_H

#include "search/bitext.h"

/** Counts by class of the other side. */
typedef struct pcs_class_counts {
    const pcs_bitext *b;
    uint32_t *open;    /* units left in which it is free */
    uint32_t *closed;  /* units that have a rendering and it */
    uint32_t *latest;  /* the last unit that was counted, plus one */
    uint32_t *touched; /* classes that were counted */
    size_t n_touched, n_open;
    uint8_t *is_open; /* by unit of the sample: the caller's to close */
    uint8_t *flags;   /* of the class, as in the sample */
} pcs_class_counts;

/** Makes room, all units open; counts has to be zero. PCS_ENOMEM. */
pcs_status pcs_class_counts_make(pcs_class_counts *counts,
                                 const pcs_bitext *bitext, pcs_error *err);

/** Counts anew, each class once a unit. */
void pcs_class_counts_take(pcs_class_counts *counts);

void pcs_class_counts_dispose(pcs_class_counts *counts);

#endif
