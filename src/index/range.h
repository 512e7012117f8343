/* range.h - some consecutive translation units on their way into the index */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_INDEX_RANGE_H
#define PCS_INDEX_RANGE_H

#include "analyze/analyzer.h"
#include "index/forward_build.h"
#include "index/tally.h"
#include "store/texts.h"

/** A range: filled with texts, then processed by any one thread. */
typedef struct pcs_range {
    uint32_t first; /* slot of its first unit */
    uint32_t n;
    pcs_buffer bytes; /* localized and English text of each, end to end */
    uint32_t *lens;   /* two a unit */
    size_t cap_lens;

    char *shard;               /* path of its database, once processed */
    pcs_texts_writer texts;    /* its compressed texts, once processed */
    uint16_t *words;           /* a number a unit, once processed */
    pcs_forward_draft forward; /* the words of units, once processed */
    bool has_tally;            /* whether terms are counted, which an update */
    pcs_word_tally tally;      /* wants; once processed */
} pcs_range;

pcs_status pcs_range_new(pcs_range **out, uint32_t first, pcs_error *err);

void pcs_range_free(pcs_range *range);

/** Appends the next unit's texts. */
pcs_status pcs_range_add(pcs_range *range, const char *local, size_t local_len,
                         const char *english, size_t english_len,
                         pcs_error *err);

/**
 * Analyses, posts and compresses the units, then frees their texts. The shard
 * is written at path, which becomes the range's.
 */
pcs_status pcs_range_process(pcs_range *range, char *path,
                             pcs_analyzer *analyzer, pcs_error *err);

#endif
