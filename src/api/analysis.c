/* analysis.c - what the analyzer makes of a text, for people to see */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include "analyze/analyzer.h"
#include "analyze/locale.h"
#include "analyze/stem.h"
#include "base/arena.h"
#include "base/translate.h"
#include "base/utf8.h"

typedef struct listing {
    pcs_analyzed_text *out;
    const pcs_analysis *analysis;
    pcs_stemmer *stemmer;
    pcs_terms words, grams;
    pcs_analyzed_term *items; /* room for all */
} listing;

static void append_units(pcs_buffer *out, const UChar *text, size_t len)
{
    for (size_t i = 0; i < len;) {
        char bytes[4];
        uint32_t c = (uint32_t)pcs_unit_next(text, &i, len);
        if ((c & 0xFFFFF800u) == 0xD800u)
            c = PCS_REPLACEMENT;
        pcs_buffer_append(out, bytes, pcs_utf8_put(bytes, c));
    }
}

static pcs_status copy(const char **out, listing *l, const char *text,
                       size_t len, pcs_error *err)
{
    *out = pcs_arena_copy(&l->out->arena, text ? text : "", len);
    return *out ? PCS_OK : pcs_error_nomem(err);
}

static pcs_status copy_units(const char **out, listing *l, const UChar *text,
                             size_t len, pcs_error *err)
{
    pcs_buffer bytes = {0};
    append_units(&bytes, text, len);
    pcs_status status = pcs_buffer_status(&bytes, err);
    if (status == PCS_OK)
        status = copy(out, l, bytes.data, bytes.len, err);
    pcs_buffer_dispose(&bytes);
    return status;
}

static const char *class_name(const pcs_token *token)
{
    switch (token->class) {
    case PCS_CHAR_HANGUL:
        return N_("Korean word, found whatever particle follows");
    case PCS_CHAR_KATAKANA:
        return token->is_compound ? N_("katakana compound")
                                  : N_("katakana word");
    case PCS_CHAR_HAN:
    case PCS_CHAR_HIRAGANA:
    case PCS_CHAR_UNSPACED:
        return N_("word of ICU's dictionary");
    default:
        return N_("word");
    }
}

/* What a term without its kind is good for. */
static const char *part_name(const char *term, size_t len)
{
    size_t pos = 1;
    if (*term == PCS_TERM_GRAM)
        return N_("gram, so that any substring is found");
    uint32_t c = pcs_utf8_next(term, len, &pos, NULL);
    return pcs_class_has_grams(pcs_char_classify((UChar32)c))
               ? N_("character, found alone as well")
               : N_("symbol, found as it is");
}

static pcs_status add(listing *l, pcs_tier tier, const char *text, size_t len,
                      const char *what, pcs_error *err)
{
    pcs_analyzed_term *term = &l->items[l->out->n_terms];
    term->tier = tier;
    term->what = what;
    pcs_status status = copy(&term->text, l, text, len, err);
    if (status == PCS_OK)
        l->out->n_terms++;
    return status;
}

static pcs_status add_stem(listing *l, const char *word, size_t len,
                           pcs_error *err)
{
    pcs_buffer key = {0};
    pcs_status status = pcs_stemmer_key(l->stemmer, &key, word, len, err);
    if (status == PCS_OK && (key.len != len || memcmp(key.data, word, len)))
        status = add(l, PCS_TIER_STEM, key.data, key.len,
                     N_("its stem, without accents"), err);
    pcs_buffer_dispose(&key);
    return status;
}

static pcs_status add_terms(listing *l, pcs_error *err)
{
    pcs_status status = PCS_OK;
    size_t len;
    for (size_t i = 0; status == PCS_OK && i < l->words.len; i++) {
        const pcs_token *token = &l->analysis->tokens.items[i];
        const char *word = pcs_terms_get(&l->words, i, &len);
        status = add(l, PCS_TIER_WORD, word, len, class_name(token), err);
        if (status == PCS_OK && token->class == PCS_CHAR_WORD)
            status = add_stem(l, word, len, err);
    }
    for (size_t i = 0; status == PCS_OK && i < l->grams.len; i++) {
        const char *gram = pcs_terms_get(&l->grams, i, &len);
        status =
            add(l, PCS_TIER_PART, gram + 1, len - 1, part_name(gram, len), err);
    }
    return status;
}

static pcs_status list(listing *l, pcs_error *err)
{
    const pcs_analysis *a = l->analysis;
    pcs_status status =
        copy_units(&l->out->folded, l, a->folded.text, a->folded.len, err);
    if (status == PCS_OK)
        status =
            copy_units(&l->out->matched, l, a->joined.text, a->joined.len, err);
    for (size_t i = 0; status == PCS_OK && i < a->tokens.len; i++)
        status = pcs_terms_add_word(&l->words, 0, &a->folded,
                                    &a->tokens.items[i], err);
    if (status == PCS_OK)
        status = pcs_terms_add_grams(&l->grams, &a->joined, err);
    if (status != PCS_OK)
        return status;
    size_t bytes = (2 * l->words.len + l->grams.len + 1) * sizeof *l->items;
    l->items = pcs_arena_alloc(&l->out->arena, bytes);
    if (!l->items)
        return pcs_error_nomem(err);
    memset(l->items, 0, bytes);
    l->out->terms = l->items;
    return add_terms(l, err);
}

/* Of valid UTF-8. */
static pcs_status analyze(listing *l, pcs_analyzer *analyzer,
                          const pcs_buffer *text, pcs_error *err)
{
    pcs_status status =
        pcs_analyze(&l->analysis, analyzer, text->data, text->len,
                    PCS_ANALYZE_JOINED | PCS_ANALYZE_TOKENS, err);
    if (status == PCS_OK)
        status = list(l, err);
    const char *stems = pcs_stemmer_name(l->stemmer);
    if (status == PCS_OK)
        status = copy(&l->out->stems, l, stems, strlen(stems), err);
    l->out->analyzer = PCS_ANALYZER_VERSION;
    l->out->icu = pcs_analyzer_icu_version();
    pcs_terms_dispose(&l->words);
    pcs_terms_dispose(&l->grams);
    return status;
}

pcs_status pcs_analyze_text(pcs_analyzed_text *out, const char *locale,
                            const char *text, size_t len, pcs_error *err)
{
    char canonical[PCS_LOCALE_MAX] = "";
    memset(out, 0, sizeof *out);
    if (locale && !pcs_locale_canonical(canonical, locale, strlen(locale)))
        return pcs_error_set(err, PCS_EINVAL,
                             "%s is no locale; write it like ko-KR", locale);
    pcs_buffer mended = {0};
    pcs_analyzer *analyzer = NULL;
    listing l = {.out = out};
    pcs_utf8_repair(&mended, text, len);
    pcs_status status = pcs_buffer_status(&mended, err);
    if (status == PCS_OK)
        status = pcs_analyzer_new(&analyzer, err);
    if (status == PCS_OK)
        status = pcs_stemmer_new(&l.stemmer, canonical, err);
    if (status == PCS_OK)
        status = analyze(&l, analyzer, &mended, err);
    pcs_stemmer_free(l.stemmer);
    pcs_analyzer_free(analyzer);
    pcs_buffer_dispose(&mended);
    return status;
}

void pcs_analyzed_text_dispose(pcs_analyzed_text *analyzed)
{
    pcs_arena_dispose(&analyzed->arena);
    memset(analyzed, 0, sizeof *analyzed);
}
