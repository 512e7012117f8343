/* analyzer.c - the one analysis of documents and queries */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "analyze/analyzer.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/uvernum.h>

#include "analyze/stem.h"

struct pcs_analyzer {
    UBreakIterator *breaks;
    pcs_stemmer *bare; /* for words without accents */
    pcs_buffer word;
    pcs_analysis analysis;
};

pcs_status pcs_analyzer_new(pcs_analyzer **out, pcs_error *err)
{
    *out = calloc(1, sizeof **out);
    return *out ? PCS_OK : pcs_error_nomem(err);
}

void pcs_analyzer_free(pcs_analyzer *analyzer)
{
    if (!analyzer)
        return;
    if (analyzer->breaks)
        ubrk_close(analyzer->breaks);
    pcs_stemmer_free(analyzer->bare);
    pcs_buffer_dispose(&analyzer->word);
    pcs_folded_dispose(&analyzer->analysis.folded);
    pcs_joined_dispose(&analyzer->analysis.joined);
    free(analyzer->analysis.tokens.items);
    free(analyzer);
}

pcs_status pcs_analyze(const pcs_analysis **out, pcs_analyzer *analyzer,
                       const char *text, size_t len, unsigned wanted,
                       pcs_error *err)
{
    pcs_analysis *a = &analyzer->analysis;
    *out = a;
    a->tokens.len = 0;
    a->joined.len = 0;
    pcs_status status =
        pcs_fold(&a->folded, text, len, wanted & PCS_ANALYZE_OFFSETS, err);
    if (status == PCS_OK && (wanted & PCS_ANALYZE_JOINED))
        status = pcs_join(&a->joined, &a->folded, err);
    if (status == PCS_OK && (wanted & PCS_ANALYZE_TOKENS))
        status = pcs_tokenize(&a->tokens, &analyzer->breaks, &a->folded, err);
    return status;
}

static pcs_status add_words(pcs_terms *terms, char kind,
                            const pcs_analysis *analysis, pcs_error *err)
{
    pcs_status status = PCS_OK;
    for (size_t i = 0; status == PCS_OK && i < analysis->tokens.len; i++)
        status = pcs_terms_add_word(terms, kind, &analysis->folded,
                                    &analysis->tokens.items[i], err);
    return status;
}

static bool is_ascii(const char *text, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if ((unsigned char)text[i] >= 0x80)
            return false;
    return true;
}

pcs_status pcs_analyze_letters(pcs_terms *terms, pcs_analyzer *analyzer,
                               const char *word, size_t len, pcs_error *err)
{
    if (is_ascii(word, len))
        return pcs_terms_add_letters(terms, word, len, err);
    pcs_status status = PCS_OK;
    if (!analyzer->bare)
        status = pcs_stemmer_new(&analyzer->bare, "", err);
    pcs_buffer_clear(&analyzer->word);
    if (status == PCS_OK)
        status =
            pcs_stemmer_bare(analyzer->bare, &analyzer->word, word, len, err);
    if (status == PCS_OK)
        status = pcs_terms_add_letters(terms, analyzer->word.data,
                                       analyzer->word.len, err);
    return status;
}

/* The letter grams of the words from number `first` on. */
static pcs_status add_letters(pcs_terms *terms, size_t first,
                              pcs_analyzer *analyzer, pcs_error *err)
{
    const pcs_tokens *tokens = &analyzer->analysis.tokens;
    pcs_status status = PCS_OK;
    char word[PCS_TERM_MAX];
    for (size_t i = 0; status == PCS_OK && i < tokens->len; i++) {
        size_t len;
        if (tokens->items[i].class != PCS_CHAR_WORD)
            continue;
        const char *term = pcs_terms_get(terms, first + i, &len);
        if (len > sizeof word)
            continue;
        /* The terms grow, and may move. */
        memcpy(word, term + 1, len - 1);
        status = pcs_analyze_letters(terms, analyzer, word, len - 1, err);
    }
    return status;
}

pcs_status pcs_analyze_unit(pcs_terms *terms, pcs_word_count *words,
                            pcs_analyzer *analyzer, const char *local,
                            size_t local_len, const char *english,
                            size_t english_len, pcs_error *err)
{
    const pcs_analysis *a;
    pcs_status status =
        pcs_analyze(&a, analyzer, local, local_len,
                    PCS_ANALYZE_JOINED | PCS_ANALYZE_TOKENS, err);
    words->all = words->in_order = (uint32_t)a->tokens.len;
    while (words->in_order > 0 &&
           a->tokens.items[words->in_order - 1].is_compound)
        words->in_order--;
    size_t first = terms->len;
    if (status == PCS_OK)
        status = add_words(terms, PCS_TERM_WORD, a, err);
    if (status == PCS_OK)
        status = add_letters(terms, first, analyzer, err);
    if (status == PCS_OK)
        status = pcs_terms_add_grams(terms, &a->joined, err);
    if (status == PCS_OK)
        status = pcs_analyze(&a, analyzer, english, english_len,
                             PCS_ANALYZE_TOKENS, err);
    if (status == PCS_OK)
        status = add_words(terms, PCS_TERM_ENGLISH, a, err);
    return status;
}

const char *pcs_analyzer_icu_version(void)
{
    return U_ICU_VERSION;
}
