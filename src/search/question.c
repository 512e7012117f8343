/* question.c - taking a question apart */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/question.h"

#include <stdlib.h>
#include <string.h>

void pcs_question_dispose(pcs_question *q)
{
    pcs_terms_dispose(&q->words);
    pcs_terms_dispose(&q->terms);
    free(q->items);
    memset(q, 0, sizeof *q);
}

static int compare_tokens(const void *a, const void *b)
{
    const pcs_token *x = a, *y = b;
    if (x->is_compound != y->is_compound)
        return x->is_compound ? 1 : -1;
    return (x->start > y->start) - (x->start < y->start);
}

static pcs_status add_word(pcs_question *q, const pcs_folded *folded,
                           const pcs_token *token, pcs_error *err)
{
    if (!PCS_ARRAY_RESERVE(q->items, q->cap_items, q->words.len + 1))
        return pcs_error_nomem(err);
    q->items[q->words.len] =
        (pcs_question_word){token->class, token->is_compound};
    return pcs_terms_add_word(&q->words, 0, folded, token, err);
}

static pcs_status add_words(pcs_question *q, const pcs_analysis *a,
                            pcs_error *err)
{
    size_t n = a->tokens.len;
    if (n > PCS_QUESTION_WORDS_MAX)
        n = PCS_QUESTION_WORDS_MAX;
    pcs_token *tokens = malloc((a->tokens.len + 1) * sizeof *tokens);
    if (!tokens)
        return pcs_error_nomem(err);
    if (a->tokens.len)
        memcpy(tokens, a->tokens.items, a->tokens.len * sizeof *tokens);
    qsort(tokens, a->tokens.len, sizeof *tokens, compare_tokens);
    pcs_status status = PCS_OK;
    for (size_t i = 0; status == PCS_OK && i < n; i++)
        status = add_word(q, &a->folded, &tokens[i], err);
    free(tokens);
    return status;
}

pcs_status pcs_question_make(pcs_question *q, const char *text, size_t len,
                             pcs_analyzer *analyzer, pcs_error *err)
{
    const pcs_analysis *a;
    pcs_status status = pcs_analyze(
        &a, analyzer, text, len, PCS_ANALYZE_JOINED | PCS_ANALYZE_TOKENS, err);
    if (status == PCS_OK)
        status = add_words(q, a, err);
    if (status == PCS_OK)
        status = pcs_terms_add_grams(&q->terms, &a->joined, err);
    for (size_t i = 0; status == PCS_OK && i < q->words.len; i++) {
        size_t n;
        const char *word = pcs_terms_get(&q->words, i, &n);
        if (q->items[i].class == PCS_CHAR_WORD)
            status = pcs_analyze_letters(&q->terms, analyzer, word, n, err);
    }
    return status;
}
