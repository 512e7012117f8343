/* compound.c - words inside longer words */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/compound.h"

#include <string.h>

#include "analyze/kana.h"
#include "analyze/korean.h"
#include "base/utf8.h"
#include "search/attest.h"
#include "search/split.h"

#define LONG_MARK "\u30fc"
#define LONG_MARK_LEN 3

/* What is left of a compound is one to so many words. */
#define REST_WORDS_MAX 3
/* Longer words, in bytes, are not taken apart: no one writes them. */
#define WORD_BYTES_MAX (3 * PCS_SPLIT_MAX)
/* Fewer units than this make no word of what else may be a piece of one. */
#define ATTESTED 2

static bool is_all(const char *text, size_t len, pcs_char_class class)
{
    for (size_t i = 0; i < len;)
        if (pcs_char_classify((UChar32)pcs_utf8_next(text, len, &i, NULL)) !=
            class)
            return false;
    return true;
}

bool pcs_compound_concerns(const pcs_shelf *shelf, const char *text, size_t len)
{
    bool is_ja = strncmp(shelf->locale, "ja", 2) == 0;
    switch (pcs_char_classify_first(text, len)) {
    case PCS_CHAR_HANGUL:
        return strncmp(shelf->locale, "ko", 2) == 0;
    case PCS_CHAR_HAN:
        return is_ja || strncmp(shelf->locale, "zh", 2) == 0;
    case PCS_CHAR_KATAKANA:
    case PCS_CHAR_HIRAGANA:
        return is_ja;
    default:
        return false;
    }
}

/* A search for parts in the words of one shelf. */
typedef struct parting {
    pcs_shelf *shelf;
    const pcs_lexicon *lexicon; /* of that */
    pcs_char_class class;
    bool has_mark;
} parting;

/* Whether text is a word that compounds are made of. */
static pcs_status is_part(bool *out, parting *p, const char *text, size_t len,
                          pcs_error *err)
{
    size_t count = pcs_utf8_count(text, len);
    *out = false;
    if (p->class == PCS_CHAR_HANGUL)
        return count < 2
                   ? PCS_OK
                   : pcs_attest_noun(out, p->lexicon, text, len, 2, true, err);
    if (!is_all(text, len, p->class))
        return PCS_OK;
    return pcs_attest_word(out, p->lexicon, text, len, ATTESTED, err);
}

/* Whether text is made of words, none or some. */
static pcs_status is_made_of_parts(bool *out, parting *p, const char *text,
                                   size_t len, int depth, pcs_error *err)
{
    *out = len == 0;
    if (len == 0 || depth == 0)
        return PCS_OK;
    pcs_status status = is_part(out, p, text, len, err);
    for (size_t i = 0; status == PCS_OK && !*out && i < len;) {
        pcs_utf8_next(text, len, &i, NULL);
        if (i < len)
            status = is_part(out, p, text, i, err);
        if (status == PCS_OK && *out)
            status =
                is_made_of_parts(out, p, text + i, len - i, depth - 1, err);
    }
    return status;
}

static bool is_inflection(const char *word, size_t len, size_t end)
{
    return pcs_korean_classify(word, len, end) != PCS_KOREAN_OTHER;
}

/* Whether a suffix stands behind a Korean part, 국가별, or the copula in
 * 상태인, unless the vocabulary has that for a noun of its own: 로그인. */
static pcs_status is_suffix(bool *out, const parting *p, const char *word,
                            size_t len, size_t end, pcs_error *err)
{
    size_t suffix = pcs_korean_suffix(word + end, len - end);
    bool is_noun = false;
    *out = suffix > 0 && is_inflection(word, len, end + suffix);
    if (!*out)
        return PCS_OK;
    pcs_status status = pcs_attest_noun(&is_noun, p->lexicon, word,
                                        end + suffix, 3, false, err);
    *out = status == PCS_OK && !is_noun;
    return status;
}

/* Whether words with particles stand behind a Korean part, or, where a space
 * was forgotten, behind its particle: 대시보드에로그인. */
static pcs_status is_korean_tail(bool *out, parting *p, const char *word,
                                 size_t len, size_t end, pcs_error *err)
{
    *out = is_inflection(word, len, end);
    pcs_status status = *out ? PCS_OK : is_suffix(out, p, word, len, end, err);
    size_t from = end;
    for (size_t i = end; status == PCS_OK && !*out && i < len;) {
        pcs_utf8_next(word, len, &i, NULL);
        if (from == end && pcs_korean_is_case(word, i, end))
            from = i;
        if (i - end < 6 || !is_inflection(word, len, i))
            continue;
        status = is_made_of_parts(out, p, word + end, i - end, 2, err);
        if (status == PCS_OK && !*out && from > end && i - from >= 6)
            status = is_made_of_parts(out, p, word + from, i - from, 1, err);
    }
    return status;
}

/* ご利用 and お客様 are polite forms. */
static bool is_polite(const char *text, size_t len)
{
    return len == 3 && (!memcmp(text, "ご", 3) || !memcmp(text, "お", 3));
}

static pcs_status is_head(bool *out, parting *p, const char *word, size_t len,
                          pcs_error *err)
{
    *out = p->class == PCS_CHAR_HAN && is_polite(word, len);
    return *out ? PCS_OK
                : is_made_of_parts(out, p, word, len, REST_WORDS_MAX, err);
}

static pcs_status is_tail(bool *out, parting *p, const char *word, size_t len,
                          size_t end, pcs_error *err)
{
    if (p->class == PCS_CHAR_HANGUL)
        return is_korean_tail(out, p, word, len, end, err);
    /* 利用 in 利用し, as far as ICU makes one word of it. */
    *out = p->class == PCS_CHAR_HAN && len - end <= 9 &&
           is_all(word + end, len - end, PCS_CHAR_HIRAGANA);
    if (*out)
        return PCS_OK;
    return is_made_of_parts(out, p, word + end, len - end, REST_WORDS_MAX, err);
}

/* Whether the best way to part a katakana word has borders around bytes
 * [start, end). */
static pcs_status is_katakana_part(bool *out, const parting *p,
                                   const char *word, size_t len, size_t start,
                                   size_t end, pcs_error *err)
{
    uint32_t borders;
    *out = false;
    if (len - end >= LONG_MARK_LEN &&
        memcmp(word + end, LONG_MARK, LONG_MARK_LEN) == 0)
        end += LONG_MARK_LEN;
    else if (p->has_mark && end < len)
        return PCS_OK;
    pcs_status status =
        pcs_splits_get(&borders, &p->shelf->splits, p->lexicon, word, len, err);
    *out = status == PCS_OK && (borders >> start / 3 & 1) &&
           (borders >> end / 3 & 1);
    return status;
}

/* Whether the dictionary has a longer word around bytes [start, end). */
static bool is_within_declared(const parting *p, const char *word, size_t len,
                               size_t start, size_t end)
{
    const pcs_shelf *s = p->shelf;
    for (size_t i = 0; s->dictionary && i <= start;) {
        size_t n =
            pcs_dictionary_word_at(s->dictionary, s->locale, word + i, len - i);
        if (i + n >= end && n > end - start)
            return true;
        pcs_utf8_next(word, len, &i, NULL);
    }
    return false;
}

/* Whether part is one of the words that `word` is made of. */
static pcs_status has_part(bool *out, parting *p, const char *word, size_t len,
                           const char *part, size_t n, pcs_error *err)
{
    pcs_status status = PCS_OK;
    *out = false;
    if (len > WORD_BYTES_MAX ||
        pcs_dictionary_is_not_part(p->shelf->dictionary, p->shelf->locale, word,
                                   len, part, n))
        return PCS_OK;
    for (size_t at = 0; status == PCS_OK && !*out && at + n <= len;) {
        const char *hit = memmem(word + at, len - at, part, n);
        if (!hit)
            break;
        size_t start = (size_t)(hit - word);
        at = start + 1;
        if (is_within_declared(p, word, len, start, start + n))
            continue;
        if (p->class == PCS_CHAR_KATAKANA) {
            status = is_katakana_part(out, p, word, len, start, start + n, err);
            continue;
        }
        status = is_tail(out, p, word, len, start + n, err);
        if (status == PCS_OK && *out)
            status = is_head(out, p, word, start, err);
    }
    return status;
}

pcs_status pcs_compound_has_part(bool *out, pcs_shelf *shelf, const char *word,
                                 size_t len, const char *part, size_t n,
                                 bool has_mark, pcs_error *err)
{
    parting p = {shelf, &shelf->partition.words,
                 pcs_char_classify_first(part, n), has_mark};
    *out = false;
    if (!pcs_compound_concerns(shelf, part, n) ||
        p.class == PCS_CHAR_HIRAGANA || pcs_utf8_count(part, n) < 2)
        return PCS_OK;
    return has_part(out, &p, word, len, part, n, err);
}

static pcs_status match_compounds(pcs_tiers *found, pcs_matching *m, parting *p,
                                  const char *part, size_t len, pcs_error *err)
{
    pcs_status status = PCS_OK;
    for (size_t i = 0;; i++) {
        const char *word;
        size_t n;
        bool good = false;
        status = pcs_lexicon_holding(&i, p->lexicon, part, len, err);
        if (status != PCS_OK || i == p->lexicon->len)
            return status;
        status = pcs_lexicon_word(&word, &n, p->lexicon, i, err);
        if (status == PCS_OK && n > len)
            status = has_part(&good, p, word, n, part, len, err);
        if (status == PCS_OK && good)
            status = pcs_match_lexicon_word(found, m, i, PCS_TIER_STEM, err);
        if (status != PCS_OK)
            return status;
    }
}

pcs_status pcs_match_compounds(pcs_tiers *found, pcs_matching *m,
                               const char *word, size_t len, bool has_mark,
                               pcs_error *err)
{
    parting p = {m->shelf, &m->shelf->partition.words,
                 pcs_char_classify_first(word, len), has_mark};
    if (!pcs_compound_concerns(m->shelf, word, len) ||
        p.class == PCS_CHAR_HIRAGANA || pcs_utf8_count(word, len) < 2)
        return PCS_OK;
    /* The last long mark of a word of three characters is not indexed. */
    if (p.class == PCS_CHAR_KATAKANA && len == 2 * LONG_MARK_LEN &&
        memcmp(word + LONG_MARK_LEN, LONG_MARK, LONG_MARK_LEN) == 0) {
        len -= LONG_MARK_LEN;
        p.has_mark = true;
    }
    return match_compounds(found, m, &p, word, len, err);
}
