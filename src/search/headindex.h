/* headindex.h - which heads have a word */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SEARCH_HEADINDEX_H
#define PCS_SEARCH_HEADINDEX_H

#include "search/match.h"
#include "store/heads.h"

/** The heads of a shelf by their words, made when they are first needed. */
typedef struct pcs_head_index {
    pcs_heads heads;
    uint32_t *starts; /* of each word: its first place in `places`, one more */
    uint32_t *places; /* heads, ascending */
    uint32_t *known;  /* words that the vocabulary has, ascending in both */
    uint32_t *strays; /* words that it does not have */
    size_t n_known, n_strays;
    bool *repeats; /* of each head: nobody need be offered it, since it is as an
                      article before has it, or is a description, or the
                      article has no segments */
} pcs_head_index;

/** That of a shelf, borrowed. PCS_ECORRUPT, PCS_ENOMEM. */
pcs_status pcs_shelf_head_index(const pcs_head_index **out, pcs_shelf *shelf,
                                pcs_error *err);

/** Frees; harmless for NULL. */
void pcs_head_index_free(pcs_head_index *index);

/** The word with a number in the vocabulary; false where no head has it. */
bool pcs_head_index_known(uint32_t *out, const pcs_head_index *index,
                          uint32_t number);

/** The words that begin with prefix: [*first, *last). */
void pcs_head_index_prefix(size_t *first, size_t *last,
                           const pcs_head_index *index, const char *prefix,
                           size_t len);

/** The first place of a word whose head is not below `head`, or its end. */
size_t pcs_head_index_place(const pcs_head_index *index, uint32_t word,
                            size_t head);

#endif
