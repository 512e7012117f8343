/* alternatives.c - what the dictionary has for a word */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/alternatives.h"

#include <string.h>

#include "analyze/inflect.h"
#include "analyze/key.h"
#include "analyze/korean.h"
#include "base/utf8.h"

static bool is_same(pcs_dictionary_text a, pcs_dictionary_text b)
{
    return a.len == b.len && (a.len == 0 || !memcmp(a.data, b.data, a.len));
}

/* Whether an entry says anything in one of the locales that are searched. */
static bool applies(const pcs_alternatives *a, const pcs_dictionary_entry *e)
{
    const pcs_manifest *m = &a->session->searcher->manifest;
    /* The English side is English, whatever stands beside it. */
    if (a->side == PCS_SIDE_ENGLISH)
        return e->locale.len == 0 ||
               (memcmp(e->locale.data, "en", 2) == 0 &&
                (e->locale.len == 2 || e->locale.data[2] == '-'));
    for (size_t i = 0; i < m->n_locales; i++)
        if (pcs_session_wants(a->session, m->locales[i].locale) &&
            pcs_dictionary_is_for(e, m->locales[i].locale))
            return true;
    return false;
}

static void add(pcs_alternatives *a, const pcs_alternative *one)
{
    for (size_t i = 0; i < a->n; i++)
        if (is_same(a->found[i].key, one->key) &&
            is_same(a->found[i].locale, one->locale))
            return;
    if (a->n == PCS_ALTERNATIVES_MAX)
        a->is_over = true;
    else
        a->found[a->n++] = *one;
}

/* The values of the entries of a key; with locale, of those for it alone; with
 * self, the entry's own word is one of them. */
static void look_up(pcs_alternatives *a, unsigned kind, const char *key,
                    size_t len, const char *locale, bool with_self)
{
    const pcs_dictionary *d = a->dictionary;
    pcs_dictionary_range range = pcs_dictionary_find(d, kind, key, len);
    for (size_t i = range.first; i < range.last; i++) {
        pcs_dictionary_entry e = pcs_dictionary_get(d, i);
        if (locale ? !pcs_dictionary_is_for(&e, locale) : !applies(a, &e))
            continue;
        bool has_self = !with_self;
        for (size_t j = 0; j < e.n; j++) {
            pcs_alternative value = {.locale = e.locale};
            bool is_other =
                pcs_dictionary_value(d, &e, j, &value.text, &value.key);
            if (is_other || with_self)
                add(a, &value);
            has_self = has_self || !is_other;
        }
        pcs_alternative self = {.locale = e.locale};
        self.text = self.key = pcs_dictionary_self(d, &e);
        if (!has_self)
            add(a, &self);
    }
}

/* Whether the key is a declared word, from which nothing is taken. */
static bool is_declared(const pcs_alternatives *a)
{
    const pcs_manifest *m = &a->session->searcher->manifest;
    for (size_t i = 0; i < m->n_locales; i++)
        if (pcs_session_wants(a->session, m->locales[i].locale) &&
            pcs_dictionary_is_word(a->dictionary, m->locales[i].locale,
                                   a->key.data, a->key.len))
            return true;
    return false;
}

/* The word that stands before particles or a verb's ending, and its synonyms:
 * the texts need not show that it is a word. */
static void look_up_korean(pcs_alternatives *a)
{
    const char *key = a->key.data;
    size_t len = a->key.len, at = len;
    if (is_declared(a))
        return;
    while (a->n == 0 && at > 0) {
        at = pcs_utf8_cut(key, at, at - 1);
        if (at == 0 || (unsigned char)key[at] < 0xEA ||
            (unsigned char)key[at] > 0xED)
            return;
        pcs_korean_rest rest = pcs_korean_classify(key, len, at);
        if (rest == PCS_KOREAN_PARTICLE || rest == PCS_KOREAN_ENDING)
            look_up(a, PCS_DICTIONARY_SYNONYM, key, at, NULL, true);
    }
}

static pcs_status look_up_stem(pcs_alternatives *a, pcs_stemmer *stemmer,
                               const char *locale, pcs_error *err)
{
    unsigned kind = PCS_DICTIONARY_SYNONYM + PCS_DICTIONARY_STEM;
    pcs_buffer stem = {0};
    pcs_status status =
        pcs_stemmer_key(stemmer, &stem, a->key.data, a->key.len, err);
    if (status == PCS_OK && stem.len)
        look_up(a, kind, stem.data, stem.len, locale, false);
    pcs_buffer_clear(&stem);
    if (status == PCS_OK)
        status =
            pcs_stemmer_bare_key(stemmer, &stem, a->key.data, a->key.len, err);
    if (status == PCS_OK && stem.len)
        look_up(a, kind, stem.data, stem.len, locale, false);
    pcs_buffer_dispose(&stem);
    return status;
}

typedef struct forming {
    pcs_alternatives *a;
    const char *locale;
} forming;

static pcs_status look_up_form(void *context, const char *form, size_t len,
                               pcs_error *err)
{
    forming *f = context;
    (void)err;
    look_up(f->a, PCS_DICTIONARY_SYNONYM, form, len, f->locale, false);
    return PCS_OK;
}

/* By the forms that the word may have, where the stemmer knows its ending not,
 * as that of Abos. */
static pcs_status look_up_forms(pcs_alternatives *a, pcs_stemmer *stemmer,
                                const char *locale, pcs_error *err)
{
    const pcs_inflection *inflection = pcs_inflection_for(locale);
    forming f = {a, locale};
    pcs_buffer bare = {0};
    if (!inflection)
        return PCS_OK;
    pcs_status status =
        pcs_stemmer_bare(stemmer, &bare, a->key.data, a->key.len, err);
    if (status == PCS_OK && bare.len)
        status =
            pcs_inflect(inflection, bare.data, bare.len, look_up_form, &f, err);
    pcs_buffer_dispose(&bare);
    return status;
}

/* By the stems of each locale, as inflected forms of an entry are the entry. */
static pcs_status look_up_stems(pcs_alternatives *a, pcs_error *err)
{
    pcs_searcher *searcher = a->session->searcher;
    const pcs_manifest *m = &searcher->manifest;
    pcs_status status = PCS_OK;
    if (!pcs_dictionary_begins(
            a->dictionary, PCS_DICTIONARY_SYNONYM + PCS_DICTIONARY_STEM, "", 0))
        return PCS_OK;
    for (size_t i = 0; status == PCS_OK && i < m->n_locales; i++) {
        pcs_shelf *shelf;
        pcs_vocabulary v;
        if (!pcs_session_wants(a->session, m->locales[i].locale))
            continue;
        status = pcs_searcher_shelf(&shelf, searcher, i, err);
        if (status == PCS_OK)
            status = pcs_shelf_vocabulary(&v, shelf, a->side, err);
        if (status != PCS_OK)
            return status;
        const char *locale = a->side == PCS_SIDE_ENGLISH ? "en" : shelf->locale;
        size_t before = a->n;
        status = look_up_stem(a, v.stemmer, locale, err);
        if (status == PCS_OK && a->n == before)
            status = look_up_forms(a, v.stemmer, locale, err);
        if (a->side == PCS_SIDE_ENGLISH)
            return status;
    }
    return status;
}

pcs_status pcs_alternatives_find(pcs_alternatives *a, const char *text,
                                 size_t len, pcs_error *err)
{
    pcs_key_info info;
    a->n = 0;
    a->is_over = false;
    pcs_buffer_clear(&a->key);
    pcs_status status = pcs_analyze_key(
        &a->key, &info, a->session->searcher->analyzer, text, len, err);
    if (status != PCS_OK || a->key.len == 0)
        return status;
    look_up(a, PCS_DICTIONARY_SYNONYM, a->key.data, a->key.len, NULL, false);
    if (info.has_grams && a->n == 0)
        look_up_korean(a);
    if (info.is_one_word && !info.has_grams)
        status = look_up_stems(a, err);
    return status;
}

void pcs_alternatives_dispose(pcs_alternatives *a)
{
    pcs_buffer_dispose(&a->key);
}
