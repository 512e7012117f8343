/* wordset.h - the words of one side, and how many units have each */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_INDEX_WORDSET_H
#define PCS_INDEX_WORDSET_H

#include "index/tally.h"
#include "store/lexicon.h"
#include "store/postings.h"

/** Words in the order of their bytes. Zero-initialise. */
typedef struct pcs_wordset {
    pcs_buffer bytes;
    uint32_t *ends, *freqs;
    size_t len, cap_ends, cap_freqs;
} pcs_wordset;

/** Word i: its bytes, not NUL-terminated. */
const char *pcs_wordset_get(const pcs_wordset *set, size_t i, size_t *len);

/** The words that the postings have terms of that kind of. */
pcs_status pcs_wordset_read(pcs_wordset *set, pcs_postings *postings, char kind,
                            pcs_error *err);

/**
 * The words of an older lexicon, with what a sorted tally says of those of that
 * kind: the same as pcs_wordset_read would give. PCS_ECORRUPT where the tally
 * takes away what is not there.
 */
pcs_status pcs_wordset_update(pcs_wordset *set, const pcs_lexicon *old,
                              const pcs_word_tally *tally, char kind,
                              pcs_error *err);

void pcs_wordset_dispose(pcs_wordset *set);

#endif
