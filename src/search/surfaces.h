/* surfaces.h - how a rendering is written, and an example of it */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SEARCH_SURFACES_H
#define PCS_SEARCH_SURFACES_H

#include "search/renderingcount.h"

/** What surfaces are read from. */
typedef struct pcs_surface_source {
    pcs_shelf *shelf; /* of the renderings, bitext->partition */
    pcs_analyzer *analyzer;
    const pcs_bitext *bitext;
    const pcs_renderings *renderings;
    const pcs_aligned_segments *segments; /* counted */
    const pcs_matching *term;             /* matched in its own shelf */
    pcs_side term_side;
    const uint32_t *term_row; /* for marks where the match gives none */
    size_t n_term_row;
    pcs_arena *arena; /* of what is given */
} pcs_surface_source;

/**
 * Gives the rendering number i its text and its example. The text is the form
 * that most units have, written as in the middle of sentences; of a Korean word
 * without its particles. A bounded number of texts is read. PCS_ECORRUPT,
 * PCS_ENOMEM.
 */
pcs_status pcs_surface_find(pcs_translation *out,
                            const pcs_surface_source *source, size_t i,
                            const pcs_rendering_count *count, pcs_error *err);

#endif
