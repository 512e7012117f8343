/* textwords.h - the words of a text that is marked */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SEARCH_TEXTWORDS_H
#define PCS_SEARCH_TEXTWORDS_H

#include "analyze/analyzer.h"
#include "store/lexicon.h"

/** The tokens of a text as words, which several terms are compared with.
 * Zero-initialise. */
typedef struct pcs_text_words {
    pcs_terms terms; /* by the number of the token */
    uint32_t *numbers;
    size_t cap;
    bool is_made;
} pcs_text_words;

/** Makes them of the tokens of an analysis, unless that was done. PCS_ENOMEM.
 */
pcs_status pcs_text_words_make(pcs_text_words *words, const pcs_analysis *a,
                               pcs_error *err);

/** The number of word i in the lexicon, always the same one, which is looked up
 * once; PCS_TEXT_WORD_NONE where it is not in it. */
pcs_status pcs_text_words_number(uint32_t *out, pcs_text_words *words, size_t i,
                                 const pcs_lexicon *lexicon, pcs_error *err);

#define PCS_TEXT_WORD_NONE (UINT32_MAX - 1)

void pcs_text_words_dispose(pcs_text_words *words);

#endif
