/* renderingchoice.h - the row of words that goes best with a term */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SEARCH_RENDERINGCHOICE_H
#define PCS_SEARCH_RENDERINGCHOICE_H

#include "search/classcounts.h"
#include "search/rows.h"

/** Classes that rows are looked for around, and how many around each. */
#define PCS_SEEDS_MAX 5u
#define PCS_AROUND_MAX 8u
#define PCS_CANDIDATES_MAX (PCS_SEEDS_MAX * (1 + PCS_AROUND_MAX))

/** A row and how it goes with what is left of the units. */
typedef struct pcs_rendering_candidate {
    pcs_row row;
    uint32_t seed;
    uint32_t together;
    double dice, ratio, share, lift;
    double sure; /* the coefficient, with less for a row that repeats itself */
} pcs_rendering_candidate;

/** What goes best with what is left; the stricter row that holds it; the longer
 * one that stands for that. Often they are one. */
typedef struct pcs_rendering_choice {
    const pcs_rendering_candidate *head, *strict, *longest;
} pcs_rendering_choice;

/** Chooses the rendering of most of what is left, if any: head is NULL where
 * there is none. The choice points into candidates, PCS_CANDIDATES_MAX of them.
 * PCS_ECORRUPT, PCS_ENOMEM.
 */
pcs_status pcs_rendering_choose(pcs_rendering_choice *out,
                                pcs_rendering_candidate *candidates,
                                const pcs_class_counts *counts, pcs_error *err);

#endif
