/* textwords.c - the words of a text that is marked */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/textwords.h"

#include <stdlib.h>
#include <string.h>

#define UNKNOWN UINT32_MAX

pcs_status pcs_text_words_make(pcs_text_words *w, const pcs_analysis *a,
                               pcs_error *err)
{
    pcs_status status = PCS_OK;
    if (w->is_made)
        return PCS_OK;
    pcs_terms_clear(&w->terms);
    if (!PCS_ARRAY_RESERVE(w->numbers, w->cap, a->tokens.len + 1))
        return pcs_error_nomem(err);
    for (size_t i = 0; status == PCS_OK && i < a->tokens.len; i++) {
        w->numbers[i] = UNKNOWN;
        status = pcs_terms_add_word(&w->terms, 0, &a->folded,
                                    &a->tokens.items[i], err);
    }
    w->is_made = status == PCS_OK;
    return status;
}

pcs_status pcs_text_words_number(uint32_t *out, pcs_text_words *w, size_t i,
                                 const pcs_lexicon *lexicon, pcs_error *err)
{
    if (w->numbers[i] == UNKNOWN) {
        size_t len;
        pcs_lexicon_range range;
        const char *word = pcs_terms_get(&w->terms, i, &len);
        pcs_status status = pcs_lexicon_find(&range, lexicon, word, len, err);
        if (status != PCS_OK)
            return status;
        w->numbers[i] = range.first < range.last ? (uint32_t)range.first
                                                 : PCS_TEXT_WORD_NONE;
    }
    *out = w->numbers[i];
    return PCS_OK;
}

void pcs_text_words_dispose(pcs_text_words *w)
{
    pcs_terms_dispose(&w->terms);
    free(w->numbers);
    memset(w, 0, sizeof *w);
}
