/* textmatch.c - how well a term matches a text that is not posted */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/textmatch.h"

#include <string.h>

#include "analyze/korean.h"
#include "base/utf8.h"

/* As for the words of units: see vocabulary.c. */
#define PART_LETTERS_MIN 4

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

pcs_status pcs_text_matcher_init(pcs_text_matcher *m, const pcs_term *term,
                                 pcs_analyzer *analyzer, pcs_stemmer *stemmer,
                                 pcs_tier lowest, pcs_error *err)
{
    memset(m, 0, sizeof *m);
    m->term = term;
    m->analyzer = analyzer;
    m->stemmer = stemmer;
    m->lowest = lowest;
    if (term->kind != PCS_TERM_KIND_WORD || term->node->is_phrase ||
        lowest < PCS_TIER_STEM)
        return PCS_OK;
    size_t len;
    const char *word = pcs_terms_get(&term->words, 0, &len);
    pcs_status status = pcs_stemmer_key(stemmer, &m->keys[0], word, len, err);
    if (status == PCS_OK)
        status = pcs_stemmer_bare_key(stemmer, &m->keys[1], word, len, err);
    m->any_beginning = !keeps_beginnings(pcs_stemmer_name(stemmer));
    return status;
}

void pcs_text_matcher_dispose(pcs_text_matcher *m)
{
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

/* Whether some word of the text may begin as one of the keys does. */
static bool may_share_stem(const pcs_text_matcher *m, const pcs_folded *f)
{
    if (m->keys[0].len == 0 && m->keys[1].len == 0)
        return false;
    if (m->any_beginning || f->n_borders)
        return true;
    for (size_t i = 0; i < f->len; i++)
        if ((i == 0 || !goes_on(f->text[i - 1]) || !goes_on(f->text[i])) &&
            (may_begin(f, i, &m->keys[0]) || may_begin(f, i, &m->keys[1])))
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
    pcs_status status = pcs_stemmer_key(m->stemmer, key, word, len, err);
    *out = equals(key, &m->keys[0]) || equals(key, &m->keys[1]);
    if (status != PCS_OK || *out)
        return status;
    pcs_buffer_clear(key);
    status = pcs_stemmer_bare_key(m->stemmer, key, word, len, err);
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

static pcs_status tier_of_word(pcs_tier *out, pcs_text_matcher *m,
                               const char *word, size_t len, pcs_error *err)
{
    const pcs_term *t = m->term;
    const char *wanted = t->folded.data;
    size_t n = t->folded.len;
    bool same = false;
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
        else if (m->any_beginning || is_like(word, &m->keys[0]) ||
                 is_like(word, &m->keys[1]))
            status = shares_stem(&same, m, word, len, err);
    }
    if (*out || status != PCS_OK || t->node->is_phrase)
        return status;
    if (same)
        *out = PCS_TIER_STEM;
    else if (m->lowest >= PCS_TIER_PART &&
             pcs_utf8_count(wanted, n) >= PART_LETTERS_MIN &&
             begins_or_ends(word, len, wanted, n))
        *out = PCS_TIER_PART;
    return PCS_OK;
}

static pcs_tier better(pcs_tier a, pcs_tier b)
{
    return a == PCS_TIER_NONE || (b != PCS_TIER_NONE && b < a) ? b : a;
}

/* The words of the text into m->words. */
static pcs_status find_words(pcs_text_matcher *m, const char *text, size_t len,
                             pcs_error *err)
{
    const pcs_analysis *a;
    pcs_terms_clear(&m->words);
    pcs_status status =
        pcs_analyze(&a, m->analyzer, text, len, PCS_ANALYZE_TOKENS, err);
    for (size_t i = 0; status == PCS_OK && i < a->tokens.len; i++)
        status = pcs_terms_add_word(&m->words, 0, &a->folded,
                                    &a->tokens.items[i], err);
    return status;
}

static pcs_status match_spaced(pcs_tier *out, pcs_text_matcher *m,
                               const char *text, size_t len, pcs_error *err)
{
    pcs_status status = find_words(m, text, len, err);
    for (size_t i = 0; status == PCS_OK && i < m->words.len; i++) {
        size_t n;
        pcs_tier tier;
        const char *word = pcs_terms_get(&m->words, i, &n);
        status = tier_of_word(&tier, m, word, n, err);
        *out = better(*out, tier);
    }
    return status;
}

static bool is_hangul_word(const char *word, size_t len)
{
    return len >= 3 && (unsigned char)word[0] >= 0xEA &&
           (unsigned char)word[0] <= 0xED;
}

/* A word of a script with grams in the text, which stands in m->words. */
static pcs_tier find_word(const pcs_text_matcher *m, const char *word,
                          size_t len)
{
    bool is_hangul = is_hangul_word(word, len);
    pcs_tier best = PCS_TIER_NONE;
    for (size_t i = 0; i < m->words.len; i++) {
        size_t n;
        const char *other = pcs_terms_get(&m->words, i, &n);
        if (n < len || memcmp(other, word, len) != 0)
            continue;
        pcs_korean_rest rest = n == len ? PCS_KOREAN_NONE : PCS_KOREAN_OTHER;
        if (is_hangul && n > len)
            rest = pcs_korean_classify(other, n, len);
        if (rest == PCS_KOREAN_NONE || rest == PCS_KOREAN_PARTICLE)
            best = better(best, PCS_TIER_WORD);
        else if (rest == PCS_KOREAN_ENDING && m->lowest >= PCS_TIER_STEM)
            best = better(best, PCS_TIER_STEM);
    }
    return best;
}

/* The weakest of the term's words, where the text has them all as words. */
static pcs_status match_words(pcs_tier *out, pcs_text_matcher *m,
                              const char *text, size_t len, pcs_error *err)
{
    const pcs_term *t = m->term;
    pcs_status status = find_words(m, text, len, err);
    *out = PCS_TIER_NONE;
    for (size_t i = 0; status == PCS_OK && i < t->words.len; i++) {
        size_t n;
        const char *word = pcs_terms_get(&t->words, i, &n);
        pcs_tier tier = find_word(m, word, n);
        if (tier == PCS_TIER_NONE) {
            *out = tier;
            break;
        }
        *out = tier > *out ? tier : *out;
    }
    return status;
}

static pcs_status match_grams(pcs_tier *out, pcs_text_matcher *m, bool found,
                              const char *text, size_t len, pcs_error *err)
{
    const pcs_term *t = m->term;
    bool by_words = t->is_one_word && !(t->node->is_phrase && t->is_altered);
    pcs_tier words = PCS_TIER_NONE;
    pcs_status status = PCS_OK;
    if (t->words.len && (found || (by_words && t->is_altered)))
        status = match_words(&words, m, text, len, err);
    if (by_words)
        *out = words;
    if (found)
        *out = better(*out, words ? words : PCS_TIER_PART);
    return status;
}

pcs_status pcs_text_match(pcs_tier *out, pcs_text_matcher *m, const char *text,
                          size_t len, pcs_error *err)
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
    pcs_status status = pcs_analyze(&a, m->analyzer, text, len,
                                    is_literal ? PCS_ANALYZE_JOINED : 0u, err);
    if (status != PCS_OK)
        return status;
    bool found = is_literal && pcs_pattern_find(&t->pattern, a->joined.text,
                                                a->joined.len, 0, &start, &end);
    if (t->has_grams)
        status = match_grams(out, m, found, text, len, err);
    else if (found)
        *out = PCS_TIER_WORD;
    else if (may_match_words(m, &a->folded))
        status = match_spaced(out, m, text, len, err);
    if (*out > m->lowest)
        *out = PCS_TIER_NONE;
    return status;
}
