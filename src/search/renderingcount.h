/* renderingcount.h - counting renderings in all that is aligned */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SEARCH_RENDERINGCOUNT_H
#define PCS_SEARCH_RENDERINGCOUNT_H

#include "search/renderings.h"
#include "search/translations.h"

/** A segment with the term, and its translation. */
typedef struct pcs_aligned_segment {
    uint32_t unit, segment; /* of the translation */
    uint32_t from_unit;     /* of the term; the same, but between locales */
    uint8_t tier;           /* of the term there */
    uint8_t counts;         /* the query leaves it */
    uint8_t rendering;      /* its number, or PCS_RENDERING_NONE */
} pcs_aligned_segment;

#define PCS_RENDERING_NONE 255

typedef struct pcs_aligned_segments {
    pcs_aligned_segment *items; /* by unit, then segment */
    size_t n, cap;
} pcs_aligned_segments;

/** The words that a rendering has in some units, by their numbers. */
typedef struct pcs_rendering_form {
    uint32_t words[PCS_ROW_WORDS_MAX];
    uint32_t count;
} pcs_rendering_form;

#define PCS_RENDERING_FORMS_MAX 48

typedef struct pcs_rendering_count {
    pcs_tally tally;
    pcs_rendering_form forms[PCS_RENDERING_FORMS_MAX]; /* the first ones */
    size_t n_forms;
} pcs_rendering_count;

typedef struct pcs_rendering_counts {
    pcs_rendering_count items[PCS_RENDERINGS_MAX];
    pcs_tally all, rest;
} pcs_rendering_counts;

/**
 * Gives each segment the first rendering that its unit has, and counts those
 * that count. PCS_ECORRUPT, PCS_ENOMEM.
 */
pcs_status pcs_renderings_count(pcs_rendering_counts *out,
                                pcs_aligned_segments *segments,
                                const pcs_bitext *bitext,
                                const pcs_renderings *renderings,
                                pcs_error *err);

/**
 * Where in the unit's words a rendering stands for the first time at or behind
 * *at: sets *at, and the words' numbers. False in *found where it does not.
 */
pcs_status pcs_rendering_find(bool *found, size_t *at,
                              uint32_t words[PCS_ROW_WORDS_MAX],
                              const pcs_bitext *bitext,
                              const pcs_rendering *rendering, uint32_t unit,
                              pcs_error *err);

#endif
