/* translationexample.h - a pair of texts with a term and its rendering */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SEARCH_TRANSLATIONEXAMPLE_H
#define PCS_SEARCH_TRANSLATIONEXAMPLE_H

#include "search/surfaces.h"

/** The text of one side of a unit; borrowed until the next one is read. */
pcs_status pcs_side_text(const char **text, size_t *len,
                         const pcs_partition *partition, pcs_side side,
                         uint32_t unit, pcs_error *err);

/**
 * Fills the example with a segment's texts and place, and with marks of the
 * term and of the row of words that it is rendered by; into the source's arena.
 * PCS_ECORRUPT, PCS_ENOMEM.
 */
pcs_status pcs_example_fetch(pcs_translation_example *example,
                             const pcs_surface_source *source,
                             const pcs_aligned_segment *segment,
                             const pcs_row *row, pcs_error *err);

#endif
