/* analyzer.c - the one analysis of documents and queries */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "analyze/analyzer.h"

#include <stdlib.h>
#include <unicode/uvernum.h>

struct pcs_analyzer {
    UBreakIterator *breaks;
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

pcs_status pcs_analyze_unit(pcs_terms *terms, uint32_t *words,
                            pcs_analyzer *analyzer, const char *local,
                            size_t local_len, const char *english,
                            size_t english_len, pcs_error *err)
{
    const pcs_analysis *a;
    pcs_status status =
        pcs_analyze(&a, analyzer, local, local_len,
                    PCS_ANALYZE_JOINED | PCS_ANALYZE_TOKENS, err);
    *words = (uint32_t)a->tokens.len;
    if (status == PCS_OK)
        status = add_words(terms, PCS_TERM_WORD, a, err);
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
