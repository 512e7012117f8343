/* classes.c - which words of a vocabulary are forms of one */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "index/classes.h"

#include <stdlib.h>
#include <string.h>

#include "analyze/inflect.h"
#include "analyze/korean.h"
#include "analyze/stem.h"
#include "base/utf8.h"
#include "index/strings.h"

/* A text stands with so many case particles, itself alone counting as one, so
 * that it is a noun. */
#define CASES_MIN 2
/* A noun that ends in a particle is a noun with that, where what is before it
 * has so many times as many. */
#define CASES_MORE 2

/* Bytes of a Hangul syllable. */
#define SYLLABLE 3

typedef struct making {
    const pcs_wordset *words;
    pcs_stemmer *stemmer;             /* NULL: Korean */
    const pcs_inflection *inflection; /* for its proclitics; may be NULL */
    pcs_strings keys;
    uint32_t *first; /* of each key: the first word of it, plus one */
    uint32_t *cases; /* Korean, of each key: case particles seen behind it */
    size_t cap_first, cap_cases;
    pcs_buffer key;
} making;

static pcs_status intern(uint32_t *out, making *m, const char *key, size_t len,
                         pcs_error *err)
{
    size_t before = m->keys.len;
    pcs_status status = pcs_strings_add(out, &m->keys, key, len, err);
    if (status != PCS_OK || *out < before)
        return status;
    if (!PCS_ARRAY_RESERVE(m->first, m->cap_first, m->keys.len) ||
        !PCS_ARRAY_RESERVE(m->cases, m->cap_cases, m->keys.len))
        return pcs_error_nomem(err);
    for (size_t i = before; i < m->keys.len; i++)
        m->first[i] = m->cases[i] = 0;
    return PCS_OK;
}

static bool is_hangul(const char *text)
{
    const unsigned char *c = (const unsigned char *)text;
    return c[0] >= 0xEA && c[0] <= 0xED; /* U+AC00 and behind */
}

/* How much of a word may be a noun: its Hangul. */
static size_t hangul_len(const char *word, size_t len)
{
    size_t n = 0;
    while (n + SYLLABLE <= len && is_hangul(word + n))
        n += SYLLABLE;
    return n;
}

static pcs_status count_cases(making *m, const char *word, size_t len,
                              pcs_error *err)
{
    pcs_status status = PCS_OK;
    uint32_t key;
    size_t n = hangul_len(word, len);
    for (size_t i = SYLLABLE; status == PCS_OK && i <= n; i += SYLLABLE) {
        if (i < len && !pcs_korean_is_case(word, len, i))
            continue;
        status = intern(&key, m, word, i, err);
        if (status == PCS_OK)
            m->cases[key]++;
    }
    return status;
}

static bool is_noun(const making *m, const char *text, size_t len)
{
    uint32_t key = pcs_strings_find(&m->keys, text, len);
    return key && m->cases[key] >= CASES_MIN;
}

static uint32_t cases_of(const making *m, const char *text, size_t len)
{
    uint32_t key = pcs_strings_find(&m->keys, text, len);
    return key ? m->cases[key] : 0;
}

/* How much of a noun is one that has much more particles, with a particle of
 * its own: 구독 of 구독에, which 구독에는 makes look like a noun. */
static size_t inner_noun_len(const making *m, const char *noun, size_t len)
{
    uint32_t cases = cases_of(m, noun, len);
    for (size_t i = len - SYLLABLE; i >= SYLLABLE; i -= SYLLABLE)
        if (pcs_korean_classify(noun, len, i) == PCS_KOREAN_PARTICLE &&
            cases_of(m, noun, i) >= CASES_MIN &&
            cases_of(m, noun, i) >= (uint64_t)CASES_MORE * cases)
            return i;
    return len;
}

/* How much of an eojeol is its noun: all of it, else the longest one with
 * particles behind it, else the longest with a verb's ending. */
static size_t noun_len(const making *m, const char *word, size_t len)
{
    size_t n = hangul_len(word, len), with_ending = 0;
    if (n == len && is_noun(m, word, len))
        return inner_noun_len(m, word, len);
    for (size_t i = n; i >= SYLLABLE; i -= SYLLABLE) {
        if (i == len || !is_noun(m, word, i))
            continue;
        pcs_korean_rest rest = pcs_korean_classify(word, len, i);
        if (rest == PCS_KOREAN_PARTICLE)
            return inner_noun_len(m, word, i);
        if (rest == PCS_KOREAN_ENDING && !with_ending)
            with_ending = i;
    }
    return with_ending ? with_ending : len;
}

/* Words are in the order of their bytes. */
static bool has_word(const making *m, const char *word, size_t len)
{
    size_t low = 0, high = m->words->len;
    while (low < high) {
        size_t middle = low + (high - low) / 2, n;
        const char *other = pcs_wordset_get(m->words, middle, &n);
        int order = memcmp(other, word, n < len ? n : len);
        if (order == 0 && n == len)
            return true;
        if (order < 0 || (order == 0 && n < len))
            low = middle + 1;
        else
            high = middle;
    }
    return false;
}

/* Whether it is written with an apostrophe; others may be letters of the word.
 */
static bool is_elided(const char *proclitic, size_t len)
{
    static const char typographic[] = "\u2019";
    size_t n = strlen(typographic);
    return proclitic[len - 1] == '\'' ||
           (len > n && memcmp(proclitic + len - n, typographic, n) == 0);
}

/* How many bytes of a word are a proclitic before another word. */
static size_t proclitic_len(const making *m, const char *word, size_t len)
{
    const pcs_inflection *t = m->inflection;
    const char *proclitic;
    size_t longest = 0;
    for (size_t i = 0; t && (proclitic = pcs_inflection_proclitic(t, i)); i++) {
        size_t n = strlen(proclitic);
        if (n > longest && len > n && is_elided(proclitic, n) &&
            memcmp(word, proclitic, n) == 0 &&
            pcs_utf8_count(word + n, len - n) >= pcs_inflection_host_min(t) &&
            has_word(m, word + n, len - n))
            longest = n;
    }
    return longest;
}

static pcs_status find_class(uint32_t *out, making *m, uint32_t i,
                             pcs_error *err)
{
    size_t len;
    uint32_t key;
    const char *word = pcs_wordset_get(m->words, i, &len);
    pcs_status status = PCS_OK;
    pcs_buffer_clear(&m->key);
    size_t start = proclitic_len(m, word, len);
    if (m->stemmer)
        status = pcs_stemmer_key(m->stemmer, &m->key, word + start, len - start,
                                 err);
    else
        pcs_buffer_append(&m->key, word, noun_len(m, word, len));
    if (status == PCS_OK)
        status = pcs_buffer_status(&m->key, err);
    if (status == PCS_OK)
        status = intern(&key, m, m->key.data, m->key.len, err);
    if (status != PCS_OK)
        return status;
    if (!m->first[key])
        m->first[key] = i + 1;
    *out = m->first[key] - 1;
    return PCS_OK;
}

static bool is_korean(const char *locale)
{
    return strncmp(locale, "ko", 2) == 0 && strcspn(locale, "-_") == 2;
}

static pcs_status prepare(making *m, const char *locale, pcs_error *err)
{
    pcs_status status = PCS_OK;
    if (!is_korean(locale)) {
        m->inflection = pcs_inflection_for(locale);
        return pcs_stemmer_new(&m->stemmer, locale, err);
    }
    for (size_t i = 0; status == PCS_OK && i < m->words->len; i++) {
        size_t len;
        const char *word = pcs_wordset_get(m->words, i, &len);
        status = count_cases(m, word, len, err);
    }
    return status;
}

pcs_status pcs_classes_make(pcs_classes *out, const pcs_wordset *words,
                            const char *locale, pcs_error *err)
{
    making m;
    memset(&m, 0, sizeof m);
    m.words = words;
    out->n = words->len;
    out->of = malloc((words->len + 1) * sizeof *out->of);
    pcs_status status =
        out->of ? prepare(&m, locale, err) : pcs_error_nomem(err);
    for (uint32_t i = 0; status == PCS_OK && i < words->len; i++)
        status = find_class(&out->of[i], &m, i, err);
    pcs_stemmer_free(m.stemmer);
    pcs_strings_dispose(&m.keys);
    pcs_buffer_dispose(&m.key);
    free(m.first);
    free(m.cases);
    return status;
}

void pcs_classes_dispose(pcs_classes *classes)
{
    free(classes->of);
    memset(classes, 0, sizeof *classes);
}
