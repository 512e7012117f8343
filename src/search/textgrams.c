/* textgrams.c - terms of unspaced scripts in a text that is not posted */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include "analyze/closed.h"
#include "analyze/korean.h"
#include "base/utf8.h"
#include "search/compound.h"
#include "search/pieces.h"
#include "search/textmatch.h"

static pcs_tier better(pcs_tier a, pcs_tier b)
{
    return a == PCS_TIER_NONE || (b != PCS_TIER_NONE && b < a) ? b : a;
}

static pcs_tier weaker(pcs_tier a, pcs_tier b)
{
    return a > b ? a : b;
}

static bool is_hangul_word(const char *word, size_t len)
{
    return len >= 3 && (unsigned char)word[0] >= 0xEA &&
           (unsigned char)word[0] <= 0xED;
}

/* A word in the text, whose words are in m->words: itself, or in Korean itself
 * with an ending. */
static pcs_tier find_word(const pcs_text_matcher *m, const char *word,
                          size_t len)
{
    const pcs_shelf *s = m->m->shelf;
    bool is_hangul = is_hangul_word(word, len);
    pcs_tier best = PCS_TIER_NONE;
    for (size_t i = 0; i < m->words.len; i++) {
        size_t n;
        const char *other = pcs_terms_get(&m->words, i, &n);
        if (n < len || memcmp(other, word, len) != 0)
            continue;
        pcs_korean_rest rest = n == len ? PCS_KOREAN_NONE : PCS_KOREAN_OTHER;
        if (is_hangul && n > len &&
            pcs_dictionary_word_at(s->dictionary, s->locale, other, n) <= len)
            rest = pcs_korean_classify(other, n, len);
        if (rest == PCS_KOREAN_NONE || rest == PCS_KOREAN_PARTICLE)
            best = better(best, PCS_TIER_WORD);
        else if (rest == PCS_KOREAN_ENDING && m->lowest >= PCS_TIER_STEM)
            best = better(best, PCS_TIER_STEM);
    }
    return best;
}

/* A word as a part of one of the text's. */
static pcs_status find_compound(pcs_tier *out, const pcs_text_matcher *m,
                                const char *word, size_t len, pcs_error *err)
{
    bool has_mark = m->term->is_one_word && m->term->is_altered;
    pcs_status status = PCS_OK;
    for (size_t i = 0; status == PCS_OK && !*out && i < m->words.len; i++) {
        size_t n;
        bool has = false;
        const char *other = pcs_terms_get(&m->words, i, &n);
        if (n > len)
            status = pcs_compound_has_part(&has, m->m->shelf, other, n, word,
                                           len, has_mark, err);
        *out = has ? PCS_TIER_STEM : PCS_TIER_NONE;
    }
    return status;
}

/* The weakest of the term's words, where the text has them all as words. */
static pcs_status match_words(pcs_tier *out, pcs_text_matcher *m,
                              pcs_error *err)
{
    const pcs_term *t = m->term;
    pcs_status status = PCS_OK;
    *out = PCS_TIER_NONE;
    for (size_t i = 0; status == PCS_OK && i < t->words.len; i++) {
        size_t n;
        const char *word = pcs_terms_get(&t->words, i, &n);
        pcs_tier tier = find_word(m, word, n);
        if (tier == PCS_TIER_NONE && m->lowest >= PCS_TIER_STEM)
            status = find_compound(&tier, m, word, n, err);
        if (tier == PCS_TIER_NONE) {
            *out = tier;
            break;
        }
        *out = weaker(tier, *out);
    }
    return status;
}

pcs_status pcs_text_match_gram_word(pcs_tier *out, pcs_text_matcher *m,
                                    const char *word, size_t len,
                                    pcs_error *err)
{
    pcs_terms *words = &m->words;
    pcs_terms_clear(words);
    if (!PCS_ARRAY_RESERVE(words->ends, words->cap, 1))
        return pcs_error_nomem(err);
    pcs_buffer_append(&words->bytes, word, len);
    words->ends[words->len++] = (uint32_t)words->bytes.len;
    pcs_status status = pcs_buffer_status(&words->bytes, err);
    return status == PCS_OK ? match_words(out, m, err) : status;
}

/* A term's text, in characters. */
typedef struct piecing {
    const pcs_text_matcher *m;
    char text[4 * PCS_PIECES_MAX];
    size_t at[PCS_PIECES_MAX + 1]; /* of each, in bytes */
    size_t n;
} piecing;

static bool read_pieces(piecing *p)
{
    const pcs_pattern *from = &p->m->term->pattern;
    for (size_t i = 0; i < from->len; p->n++) {
        uint32_t c = (uint32_t)pcs_unit_next(from->text, &i, from->len);
        if (p->n == PCS_PIECES_MAX)
            return false;
        if ((c & 0xFFFFF800u) == 0xD800u)
            c = PCS_REPLACEMENT;
        p->at[p->n + 1] = p->at[p->n] + pcs_utf8_put(p->text + p->at[p->n], c);
    }
    return p->n > 0 &&
           pcs_compound_concerns(p->m->m->shelf, p->text, p->at[p->n]);
}

/* A word of the text that is the piece and a Chinese function word. */
static pcs_tier find_joined(const piecing *p, const char *piece, size_t len,
                            bool is_before)
{
    const pcs_terms *words = &p->m->words;
    for (size_t i = 0; i < words->len; i++) {
        size_t n;
        const char *word = pcs_terms_get(words, i, &n);
        const char *rest = is_before ? word : word + len;
        if (n == len + 3 && pcs_is_chinese_particle(rest, 3, is_before) &&
            memcmp(is_before ? word + 3 : word, piece, len) == 0)
            return PCS_TIER_STEM;
    }
    return PCS_TIER_NONE;
}

/* Characters [i, j) as a word of the text. */
static pcs_tier find_piece(const piecing *p, size_t i, size_t j)
{
    const char *piece = p->text + p->at[i];
    size_t len = p->at[j] - p->at[i];
    pcs_char_class class = pcs_char_classify_first(piece, len);
    pcs_tier best = PCS_TIER_NONE;
    /* A lone hiragana is not posted. */
    if (class == PCS_CHAR_HIRAGANA && j == i + 1)
        return PCS_TIER_WORD;
    if (class == PCS_CHAR_HANGUL && j == p->n)
        return find_word(p->m, piece, len);
    for (size_t k = 0; k < p->m->words.len; k++) {
        size_t n;
        const char *word = pcs_terms_get(&p->m->words, k, &n);
        if (n == len && memcmp(word, piece, n) == 0)
            return PCS_TIER_WORD;
    }
    bool is_chinese = class == PCS_CHAR_HAN && j - i < p->n &&
                      strncmp(p->m->m->shelf->locale, "zh", 2) == 0;
    if (is_chinese && i == 0)
        best = find_joined(p, piece, len, true);
    if (is_chinese && j == p->n)
        best = better(best, find_joined(p, piece, len, false));
    return best;
}

/* The term as words of the text that make it up. */
static pcs_tier match_pieces(const pcs_text_matcher *m)
{
    piecing p = {.m = m};
    pcs_tier reach[PCS_PIECES_MAX + 1] = {PCS_TIER_WORD};
    if (!read_pieces(&p))
        return PCS_TIER_NONE;
    for (size_t i = 0; i < p.n; i++)
        for (size_t j = i + 1; reach[i] && j <= p.n; j++) {
            pcs_tier piece = PCS_TIER_NONE;
            if (!m->term->is_one_word || i > 0 || j < p.n)
                piece = find_piece(&p, i, j);
            if (piece)
                reach[j] = better(reach[j], weaker(reach[i], piece));
        }
    return reach[p.n] <= m->lowest ? reach[p.n] : PCS_TIER_NONE;
}

pcs_status pcs_text_match_grams(pcs_tier *out, pcs_text_matcher *m, bool found,
                                const char *text, size_t len, pcs_error *err)
{
    const pcs_term *t = m->term;
    bool by_words = t->is_one_word && !(t->node->is_phrase && t->is_altered);
    bool has_words = t->words.len && (found || (by_words && t->is_altered));
    pcs_tier words = PCS_TIER_NONE;
    pcs_status status = PCS_OK;
    if (has_words)
        status = pcs_text_find_words(m, text, len, err);
    if (status == PCS_OK && has_words)
        status = match_words(&words, m, err);
    if (by_words)
        *out = words;
    if (status != PCS_OK || !found)
        return status;
    if (has_words && words != PCS_TIER_WORD)
        words = better(words, match_pieces(m));
    *out = better(*out, words ? words : PCS_TIER_PART);
    return PCS_OK;
}
