/* direction.h - how a term was translated from one language to another */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SEARCH_DIRECTION_H
#define PCS_SEARCH_DIRECTION_H

#include "search/askedterm.h"
#include "search/translations.h"

/** From a side of a shelf to a side of the same or another one. */
typedef struct pcs_direction {
    pcs_asked_term *term;
    const pcs_term_units *units; /* that have it, in `from` */
    size_t from, to;             /* numbers of shelves */
    pcs_side from_side, to_side;
    size_t limit; /* renderings that are given */
} pcs_direction;

/**
 * Finds the translations, into arena; where the query leaves no segment, *out
 * has none. PCS_ECORRUPT, PCS_ENOMEM.
 */
pcs_status pcs_direction_translate(pcs_translated *out, pcs_arena *arena,
                                   const pcs_direction *direction,
                                   pcs_error *err);

#endif
