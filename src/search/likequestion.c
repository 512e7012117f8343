/* likequestion.c - sentences that others are compared with */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/likequestion.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"

static int compare_words(const void *a, const void *b)
{
    const pcs_like_word *x = a, *y = b;
    if (x->hash != y->hash)
        return x->hash < y->hash ? -1 : 1;
    return (x->term > y->term) - (x->term < y->term);
}

/* Each word once. */
static void count_words(pcs_like_question *q)
{
    size_t kept = 0;
    qsort(q->words, q->n_words, sizeof *q->words, compare_words);
    for (size_t i = 0; i < q->n_words; i++) {
        if (kept > 0 && q->words[kept - 1].hash == q->words[i].hash)
            q->words[kept - 1].count++;
        else
            q->words[kept++] = q->words[i];
    }
    q->n_words = kept;
}

pcs_status pcs_like_question_make(pcs_like_question *q, pcs_analyzer *analyzer,
                                  const char *text, size_t len, pcs_error *err)
{
    const pcs_edit_tokens *t = &q->tokens;
    pcs_status status =
        pcs_edit_tokens_make(&q->tokens, analyzer, text, len, err);
    q->n_words = q->n_digits = 0;
    if (status != PCS_OK)
        return status;
    if (!PCS_ARRAY_RESERVE(q->words, q->cap_words, t->words + 1))
        return pcs_error_nomem(err);
    for (size_t i = 0; i < t->len; i++) {
        size_t n;
        if (t->items[i].is_mark)
            continue;
        const char *term = pcs_terms_get(&t->terms, q->n_words, &n);
        q->words[q->n_words] =
            (pcs_like_word){pcs_hash64(term, n), (uint32_t)q->n_words, 1,
                            t->items[i].has_digit};
        q->n_digits += t->items[i].has_digit;
        q->n_words++;
    }
    count_words(q);
    return PCS_OK;
}

void pcs_like_question_dispose(pcs_like_question *q)
{
    pcs_edit_tokens_dispose(&q->tokens);
    free(q->words);
    memset(q, 0, sizeof *q);
}
