/* pairs.c - words of a question that stand side by side in a text */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analyze/korean.h"
#include "search/question.h"
#include "search/rank.h"

/* Which words of the question a word of the text is, as bits. */
static pcs_status find_word(uint64_t *out, const pcs_asked *a,
                            const pcs_matching *m, const pcs_token *token,
                            const char *word, size_t len, pcs_buffer *key,
                            pcs_error *err)
{
    const pcs_question *q = a->question;
    size_t n = q->words.len < PCS_QUESTION_PAIRED_MAX ? q->words.len
                                                      : PCS_QUESTION_PAIRED_MAX;
    pcs_status status = PCS_OK;
    *out = 0;
    pcs_buffer_clear(key);
    if (token->class == PCS_CHAR_WORD)
        status = pcs_stemmer_key(m->shelf->stemmer, key, word, len, err);
    else
        pcs_buffer_append(key, word, len);
    for (size_t i = 0; status == PCS_OK && i < n; i++) {
        size_t k;
        const char *wanted = pcs_terms_get(&a->keys, i, &k);
        if (q->items[i].class != token->class || q->items[i].is_compound ||
            key->len < k || memcmp(key->data, wanted, k) != 0)
            continue;
        if (key->len == k ||
            (token->class == PCS_CHAR_HANGUL &&
             pcs_korean_classify(key->data, key->len, k) != PCS_KOREAN_OTHER))
            *out |= UINT64_C(1) << i;
    }
    return key->failed ? pcs_error_nomem(err) : status;
}

static int compare_starts(const void *a, const void *b)
{
    const pcs_token *x = a, *y = b;
    return (x->start > y->start) - (x->start < y->start);
}

/* Which words of the question stand behind the word that they stand behind in
 * the text. */
static pcs_status find_pairs(uint64_t *out, const pcs_asked *asked,
                             const pcs_matching *m, const pcs_analysis *a,
                             pcs_token *tokens, pcs_error *err)
{
    pcs_terms word = {0};
    pcs_buffer key = {0};
    uint64_t before = 0, here = 0;
    pcs_status status = PCS_OK;
    *out = 0;
    for (size_t i = 0; status == PCS_OK && i < a->tokens.len; i++) {
        size_t len;
        if (tokens[i].is_compound)
            continue;
        pcs_terms_clear(&word);
        status = pcs_terms_add_word(&word, 0, &a->folded, &tokens[i], err);
        if (status != PCS_OK)
            break;
        const char *text = pcs_terms_get(&word, 0, &len);
        status = find_word(&here, asked, m, &tokens[i], text, len, &key, err);
        *out |= (before << 1) & here;
        before = here;
    }
    pcs_terms_dispose(&word);
    pcs_buffer_dispose(&key);
    return status;
}

pcs_status pcs_asked_each_pair(float idfs[PCS_QUESTION_PAIRED_MAX],
                               const pcs_asked *asked, pcs_matching *m,
                               uint32_t unit, pcs_error *err)
{
    pcs_unit_text text;
    const pcs_analysis *a;
    memset(idfs, 0, PCS_QUESTION_PAIRED_MAX * sizeof *idfs);
    pcs_status status =
        pcs_texts_get(&text, m->shelf->partition.texts, unit, err);
    if (status == PCS_OK)
        status = pcs_analyze(&a, m->analyzer, text.local, text.local_len,
                             PCS_ANALYZE_TOKENS, err);
    if (status != PCS_OK)
        return status;
    pcs_token *tokens = malloc((a->tokens.len + 1) * sizeof *tokens);
    if (!tokens)
        return pcs_error_nomem(err);
    if (a->tokens.len)
        memcpy(tokens, a->tokens.items, a->tokens.len * sizeof *tokens);
    qsort(tokens, a->tokens.len, sizeof *tokens, compare_starts);
    uint64_t found = 0;
    status = find_pairs(&found, asked, m, a, tokens, err);
    free(tokens);
    float most = (float)log((double)m->shelf->partition.n_units + 1);
    for (size_t i = 1; status == PCS_OK && i < PCS_QUESTION_PAIRED_MAX; i++) {
        if (!(found >> i & 1))
            continue;
        float sum = asked->idfs[i - 1] + asked->idfs[i];
        idfs[i] = sum < most ? sum : most;
    }
    return status;
}

pcs_status pcs_asked_pairs(float *out, const pcs_asked *asked, pcs_matching *m,
                           uint32_t unit, pcs_error *err)
{
    float idfs[PCS_QUESTION_PAIRED_MAX];
    const float *norms;
    *out = 0;
    pcs_status status = pcs_asked_each_pair(idfs, asked, m, unit, err);
    if (status == PCS_OK)
        status = pcs_shelf_norms(&norms, m->shelf, err);
    if (status != PCS_OK)
        return status;
    float weight = asked->pair * (PCS_BM25_K1 + 1) / (1 + norms[unit]);
    for (size_t i = 1; i < PCS_QUESTION_PAIRED_MAX; i++)
        *out += weight * idfs[i];
    return PCS_OK;
}
