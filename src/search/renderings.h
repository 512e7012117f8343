/* renderings.h - what a term is rendered by on the other side */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SEARCH_RENDERINGS_H
#define PCS_SEARCH_RENDERINGS_H

#include "search/bitext.h"

/** A rendering has at most so many words. */
#define PCS_RENDERING_WORDS_MAX 5
/** A term at most so many renderings. */
#define PCS_RENDERINGS_MAX 16

/** Words of the other side in a row, each by its class. */
typedef struct pcs_rendering {
    uint32_t classes[PCS_RENDERING_WORDS_MAX];
    size_t len;
    uint32_t seed; /* the best of them */
    double dice; /* of the term and it, in the units that it was found in */
} pcs_rendering;

typedef struct pcs_renderings {
    pcs_rendering items[PCS_RENDERINGS_MAX]; /* as they were found, */
    size_t len;                              /* the best first */
    uint8_t *owners; /* by class: of which one it is a compound, as number
                        plus one; 0 of none */
} pcs_renderings;

/**
 * Finds the renderings in a sample: the class with the best Dice coefficient
 * (Dice 1945), with the words beside it that nearly always come along; then,
 * among the units that it is not in, the next, as long as chance does not
 * explain them (log-likelihood ratio, Dunning 1993). Compounds of a rendering
 * count as it. Zero-initialise out. PCS_ECORRUPT, PCS_ENOMEM.
 */
pcs_status pcs_renderings_find(pcs_renderings *out, const pcs_bitext *bitext,
                               pcs_error *err);

/**
 * Makes the rendering at *seed, one class, as long as the words that come along
 * with it in the units i of the sample for which is_open[i]. PCS_ENOMEM.
 */
pcs_status pcs_rendering_grow(pcs_rendering *rendering, const pcs_bitext *bitext,
                              const uint8_t *is_open, pcs_error *err);

void pcs_renderings_dispose(pcs_renderings *renderings);

/** Whether the words at `classes`, of which there are n, begin with it. */
bool pcs_rendering_begins(const pcs_rendering *rendering,
                          const uint32_t *classes, size_t n);

#endif
