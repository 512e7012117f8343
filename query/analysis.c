/* analysis.c - what the analyzer makes of a text: --analyze */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "analyze/analyzer.h"
#include "analyze/locale.h"
#include "analyze/stem.h"
#include "base/utf8.h"
#include "query/present.h"
#include "query/style.h"

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

static void append_field(pcs_buffer *out, const char *name, size_t width,
                         const char *text, size_t len)
{
    pcs_padded_append(out, name, width);
    pcs_text_clean(out, text, len);
    pcs_buffer_putc(out, '\n');
}

/* The columns of the first column, whatever it holds. */
static size_t tiers_width(void)
{
    const char *const all[] = {pcs_tier_label(PCS_TIER_WORD),
                               pcs_tier_label(PCS_TIER_STEM),
                               pcs_tier_label(PCS_TIER_PART)};
    size_t width = pcs_widest(all, sizeof all / sizeof *all);
    return width < 6 ? 6 : width;
}

/* A row, the term's column as wide as the widest. */
static void append_row(pcs_buffer *out, const char *tier, const char *term,
                       size_t len, size_t width, const char *what)
{
    pcs_buffer clean = {0};
    pcs_text_clean(&clean, term, len);
    pcs_padded_append(out, tier, tiers_width());
    pcs_buffer_puts(out, "  ");
    pcs_buffer_append(out, clean.data, clean.len);
    for (size_t w = pcs_text_width(clean.data ? clean.data : "", clean.len);
         w < width; w++)
        pcs_buffer_putc(out, ' ');
    pcs_buffer_printf(out, "  %s\n", what);
    pcs_buffer_dispose(&clean);
}

static const char *class_name(const pcs_token *token)
{
    switch (token->class) {
    case PCS_CHAR_HANGUL:
        return _("Korean word, found whatever particle follows");
    case PCS_CHAR_KATAKANA:
        return token->is_compound ? _("katakana compound") : _("katakana word");
    case PCS_CHAR_HAN:
    case PCS_CHAR_HIRAGANA:
    case PCS_CHAR_UNSPACED:
        return _("word of ICU's dictionary");
    default:
        return _c("class", "word");
    }
}

typedef struct listing {
    pcs_buffer *out;
    const pcs_analysis *analysis;
    pcs_stemmer *stemmer;
    pcs_terms words, grams;
    size_t width;
} listing;

static void measure(listing *l, const pcs_terms *terms, size_t skip)
{
    for (size_t i = 0; i < terms->len; i++) {
        size_t len;
        const char *term = pcs_terms_get(terms, i, &len);
        size_t width = pcs_text_width(term + skip, len - skip);
        l->width = width > l->width ? width : l->width;
    }
}

static pcs_status list_stem(listing *l, const char *word, size_t len,
                            pcs_error *err)
{
    pcs_buffer key = {0};
    pcs_status status = pcs_stemmer_key(l->stemmer, &key, word, len, err);
    if (status == PCS_OK && (key.len != len || memcmp(key.data, word, len)))
        append_row(l->out, pcs_tier_label(PCS_TIER_STEM),
                   key.data ? key.data : "", key.len, l->width,
                   _("its stem, without accents"));
    pcs_buffer_dispose(&key);
    return status;
}

/* What a term without its kind is good for. */
static const char *part_name(const char *term, size_t len)
{
    size_t pos = 1;
    if (*term == PCS_TERM_GRAM)
        return _("gram, so that any substring is found");
    uint32_t c = pcs_utf8_next(term, len, &pos, NULL);
    return pcs_class_has_grams(pcs_char_classify((UChar32)c))
               ? _("character, found alone as well")
               : _("symbol, found as it is");
}

static pcs_status list_terms(listing *l, pcs_error *err)
{
    pcs_status status = PCS_OK;
    for (size_t i = 0; status == PCS_OK && i < l->words.len; i++) {
        size_t len;
        const pcs_token *token = &l->analysis->tokens.items[i];
        const char *word = pcs_terms_get(&l->words, i, &len);
        append_row(l->out, pcs_tier_label(PCS_TIER_WORD), word, len, l->width,
                   class_name(token));
        if (token->class == PCS_CHAR_WORD)
            status = list_stem(l, word, len, err);
    }
    for (size_t i = 0; status == PCS_OK && i < l->grams.len; i++) {
        size_t len;
        const char *gram = pcs_terms_get(&l->grams, i, &len);
        append_row(l->out, pcs_tier_label(PCS_TIER_PART), gram + 1, len - 1,
                   l->width, part_name(gram, len));
    }
    return status;
}

static pcs_status list_analysis(listing *l, pcs_error *err)
{
    const pcs_analysis *a = l->analysis;
    pcs_buffer folded = {0}, joined = {0};
    pcs_status status = PCS_OK;
    append_units(&folded, a->folded.text, a->folded.len);
    append_units(&joined, a->joined.text, a->joined.len);
    /* TRANSLATORS: the text as it is compared, without case and the like. */
    const char *const names[] = {_c("text", "folded"), _c("text", "matched")};
    size_t width = pcs_widest(names, 2) + 1;
    append_field(l->out, names[0], width, folded.data ? folded.data : "",
                 folded.len);
    append_field(l->out, names[1], width, joined.data ? joined.data : "",
                 joined.len);
    pcs_buffer_putc(l->out, '\n');
    pcs_buffer_dispose(&folded);
    pcs_buffer_dispose(&joined);
    for (size_t i = 0; status == PCS_OK && i < a->tokens.len; i++)
        status = pcs_terms_add_word(&l->words, 0, &a->folded,
                                    &a->tokens.items[i], err);
    if (status == PCS_OK)
        status = pcs_terms_add_grams(&l->grams, &a->joined, err);
    measure(l, &l->words, 0);
    measure(l, &l->grams, 1);
    return status == PCS_OK ? list_terms(l, err) : status;
}

static void append_versions(pcs_buffer *out, const pcs_stemmer *stemmer)
{
    const char *stems = pcs_stemmer_name(stemmer);
    pcs_buffer_putc(out, '\n');
    pcs_buffer_printf(out, _("analyzer version %d, ICU %s, stems: %s"),
                      PCS_ANALYZER_VERSION, pcs_analyzer_icu_version(),
                      *stems ? stems : _c("stems", "none"));
    pcs_buffer_putc(out, '\n');
}

pcs_status pcs_present_analysis(pcs_buffer *out, const char *locale,
                                const char *text, size_t len, pcs_error *err)
{
    char canonical[PCS_LOCALE_MAX] = "";
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
        status = pcs_analyze(&l.analysis, analyzer, mended.data, mended.len,
                             PCS_ANALYZE_JOINED | PCS_ANALYZE_TOKENS, err);
    if (status == PCS_OK)
        status = list_analysis(&l, err);
    if (status == PCS_OK)
        append_versions(out, l.stemmer);
    pcs_terms_dispose(&l.words);
    pcs_terms_dispose(&l.grams);
    pcs_stemmer_free(l.stemmer);
    pcs_analyzer_free(analyzer);
    pcs_buffer_dispose(&mended);
    return status;
}
