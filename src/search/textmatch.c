/* textmatch.c - how well a term matches a text that is not posted */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/textmatch.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "search/declared.h"
#include "search/variants.h"
#include "store/heads.h"

/* Stemmers that leave the beginning of every word alone. */
static bool keeps_beginnings(const char *stemmer)
{
    static const char *const names[] = {
        "",        "english",   "german",     "portuguese", "spanish",
        "french",  "italian",   "swedish",    "danish",     "norwegian",
        "finnish", "hungarian", "romanian",   "catalan",    "russian",
        "turkish", "basque",    "lithuanian", "armenian"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(stemmer, names[i]) == 0)
            return true;
    return false;
}

static size_t beginning_of(UChar a, UChar b, UChar c)
{
    return ((a * 31u + b) * 31u + c) % 4096u;
}

/* Notes how the words of the expansion begin, in UTF-16. */
static pcs_status note_beginnings(pcs_text_matcher *m, const pcs_lexicon *l,
                                  pcs_error *err)
{
    pcs_status status = PCS_OK;
    for (size_t i = 0; status == PCS_OK && i < m->expansion.len; i++) {
        const char *word;
        size_t len, pos = 0;
        UChar c[3];
        status =
            pcs_lexicon_word(&word, &len, l, m->expansion.items[i].word, err);
        size_t n = 0;
        while (status == PCS_OK && n < 3 && pos < len) {
            uint32_t next = pcs_utf8_next(word, len, &pos, NULL);
            c[n++] = next < 0x10000 ? (UChar)next : U16_LEAD(next);
        }
        m->has_short = m->has_short || n < 3;
        if (n == 3) {
            size_t bit = beginning_of(c[0], c[1], c[2]);
            m->beginnings[bit / 64] |= (uint64_t)1 << bit % 64;
        }
    }
    return status;
}

static pcs_status init_word(pcs_text_matcher *m, pcs_error *err)
{
    size_t len;
    pcs_vocabulary v;
    const char *word = pcs_terms_get(&m->term->words, 0, &len);
    pcs_stemmer *stemmer = m->m->shelf->stemmer;
    pcs_status status =
        pcs_shelf_vocabulary(&v, m->m->shelf, PCS_SIDE_LOCAL, err);
    pcs_expanding by = pcs_vocabulary_expanding(&v);
    if (status == PCS_OK)
        status = pcs_expand(&m->expansion, &by, word, len, err);
    if (status == PCS_OK)
        status = note_beginnings(m, v.lexicon, err);
    if (status == PCS_OK)
        status = pcs_stemmer_key(stemmer, &m->keys[0], word, len, err);
    if (status == PCS_OK)
        status = pcs_stemmer_bare_key(stemmer, &m->keys[1], word, len, err);
    m->any_beginning = !keeps_beginnings(pcs_stemmer_name(stemmer));
    return status;
}

/* A matcher for each other form of the term. */
static pcs_status init_forms(pcs_text_matcher *m, pcs_error *err)
{
    pcs_status status = pcs_variants_make(&m->variants, m->m, m->term, err);
    if (status != PCS_OK || !m->variants)
        return status;
    m->forms = calloc(PCS_VARIANTS_MAX, sizeof *m->forms);
    if (!m->forms)
        return pcs_error_nomem(err);
    for (const pcs_variant *v = m->variants; v && m->n_forms < PCS_VARIANTS_MAX;
         v = v->next) {
        pcs_text_matcher *form = &m->forms[m->n_forms++];
        form->term = &v->term;
        form->m = m->m;
        form->compound = PCS_TIER_STEM;
        form->lowest = v->with_parts || m->lowest < PCS_TIER_STEM
                           ? m->lowest
                           : PCS_TIER_STEM;
    }
    return PCS_OK;
}

pcs_status pcs_text_matcher_init(pcs_text_matcher *m, const pcs_term *term,
                                 pcs_matching *matching, bool is_among_words,
                                 pcs_error *err)
{
    memset(m, 0, sizeof *m);
    m->term = term;
    m->m = matching;
    m->lowest = matching->lowest;
    m->compound = is_among_words ? PCS_TIER_PART : PCS_TIER_STEM;
    if (term->has_grams)
        return init_forms(m, err);
    return term->kind == PCS_TERM_KIND_WORD && !term->node->is_phrase &&
                   m->lowest >= PCS_TIER_STEM
               ? init_word(m, err)
               : PCS_OK;
}

void pcs_text_matcher_dispose(pcs_text_matcher *m)
{
    for (size_t i = 0; i < m->n_forms; i++)
        pcs_text_matcher_dispose(&m->forms[i]);
    free(m->forms);
    pcs_variants_free(m->variants);
    pcs_expansion_dispose(&m->expansion);
    pcs_buffer_dispose(&m->keys[0]);
    pcs_buffer_dispose(&m->keys[1]);
    pcs_buffer_dispose(&m->word_key);
    pcs_terms_dispose(&m->words);
    memset(m, 0, sizeof *m);
}

static bool holds_units(const pcs_folded *f, const UChar *units, size_t n)
{
    for (size_t i = 0; n && i + n <= f->len; i++)
        if (f->text[i] == units[0] &&
            memcmp(f->text + i, units, n * sizeof *units) == 0)
            return true;
    return false;
}

/* Letters and digits between which no word ends. */
static bool goes_on(UChar c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
           (c >= 0xDF && c <= 0x17F && c != 0xF7);
}

/* What stemmers put in the place of an ending is not longer than this, so that
 * what is before it in a stem is the beginning of the word. */
#define ENDING_MAX 4
#define BEGINNING_MAX 4

/* Whether the word that begins at text[at] may begin as the key does. Letters
 * beyond ASCII may lose their accents. */
static bool may_begin(const pcs_folded *f, size_t at, const pcs_buffer *key)
{
    size_t n = key->len > ENDING_MAX + 1 ? key->len - ENDING_MAX : 1;
    if (key->len == 0)
        return false;
    for (size_t i = 0; i < n && i < BEGINNING_MAX; i++) {
        UChar c = at + i < f->len ? f->text[at + i] : ' ';
        if (c >= 0x80 || (unsigned char)key->data[i] >= 0x80)
            return c < 0x80 || pcs_char_classify(c) == PCS_CHAR_WORD;
        if (c != key->data[i])
            return false;
    }
    return true;
}

/* Whether a word that begins at text[at] may be one of the expansion. */
static bool may_be_form(const pcs_text_matcher *m, const pcs_folded *f,
                        size_t at)
{
    if (at + 3 > f->len)
        return false;
    size_t bit = beginning_of(f->text[at], f->text[at + 1], f->text[at + 2]);
    return m->beginnings[bit / 64] >> bit % 64 & 1;
}

/* Whether some word of the text may begin as one of the keys does. */
static bool may_share_stem(const pcs_text_matcher *m, const pcs_folded *f)
{
    if (m->keys[0].len == 0 && m->keys[1].len == 0)
        return false;
    if (m->any_beginning || f->n_borders || m->has_short)
        return true;
    for (size_t i = 0; i < f->len; i++)
        if ((i == 0 || !goes_on(f->text[i - 1]) || !goes_on(f->text[i])) &&
            (may_be_form(m, f, i) || may_begin(f, i, &m->keys[0]) ||
             may_begin(f, i, &m->keys[1])))
            return true;
    return false;
}

/* Finding words is dear, and few texts can have the one that is wanted. */
static bool may_match_words(const pcs_text_matcher *m, const pcs_folded *f)
{
    const pcs_term *t = m->term;
    return t->is_altered || holds_units(f, t->pattern.text, t->pattern.len) ||
           may_share_stem(m, f);
}

static bool equals(const pcs_buffer *a, const pcs_buffer *b)
{
    return a->len == b->len && a->len > 0 &&
           memcmp(a->data, b->data, a->len) == 0;
}

static pcs_status shares_stem(bool *out, pcs_text_matcher *m, const char *word,
                              size_t len, pcs_error *err)
{
    pcs_buffer *key = &m->word_key;
    pcs_buffer_clear(key);
    pcs_status status =
        pcs_stemmer_key(m->m->shelf->stemmer, key, word, len, err);
    *out = equals(key, &m->keys[0]) || equals(key, &m->keys[1]);
    if (status != PCS_OK || *out)
        return status;
    pcs_buffer_clear(key);
    status = pcs_stemmer_bare_key(m->m->shelf->stemmer, key, word, len, err);
    *out = equals(key, &m->keys[0]) || equals(key, &m->keys[1]);
    return status;
}

/* Whether a word, which is never empty, may begin as the key does. */
static bool is_like(const char *word, const pcs_buffer *key)
{
    return key->len && (*word == key->data[0] || (unsigned char)*word >= 0x80 ||
                        (unsigned char)key->data[0] >= 0x80);
}

static bool begins_or_ends(const char *word, size_t len, const char *with,
                           size_t n)
{
    return len >= n &&
           (memcmp(word, with, n) == 0 || memcmp(word + len - n, with, n) == 0);
}

/* The tier of a word that is not the term itself: by the vocabulary, which
 * knows what is translated otherwise; a title may have words of its own. */
static pcs_status tier_of_form(pcs_tier *out, pcs_text_matcher *m,
                               const char *word, size_t len,
                               const uint32_t *number, pcs_error *err)
{
    const pcs_lexicon *l = &m->m->shelf->partition.words;
    pcs_lexicon_range range = {0, 0};
    bool same = false;
    pcs_status status = PCS_OK;
    if (!number)
        status = pcs_lexicon_find(&range, l, word, len, err);
    else if (*number != PCS_HEAD_NO_WORD)
        range = (pcs_lexicon_range){*number, *number + (size_t)1};
    if (status == PCS_OK && range.first < range.last) {
        const pcs_expansion_word *x =
            pcs_expansion_find(&m->expansion, range.first);
        if (x)
            *out = x->len ? m->compound : PCS_TIER_STEM;
    } else if (status == PCS_OK &&
               (m->any_beginning || is_like(word, &m->keys[0]) ||
                is_like(word, &m->keys[1]))) {
        status = shares_stem(&same, m, word, len, err);
        *out = same ? PCS_TIER_STEM : PCS_TIER_NONE;
    }
    return status;
}

/* What the dictionary says goes before everything else. */
static pcs_status tier_of_part(pcs_tier *out, pcs_text_matcher *m,
                               const char *word, size_t len, const char *wanted,
                               size_t n, pcs_error *err)
{
    pcs_declared_relation relation;
    pcs_status status = pcs_declared_relate(
        &relation, m->m->shelf, PCS_SIDE_LOCAL, wanted, n, word, len, err);
    bool is_part = m->lowest >= PCS_TIER_PART &&
                   relation != PCS_DECLARED_NOT_PART &&
                   pcs_utf8_count(wanted, n) >= PCS_PART_LETTERS_MIN &&
                   begins_or_ends(word, len, wanted, n);
    if (relation == PCS_DECLARED_PART && m->lowest >= PCS_TIER_STEM &&
        m->term->kind == PCS_TERM_KIND_WORD)
        *out = PCS_TIER_STEM;
    else if (*out == PCS_TIER_NONE && is_part)
        *out = PCS_TIER_PART;
    return status;
}

pcs_status pcs_text_match_word(pcs_tier *out, pcs_text_matcher *m,
                               const char *word, size_t len,
                               const uint32_t *number, pcs_error *err)
{
    const pcs_term *t = m->term;
    const char *wanted = t->folded.data;
    size_t n = t->folded.len;
    pcs_status status = PCS_OK;
    *out = PCS_TIER_NONE;
    if (t->kind == PCS_TERM_KIND_PREFIX) {
        if (len >= n && memcmp(word, wanted, n) == 0)
            *out = PCS_TIER_WORD;
        return PCS_OK;
    }
    if (t->kind == PCS_TERM_KIND_WORD) {
        wanted = pcs_terms_get(&t->words, 0, &n);
        if (len == n && memcmp(word, wanted, n) == 0)
            *out = PCS_TIER_WORD;
        else if (!t->node->is_phrase && m->lowest >= PCS_TIER_STEM)
            status = tier_of_form(out, m, word, len, number, err);
    }
    if (*out == PCS_TIER_WORD || status != PCS_OK || t->node->is_phrase)
        return status;
    return tier_of_part(out, m, word, len, wanted, n, err);
}

static pcs_tier better(pcs_tier a, pcs_tier b)
{
    return a == PCS_TIER_NONE || (b != PCS_TIER_NONE && b < a) ? b : a;
}

pcs_status pcs_text_find_words(pcs_text_matcher *m, const char *text,
                               size_t len, pcs_error *err)
{
    const pcs_analysis *a;
    if (m->has_words)
        return PCS_OK;
    pcs_terms_clear(&m->words);
    pcs_status status =
        pcs_analyze(&a, m->m->analyzer, text, len, PCS_ANALYZE_TOKENS, err);
    for (size_t i = 0; status == PCS_OK && i < a->tokens.len; i++)
        status = pcs_terms_add_word(&m->words, 0, &a->folded,
                                    &a->tokens.items[i], err);
    return status;
}

static pcs_status match_spaced(pcs_tier *out, pcs_text_matcher *m,
                               const char *text, size_t len, pcs_error *err)
{
    pcs_status status = pcs_text_find_words(m, text, len, err);
    for (size_t i = 0; status == PCS_OK && i < m->words.len; i++) {
        size_t n;
        pcs_tier tier;
        const char *word = pcs_terms_get(&m->words, i, &n);
        status = pcs_text_match_word(&tier, m, word, n, NULL, err);
        *out = better(*out, tier);
    }
    return status;
}

static pcs_status match_form(pcs_tier *out, pcs_text_matcher *m,
                             const char *text, size_t len, pcs_error *err)
{
    const pcs_term *t = m->term;
    const pcs_analysis *a;
    size_t start, end;
    *out = PCS_TIER_NONE;
    if (t->kind == PCS_TERM_KIND_RAW) {
        if (m->lowest >= PCS_TIER_PART && len &&
            memmem(text, len, t->node->text, t->node->len))
            *out = PCS_TIER_PART;
        return PCS_OK;
    }
    bool is_literal = t->kind == PCS_TERM_KIND_LITERAL;
    pcs_status status = pcs_analyze(&a, m->m->analyzer, text, len,
                                    is_literal ? PCS_ANALYZE_JOINED : 0u, err);
    if (status != PCS_OK)
        return status;
    bool found = is_literal && pcs_pattern_find(&t->pattern, a->joined.text,
                                                a->joined.len, 0, &start, &end);
    if (t->has_grams)
        status = pcs_text_match_grams(out, m, found, text, len, err);
    else if (found)
        *out = PCS_TIER_WORD;
    else if (may_match_words(m, &a->folded))
        status = match_spaced(out, m, text, len, err);
    if (*out > m->lowest)
        *out = PCS_TIER_NONE;
    return status;
}

pcs_status pcs_text_match(pcs_tier *out, pcs_text_matcher *m, const char *text,
                          size_t len, pcs_error *err)
{
    pcs_status status = match_form(out, m, text, len, err);
    const pcs_variant *v = m->variants;
    for (size_t i = 0; status == PCS_OK && i < m->n_forms; i++, v = v->next) {
        pcs_tier tier;
        status = match_form(&tier, &m->forms[i], text, len, err);
        if (tier && tier < v->tier)
            tier = v->tier;
        if (tier <= m->lowest)
            *out = better(*out, tier);
    }
    return status;
}
