/* forward_build.h - making a partition's forward index */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_INDEX_FORWARD_BUILD_H
#define PCS_INDEX_FORWARD_BUILD_H

#include "analyze/terms.h"
#include "index/strings.h"
#include "index/wordset.h"
#include "store/forward.h"

/** The words of one side of some units, while words have no numbers yet. */
typedef struct pcs_forward_side {
    pcs_strings words; /* each once, in the order in which they came */
    pcs_buffer bytes;  /* numbers of those, as sequences have them */
    uint32_t *ends;    /* a unit */
    size_t n, cap;
} pcs_forward_side;

/** Both sides. Zero-initialise. */
typedef struct pcs_forward_draft {
    pcs_forward_side local, english;
} pcs_forward_draft;

/**
 * Adds the next unit, by the terms that it has: the first n_local words of the
 * localized side, and all of the English.
 */
pcs_status pcs_forward_draft_add(pcs_forward_draft *draft,
                                 const pcs_terms *terms, size_t n_local,
                                 pcs_error *err);

void pcs_forward_draft_dispose(pcs_forward_draft *draft);

/** One side's sections in the making. Zero-initialise. */
typedef struct pcs_forward_writer {
    pcs_strings numbers; /* the words of the lexicon: string i is word i - 1 */
    pcs_buffer bytes;
    uint32_t *ends;
    size_t n, cap;
} pcs_forward_writer;

/** What the numbers of a source are in the lexicon that is being written. */
typedef struct pcs_forward_map {
    uint32_t *numbers;
    size_t n;
} pcs_forward_map;

/** Starts a side with the words of its lexicon. */
pcs_status pcs_forward_writer_start(pcs_forward_writer *writer,
                                    const pcs_wordset *words, pcs_error *err);

/** The map of a draft. What *out held is freed. */
pcs_status pcs_forward_map_draft(pcs_forward_map *out,
                                 const pcs_forward_writer *writer,
                                 const pcs_forward_side *side, pcs_error *err);

/** The map of an older lexicon. */
pcs_status pcs_forward_map_older(pcs_forward_map *out,
                                 const pcs_forward_writer *writer,
                                 const pcs_lexicon *lexicon, pcs_error *err);

void pcs_forward_map_dispose(pcs_forward_map *map);

/** Adds the next unit's words, in the numbers of the map's source. */
pcs_status pcs_forward_writer_add(pcs_forward_writer *writer,
                                  const pcs_forward_map *map,
                                  pcs_sequence sequence, pcs_error *err);

/** The words of unit i, in the numbers of the lexicon. */
pcs_sequence pcs_forward_writer_unit(const pcs_forward_writer *writer,
                                     size_t i);

/** Writes the sections of side "w" or "e". */
pcs_status pcs_forward_writer_finish(const pcs_forward_writer *writer,
                                     pcs_tables_writer *tables,
                                     const char *side, pcs_error *err);

void pcs_forward_writer_dispose(pcs_forward_writer *writer);

/** Unit i of a draft's side. */
pcs_sequence pcs_forward_side_unit(const pcs_forward_side *side, size_t i);

#endif
