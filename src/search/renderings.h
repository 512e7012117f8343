/* renderings.h - what a term is rendered by on the other side */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SEARCH_RENDERINGS_H
#define PCS_SEARCH_RENDERINGS_H

#include "search/rows.h"

/** A term has at most so many renderings. */
#define PCS_RENDERINGS_MAX 16

#define PCS_RENDERING_SHORTER_MAX 3

typedef struct pcs_rendering {
    pcs_row row;
    pcs_row shorter[PCS_RENDERING_SHORTER_MAX]; /* what it was made of; the
                                                   last is the longest */
    size_t n_shorter;
    double dice; /* of the term and it, in the units that it was found in */
} pcs_rendering;

/** Zero-initialise. */
typedef struct pcs_renderings {
    pcs_rendering items[PCS_RENDERINGS_MAX]; /* as they were found, */
    size_t len;                              /* the best first */
    uint8_t *owners; /* by class: of which one it is a compound, as number
                        plus one; 0 of none */
} pcs_renderings;

/**
 * Finds the renderings in a sample: the row of words that goes best with the
 * term, by the log-likelihood ratio (Dunning 1993), of those that are about
 * equal the longest; then, among the units that it is not in, the next, as long
 * as chance does not explain them. Compounds of a rendering count as it.
 * PCS_ECORRUPT, PCS_ENOMEM.
 */
pcs_status pcs_renderings_find(pcs_renderings *out, const pcs_bitext *bitext,
                               pcs_error *err);

/** Where the words of a rendering do not stand together in the texts: makes it
 * the next shorter row. False where there is none. */
bool pcs_rendering_shorten(pcs_rendering *rendering);

void pcs_renderings_dispose(pcs_renderings *renderings);

#endif
