/* variants.c - other forms of a term that find what it finds */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/variants.h"

#include <stdlib.h>
#include <string.h>

#include "analyze/han.h"
#include "analyze/kana.h"
#include "analyze/korean.h"
#include "base/utf8.h"
#include "search/attest.h"

/* Longer terms have no forms in other characters. */
#define HAN_CHARACTERS_MAX 32
/* Nor do so many steps lead to them: texts mix characters rarely. */
#define HAN_STEPS_MAX 256

/* Longer words, in bytes, are not looked up with a hyphen. */
#define HYPHENATED_MAX 64

/* Forms are made here. */
typedef struct making {
    pcs_variant **next; /* where the next form goes */
    size_t n;
    pcs_matching *m;
    const pcs_term *term;
    const char *text; /* folded */
    size_t len;
} making;

void pcs_variants_free(pcs_variant *list)
{
    while (list) {
        pcs_variant *next = list->next;
        pcs_term_dispose(&list->term);
        free(list);
        list = next;
    }
}

static pcs_status add(making *k, const char *text, size_t len, pcs_tier tier,
                      pcs_error *err)
{
    if (k->n == PCS_VARIANTS_MAX || tier > k->m->lowest)
        return PCS_OK;
    pcs_variant *v = calloc(1, sizeof *v + len + 1);
    if (!v)
        return pcs_error_nomem(err);
    memcpy(v->text, text, len);
    v->node = *k->term->node;
    v->node.text = v->text;
    v->node.len = len;
    v->tier = tier;
    v->with_parts = strncmp(k->m->shelf->locale, "zh", 2) == 0;
    *k->next = v;
    k->next = &v->next;
    k->n++;
    return pcs_term_make(&v->term, &v->node, k->m->analyzer, err);
}

/* In a small collection a noun may stand only once, alone or with a particle:
 * then the shortest of two syllables or more that particles follow, or the
 * ending of a verb where it stands alone somewhere. */
static pcs_status find_rare_noun(size_t *out, making *k, pcs_error *err)
{
    const pcs_lexicon *l = &k->m->shelf->partition.words;
    const size_t two_syllables = 6;
    bool is_noun = false;
    pcs_status status = PCS_OK;
    *out = 0;
    for (size_t i = 0; status == PCS_OK && !is_noun && i < k->len;) {
        pcs_utf8_next(k->text, k->len, &i, NULL);
        if (i < two_syllables || i == k->len)
            continue;
        pcs_korean_rest rest = pcs_korean_classify(k->text, k->len, i);
        if (rest == PCS_KOREAN_PARTICLE)
            status = pcs_attest_noun(&is_noun, l, k->text, i, 1, true, err);
        else if (rest == PCS_KOREAN_ENDING)
            status = pcs_attest_word(&is_noun, l, k->text, i, 1, err);
        if (is_noun)
            *out = i;
    }
    return status;
}

/* The longest noun that the term is, with particles or an ending behind. */
static pcs_status add_korean(making *k, pcs_error *err)
{
    const pcs_shelf *shelf = k->m->shelf;
    const pcs_lexicon *l = &shelf->partition.words;
    bool is_noun;
    if (pcs_dictionary_is_word(shelf->dictionary, shelf->locale, k->text,
                               k->len))
        return PCS_OK;
    pcs_status status =
        pcs_attest_noun(&is_noun, l, k->text, k->len, 2, false, err);
    if (status != PCS_OK || is_noun)
        return status;
    size_t best = 0;
    for (size_t i = 0; status == PCS_OK && i < k->len;) {
        pcs_utf8_next(k->text, k->len, &i, NULL);
        if (i == k->len ||
            pcs_korean_classify(k->text, k->len, i) == PCS_KOREAN_OTHER)
            continue;
        status = pcs_attest_noun(&is_noun, l, k->text, i, 2, false, err);
        if (is_noun)
            best = i;
    }
    if (status == PCS_OK && !best)
        status = find_rare_noun(&best, k, err);
    return status == PCS_OK && best ? add(k, k->text, best, PCS_TIER_STEM, err)
                                    : status;
}

/* Words that begin with the same character and have the same Han characters. */
static pcs_status add_okurigana(making *k, pcs_error *err)
{
    const pcs_lexicon *l = &k->m->shelf->partition.words;
    pcs_buffer key = {0}, other = {0};
    pcs_lexicon_range range = {0, 0};
    size_t first = 0;
    pcs_utf8_next(k->text, k->len, &first, NULL);
    pcs_status status = pcs_okurigana_key(&key, k->text, k->len, err);
    if (status == PCS_OK && key.len)
        status = pcs_lexicon_prefix(&range, l, k->text, first, err);
    for (size_t i = range.first; status == PCS_OK && i < range.last; i++) {
        const char *word;
        size_t n;
        pcs_buffer_clear(&other);
        status = pcs_lexicon_word(&word, &n, l, i, err);
        if (status == PCS_OK && !(n == k->len && !memcmp(word, k->text, n)))
            status = pcs_okurigana_key(&other, word, n, err);
        if (status == PCS_OK && other.len == key.len &&
            memcmp(other.data, key.data, key.len) == 0)
            status = add(k, word, n, PCS_TIER_STEM, err);
    }
    if (status == PCS_OK && key.len && key.len < k->len)
        status = add(k, key.data, key.len, PCS_TIER_STEM, err);
    pcs_buffer_dispose(&key);
    pcs_buffer_dispose(&other);
    return status;
}

/* The katakana words of the vocabulary with the same key. */
static pcs_status add_spellings(making *k, pcs_error *err)
{
    static const char katakana[] = "\xE3\x82", more[] = "\xE3\x83";
    const pcs_lexicon *l = &k->m->shelf->partition.words;
    pcs_buffer key = {0}, other = {0};
    pcs_lexicon_range from = {0, 0}, to = {0, 0};
    pcs_status status = pcs_kana_key(&key, k->text, k->len, err);
    if (status == PCS_OK)
        status = pcs_lexicon_prefix(&from, l, katakana, 2, err);
    if (status == PCS_OK)
        status = pcs_lexicon_prefix(&to, l, more, 2, err);
    for (size_t i = from.first; status == PCS_OK && i < to.last; i++) {
        const char *word;
        size_t n;
        pcs_buffer_clear(&other);
        status = pcs_lexicon_word(&word, &n, l, i, err);
        if (status == PCS_OK && n <= 2 * k->len)
            status = pcs_kana_key(&other, word, n, err);
        if (status == PCS_OK && key.len && other.len == key.len &&
            memcmp(other.data, key.data, key.len) == 0)
            status = add(k, word, n, PCS_TIER_NEAR, err);
    }
    pcs_buffer_dispose(&key);
    pcs_buffer_dispose(&other);
    return status;
}

static pcs_status add_japanese(making *k, pcs_error *err)
{
    bool is_word;
    size_t ending = pcs_japanese_ending(k->text, k->len);
    pcs_status status = pcs_attest_word(&is_word, &k->m->shelf->partition.words,
                                        k->text, k->len, 1, err);
    if (status == PCS_OK && ending && !is_word)
        status = add(k, k->text, k->len - ending, PCS_TIER_STEM, err);
    if (status == PCS_OK)
        status = add_okurigana(k, err);
    if (status == PCS_OK && k->m->lowest >= PCS_TIER_NEAR &&
        !k->term->node->is_excluded)
        status = add_spellings(k, err);
    return status;
}

/* A walk over the forms of a term's characters. */
typedef struct han_walk {
    making *k;
    uint32_t text[HAN_CHARACTERS_MAX], typed[HAN_CHARACTERS_MAX];
    size_t n;
    size_t steps;
} han_walk;

static pcs_status see(void *context, const char *term, size_t len,
                      uint32_t freq, pcs_error *err)
{
    (void)term, (void)len, (void)freq, (void)err;
    *(bool *)context = true;
    return PCS_OK;
}

/* Whether the collection has the characters before i as they are in w->text:
 * the last two of them, that is, since those before were looked at. */
static pcs_status is_posted(bool *out, const han_walk *w, size_t i,
                            pcs_error *err)
{
    char gram[9] = {PCS_TERM_GRAM};
    size_t len = 1;
    *out = true;
    for (size_t j = i > 1 ? i - 2 : 0; j < i; j++) {
        if (pcs_char_classify((UChar32)w->text[j]) != PCS_CHAR_HAN)
            len = 1;
        else
            len += pcs_utf8_put(gram + len, w->text[j]);
    }
    /* A single one is looked at with the one behind it. */
    if (len == 1 || (i < w->n && len < 6))
        return PCS_OK;
    if (len <= 5)
        gram[0] = PCS_TERM_CHARACTER;
    *out = false;
    return pcs_postings_each(w->k->m->shelf->postings, gram, len, see, out,
                             err);
}

static pcs_status add_han(han_walk *w, pcs_error *err)
{
    char text[4 * HAN_CHARACTERS_MAX];
    size_t len = 0;
    if (memcmp(w->text, w->typed, w->n * sizeof *w->text) == 0)
        return PCS_OK;
    for (size_t i = 0; i < w->n; i++)
        len += pcs_utf8_put(text + len, w->text[i]);
    return add(w->k, text, len, PCS_TIER_STEM, err);
}

static pcs_status walk_han(han_walk *w, size_t i, pcs_error *err)
{
    bool good;
    pcs_status status = is_posted(&good, w, i, err);
    if (status != PCS_OK || !good || ++w->steps > HAN_STEPS_MAX)
        return status;
    if (i == w->n)
        return add_han(w, err);
    uint32_t forms[PCS_HAN_FORMS_MAX];
    size_t n = pcs_han_forms(forms, w->typed[i]);
    for (size_t j = 0; status == PCS_OK && j < n; j++) {
        w->text[i] = forms[j];
        status = walk_han(w, i + 1, err);
    }
    return status;
}

static pcs_status add_chinese(making *k, pcs_error *err)
{
    han_walk w = {.k = k};
    for (size_t i = 0; i < k->len;) {
        if (w.n == HAN_CHARACTERS_MAX)
            return PCS_OK;
        w.typed[w.n++] = pcs_utf8_next(k->text, k->len, &i, NULL);
    }
    return walk_han(&w, 0, err);
}

/* Email is written E-Mail too: one letter, a hyphen and a word. */
static pcs_status add_hyphenated(making *k, pcs_error *err)
{
    const pcs_lexicon *l = &k->m->shelf->partition.words;
    char text[HYPHENATED_MAX + 1];
    bool is_word = false;
    if (k->len < 5 || k->len > HYPHENATED_MAX || k->text[0] < 'a' ||
        k->text[0] > 'z')
        return PCS_OK;
    pcs_status status =
        pcs_attest_word(&is_word, l, k->text + 1, k->len - 1, 2, err);
    if (status == PCS_OK && is_word)
        status = pcs_attest_word(&is_word, l, k->text, 1, 2, err);
    if (status != PCS_OK || !is_word)
        return status;
    text[0] = k->text[0];
    text[1] = '-';
    memcpy(text + 2, k->text + 1, k->len - 1);
    return add(k, text, k->len + 1, PCS_TIER_STEM, err);
}

pcs_status pcs_variants_make(pcs_variant **out, pcs_matching *m,
                             const pcs_term *term, pcs_error *err)
{
    const char *locale = m->shelf->locale;
    making k = {out, 0, m, term, term->folded.data, term->folded.len};
    pcs_status status = PCS_OK;
    *out = NULL;
    if (term->node->is_phrase || term->node->is_prefix ||
        term->node->side != PCS_SIDE_LOCAL || m->lowest < PCS_TIER_STEM)
        return PCS_OK;
    if (!term->has_grams)
        status =
            term->kind == PCS_TERM_KIND_WORD ? add_hyphenated(&k, err) : PCS_OK;
    else if (strncmp(locale, "ko", 2) == 0 && term->is_hangul)
        status = add_korean(&k, err);
    else if (strncmp(locale, "ja", 2) == 0)
        status = add_japanese(&k, err);
    else if (strncmp(locale, "zh", 2) == 0)
        status = add_chinese(&k, err);
    if (status == PCS_OK)
        return PCS_OK;
    pcs_variants_free(*out);
    *out = NULL;
    return status;
}
