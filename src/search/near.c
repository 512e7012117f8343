/* near.c - words that a typo may have been meant for */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/near.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>

#include "analyze/jamo.h"
#include "analyze/korean.h"
#include "base/utf8.h"
#include "search/neartable.h"

/* A syllable of Hangul in UTF-8. */
#define SYLLABLE ((size_t)3)

/* Whether a character may be part of a word that can be mistyped. */
static bool is_letter(uint32_t c)
{
    if (c < 0x80)
        return (c >= 'a' && c <= 'z') || c == '\'';
    if (c == 0x2019)
        return true;
    if (pcs_char_classify((UChar32)c) == PCS_CHAR_HAN)
        return false;
    return (U_GET_GC_MASK((UChar32)c) & (U_GC_L_MASK | U_GC_M_MASK)) != 0;
}

static bool is_letters(const char *word, size_t len)
{
    for (size_t pos = 0; pos < len;)
        if (!is_letter(pcs_utf8_next(word, len, &pos, NULL)))
            return false;
    return true;
}

/* The letters of a word, Hangul taken apart; more than max where they are more
 * than that. */
static size_t spell(uint32_t *out, size_t max, const char *word, size_t len)
{
    size_t n = 0;
    for (size_t pos = 0; pos < len;) {
        uint32_t jamo[PCS_JAMO_MAX];
        uint32_t c = pcs_utf8_next(word, len, &pos, NULL);
        size_t k = pcs_jamo_letters(jamo, c);
        if (k == 0) {
            jamo[0] = c;
            k = 1;
        }
        if (n + k > max)
            return max + 1;
        memcpy(out + n, jamo, k * sizeof *jamo);
        n += k;
    }
    return n;
}

static bool is_hangul(const char *word, size_t len)
{
    for (size_t pos = 0; pos < len;) {
        uint32_t c = pcs_utf8_next(word, len, &pos, NULL);
        if (c < 0xAC00 || c > 0xD7A3)
            return false;
    }
    return len > 0;
}

bool pcs_near_make(pcs_near *near, const char *word, size_t len)
{
    memset(near, 0, sizeof *near);
    if (!is_letters(word, len))
        return false;
    near->len = spell(near->letters, PCS_DISTANCE_LETTERS_MAX, word, len);
    if (near->len > PCS_DISTANCE_LETTERS_MAX)
        return false;
    near->bytes = len;
    near->allowed = pcs_distance_allowed(near->len);
    near->is_hangul = is_hangul(word, len);
    near->signature = pcs_distance_signature(near->letters, near->len);
    return near->allowed > 0;
}

bool pcs_near_make_term(pcs_near *near, const pcs_term *t)
{
    if (t->node->is_phrase || t->node->is_excluded || !t->is_one_word ||
        t->words.len != 1 || (t->node->is_prefix && !t->has_grams))
        return false;
    size_t len;
    const char *word = pcs_terms_get(&t->words, 0, &len);
    return pcs_near_make(near, word, len);
}

static bool may_be(const pcs_near *near, uint64_t signature, size_t len)
{
    size_t allowed = (size_t)near->allowed;
    return len + allowed >= near->len && len <= near->len + allowed &&
           pcs_distance_may_be(near->signature, signature, near->allowed);
}

static size_t match_letters(int *distance, const pcs_near *near,
                            const char *word, size_t len)
{
    uint32_t letters[PCS_DISTANCE_LETTERS_MAX + 2];
    uint64_t signature = 0;
    size_t n = 0, max = near->len + (size_t)near->allowed;
    for (size_t pos = 0; pos < len; n++) {
        uint32_t c = (unsigned char)word[pos];
        if (n == max || n > PCS_DISTANCE_LETTERS_MAX)
            return 0;
        if (c < 0x80)
            pos++;
        else
            c = pcs_utf8_next(word, len, &pos, NULL);
        letters[n] = c;
        signature |= UINT64_C(1) << (c % 64);
    }
    if (!may_be(near, signature, n))
        return 0;
    *distance =
        pcs_distance(near->letters, near->len, letters, n, near->allowed);
    return *distance <= near->allowed && is_letters(word, len) ? len : 0;
}

/* The beginning of an eojeol, with nothing but particles behind it, that is
 * closest; of equals, the longest. */
static size_t match_hangul(int *distance, const pcs_near *near,
                           const char *word, size_t len)
{
    uint32_t letters[PCS_DISTANCE_LETTERS_MAX + PCS_JAMO_MAX];
    uint64_t signature = 0;
    size_t n = 0, best = 0, max = near->len + (size_t)near->allowed;
    for (size_t pos = 0; pos < len;) {
        uint32_t c = pcs_utf8_next(word, len, &pos, NULL);
        if (c < 0xAC00 || c > 0xD7A3 || n > PCS_DISTANCE_LETTERS_MAX)
            return best;
        size_t k = pcs_jamo_letters(letters + n, c);
        signature |= pcs_distance_signature(letters + n, k);
        n += k;
        if (n > max)
            return best;
        if (!may_be(near, signature, n))
            continue;
        int d =
            pcs_distance(near->letters, near->len, letters, n, near->allowed);
        if (d > near->allowed || (best && d > *distance))
            continue;
        pcs_korean_rest rest = pcs_korean_classify(word, len, pos);
        if (rest != PCS_KOREAN_NONE && rest != PCS_KOREAN_PARTICLE)
            continue;
        *distance = d;
        best = pos;
    }
    return best;
}

size_t pcs_near_match(int *distance, const pcs_near *near, const char *word,
                      size_t len)
{
    return near->is_hangul ? match_hangul(distance, near, word, len)
                           : match_letters(distance, near, word, len);
}

static int compare_texts(const void *a, const void *b)
{
    const pcs_near_word *x = a, *y = b;
    size_t n = x->len < y->len ? x->len : y->len;
    int diff = memcmp(x->text, y->text, n);
    return diff ? diff : (x->len > y->len) - (x->len < y->len);
}

static int compare(const void *a, const void *b)
{
    const pcs_near_word *x = a, *y = b;
    if (x->distance != y->distance)
        return x->distance < y->distance ? -1 : 1;
    if (x->freq != y->freq)
        return x->freq > y->freq ? -1 : 1;
    return compare_texts(a, b);
}

/* Forms of one word are counted together. */
static void merge(pcs_near_words *words)
{
    size_t n = 0;
    if (words->len)
        qsort(words->items, words->len, sizeof *words->items, compare_texts);
    for (size_t i = 0; i < words->len; i++) {
        pcs_near_word *last = &words->items[n - (n > 0)];
        if (n > 0 && compare_texts(last, &words->items[i]) == 0)
            last->freq += words->items[i].freq;
        else
            words->items[n++] = words->items[i];
    }
    words->len = n;
    if (n)
        qsort(words->items, n, sizeof *words->items, compare);
    words->is_capped = n > PCS_NEAR_WORDS_MAX;
    if (words->is_capped)
        words->len = PCS_NEAR_WORDS_MAX;
}

/* Whether a word of so many bytes may be near: each mistake is worth four at
 * most. Of an eojeol, only what it begins with has to be. */
static bool may_have(const pcs_near *near, size_t len)
{
    size_t spare = 4 * (size_t)near->allowed;
    return len + spare >= near->bytes &&
           (near->is_hangul || len <= near->bytes + spare);
}

/* The pages of all words, so that they need not be checked one by one. */
static pcs_status check_words(const pcs_lexicon *l, pcs_error *err)
{
    pcs_status status =
        pcs_tables_check(l->tables, l->ends, l->len * sizeof *l->ends, err);
    if (status == PCS_OK)
        status = pcs_tables_check(l->tables, l->bytes, l->bytes_len, err);
    return status;
}

static pcs_status add(pcs_near_words *words, const pcs_near *near,
                      const pcs_lexicon *l, size_t i, const char *word,
                      size_t len, pcs_error *err)
{
    int distance = 0;
    uint32_t freq;
    size_t part = pcs_near_match(&distance, near, word, len);
    if (part == 0)
        return PCS_OK;
    pcs_status status = pcs_lexicon_freq(&freq, l, i, err);
    if (status != PCS_OK)
        return status;
    if (!PCS_ARRAY_RESERVE(words->items, words->cap, words->len + 1))
        return pcs_error_nomem(err);
    words->items[words->len++] = (pcs_near_word){word, part, distance, freq};
    return PCS_OK;
}

pcs_status pcs_near_find(pcs_near_words *words, const pcs_near *near,
                         pcs_shelf *shelf, pcs_side side, pcs_error *err)
{
    const pcs_lexicon *l = side == PCS_SIDE_LOCAL ? &shelf->partition.words
                                                  : &shelf->partition.english;
    const pcs_near_table *table;
    words->len = 0;
    words->is_capped = false;
    pcs_status status = check_words(l, err);
    if (status == PCS_OK)
        status = pcs_near_table_get(&table, shelf, side, near->is_hangul, err);
    for (size_t i = 0; status == PCS_OK; i++) {
        if (table)
            i = pcs_near_table_next(table, near, i, l->len);
        if (i >= l->len)
            break;
        uint32_t start = i > 0 ? l->ends[i - 1] : 0, end = l->ends[i];
        if (start > end || end > l->bytes_len)
            return pcs_error_set(err, PCS_ECORRUPT, "damaged lexicon");
        const char *word = l->bytes + start;
        size_t len = end - start;
        bool is_spelled = !near->is_hangul ||
                          (len >= SYLLABLE && (unsigned char)*word >= 0xEA);
        if (is_spelled && may_have(near, len))
            status = add(words, near, l, i, word, len, err);
    }
    if (status == PCS_OK)
        merge(words);
    return status;
}

/* A near word, and in Hangul the eojeols in which particles follow it. */
static pcs_status post(pcs_tiers *found, pcs_matching *m,
                       const pcs_vocabulary *v, const pcs_near *near,
                       const pcs_near_word *word, pcs_error *err)
{
    const pcs_lexicon *l = v->lexicon;
    pcs_lexicon_range range;
    pcs_status status =
        near->is_hangul
            ? pcs_lexicon_prefix(&range, l, word->text, word->len, err)
            : pcs_lexicon_find(&range, l, word->text, word->len, err);
    for (size_t i = range.first; status == PCS_OK && i < range.last; i++) {
        const char *form;
        size_t len;
        int distance;
        status = pcs_lexicon_word(&form, &len, l, i, err);
        if (status == PCS_OK &&
            pcs_near_match(&distance, near, form, len) == word->len)
            status = pcs_match_word(found, m, v, i, PCS_TIER_NEAR, err);
    }
    return status;
}

pcs_status pcs_match_near(pcs_tiers *found, pcs_matching *m, const pcs_term *t,
                          pcs_error *err)
{
    pcs_near near;
    pcs_vocabulary v;
    pcs_near_words words = {NULL, 0, 0, false};
    if (!pcs_near_make_term(&near, t))
        return PCS_OK;
    pcs_status status = pcs_shelf_vocabulary(&v, m->shelf, t->node->side, err);
    if (status == PCS_OK)
        status = pcs_near_find(&words, &near, m->shelf, t->node->side, err);
    for (size_t i = 0; status == PCS_OK && i < words.len; i++)
        status = post(found, m, &v, &near, &words.items[i], err);
    if (words.is_capped)
        m->capped[t->node->number] = true;
    free(words.items);
    return status;
}
