/* barewords.h - a vocabulary by bare form, while it is being published */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_INDEX_BAREWORDS_H
#define PCS_INDEX_BAREWORDS_H

#include "analyze/stem.h"
#include "base/buffer.h"
#include "index/wordset.h"

#define PCS_NO_WORD UINT32_MAX

/** Where a bare form is found: a word that has it, and bits of its hash. */
typedef struct pcs_bareword_slot {
    uint32_t word, tag;
} pcs_bareword_slot;

/** Words in the order of their bytes. Zero-initialise. */
typedef struct pcs_barewords {
    pcs_buffer words, bares;
    uint32_t *word_ends, *bare_ends, *freqs;
    size_t len, cap_words, cap_bares, cap_freqs;
    pcs_bareword_slot *slots; /* hash table of bare forms: the first word */
    uint32_t *next;           /* word: another one of the same bare form */
    size_t n_slots;
} pcs_barewords;

/** Takes the words of a set, with the bare forms that stemmer gives. */
pcs_status pcs_barewords_make(pcs_barewords *list, const pcs_wordset *words,
                              pcs_stemmer *stemmer, pcs_error *err);

void pcs_barewords_dispose(pcs_barewords *list);

/** The first word of a bare form, list->next has others; or PCS_NO_WORD. */
uint32_t pcs_barewords_find(const pcs_barewords *list, const char *bare,
                            size_t len);

const char *pcs_barewords_word(const pcs_barewords *list, size_t i,
                               size_t *len);
const char *pcs_barewords_bare(const pcs_barewords *list, size_t i,
                               size_t *len);

#endif
