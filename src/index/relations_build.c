/* relations_build.c - finding out which words belong together */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "index/relations_build.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "index/compounds_build.h"

/* Shares below which forms of different endings, and of one that begins with
 * the other, are translated differently. */
#define SHARE_APART 0.1
#define SHARE_NEVER 0.03
/* In how many units both have to stand for the latter. */
#define UNITS_MANY 25

typedef struct relating {
    pcs_barewords words;
    pcs_senses senses;
    const pcs_inflection *inflection;
    pcs_compounds compounds;
    pcs_apart_record *apart;
    size_t n_apart, cap_apart;
} relating;

static int compare_bare(const void *a, const void *b, void *context)
{
    const pcs_barewords *l = context;
    uint32_t i = *(const uint32_t *)a, j = *(const uint32_t *)b;
    size_t n, m;
    const char *x = pcs_barewords_bare(l, i, &n);
    const char *y = pcs_barewords_bare(l, j, &m);
    int diff = memcmp(x, y, n < m ? n : m);
    if (diff)
        return diff;
    if (n != m)
        return n < m ? -1 : 1;
    return (i > j) - (i < j);
}

static pcs_status write_bare(pcs_tables_writer *writer, const char *side,
                             pcs_barewords *l, pcs_error *err)
{
    uint32_t *order = malloc((l->len + 1) * sizeof *order);
    size_t n = 0;
    if (!order)
        return pcs_error_nomem(err);
    for (size_t i = 0; i < l->len; i++) {
        size_t a, b;
        const char *word = pcs_barewords_word(l, i, &a);
        const char *bare = pcs_barewords_bare(l, i, &b);
        if (a != b || memcmp(word, bare, a) != 0)
            order[n++] = (uint32_t)i;
    }
    qsort_r(order, n, sizeof *order, compare_bare, l);
    pcs_status status = pcs_tables_writer_side_section(
        writer, side, "bare", order, n * sizeof *order, err);
    free(order);
    return status;
}

typedef struct parting {
    relating *r;
    uint32_t word;
} parting;

static pcs_status add_apart(relating *r, uint32_t a, uint32_t b, pcs_error *err)
{
    if (!PCS_ARRAY_RESERVE(r->apart, r->cap_apart, r->n_apart + 2))
        return pcs_error_nomem(err);
    r->apart[r->n_apart++] = (pcs_apart_record){a, b};
    r->apart[r->n_apart++] = (pcs_apart_record){b, a};
    return PCS_OK;
}

/* One word that begins with the other is a form of it, unless the evidence is
 * strong (seit, Seite); words that end otherwise are apart sooner (Anbieter,
 * anbieten). */
static bool are_apart(const relating *r, uint32_t a, uint32_t b)
{
    size_t n, m;
    const char *x = pcs_barewords_bare(&r->words, a, &n);
    const char *y = pcs_barewords_bare(&r->words, b, &m);
    double there = pcs_senses_compare(&r->senses, a, b);
    double back = pcs_senses_compare(&r->senses, b, a);
    double low = there < back ? there : back;
    double high = there < back ? back : there;
    if (there < 0 || back < 0)
        return false;
    if (memcmp(x, y, n < m ? n : m) != 0)
        return low < SHARE_APART && high < 2 * SHARE_APART;
    if (pcs_senses_is_english(&r->senses, a) !=
        pcs_senses_is_english(&r->senses, b))
        return high < SHARE_APART; /* date, Daten */
    return high < SHARE_NEVER && r->words.freqs[a] >= UNITS_MANY &&
           r->words.freqs[b] >= UNITS_MANY;
}

static pcs_status part_form(void *context, const char *form, size_t len,
                            pcs_error *err)
{
    parting *p = context;
    pcs_status status = PCS_OK;
    uint32_t other = pcs_barewords_find(&p->r->words, form, len);
    for (; status == PCS_OK && other != PCS_NO_WORD;
         other = p->r->words.next[other]) {
        if (other > p->word && are_apart(p->r, p->word, other))
            status = add_apart(p->r, p->word, other, err);
    }
    return status;
}

static pcs_status find_apart(relating *r, pcs_error *err)
{
    pcs_status status = PCS_OK;
    for (uint32_t i = 0; status == PCS_OK && i < r->words.len; i++) {
        size_t len;
        const char *bare = pcs_barewords_bare(&r->words, i, &len);
        parting p = {r, i};
        if (pcs_senses_known(&r->senses, i))
            status = pcs_inflect(r->inflection, bare, len, part_form, &p, err);
    }
    return status;
}

static int compare_apart(const void *a, const void *b)
{
    const pcs_apart_record *x = a, *y = b;
    if (x->word != y->word)
        return x->word < y->word ? -1 : 1;
    return (x->other > y->other) - (x->other < y->other);
}

static pcs_status relate(relating *r, const pcs_wordset *english,
                         pcs_postings *postings, const char *locale,
                         uint32_t n_units, pcs_error *err)
{
    pcs_compounds *c = &r->compounds;
    r->inflection = pcs_inflection_for(locale);
    *c = (pcs_compounds){.words = &r->words,
                         .senses = &r->senses,
                         .inflection = r->inflection,
                         .compounding = pcs_compounding_for(locale),
                         .locale = locale};
    if (!r->inflection && !c->compounding)
        return PCS_OK;
    pcs_status status =
        pcs_senses_find(&r->senses, &r->words, english, postings, n_units, err);
    if (status == PCS_OK && r->inflection)
        status = find_apart(r, err);
    if (r->n_apart)
        qsort(r->apart, r->n_apart, sizeof *r->apart, compare_apart);
    if (status == PCS_OK && c->compounding)
        status = pcs_compounds_find(c, err);
    return status;
}

static void dispose(relating *r)
{
    pcs_compounds_dispose(&r->compounds);
    pcs_senses_dispose(&r->senses);
    pcs_barewords_dispose(&r->words);
    free(r->apart);
}

/* Texts of other scripts hold English words, which translate themselves. */
bool pcs_relations_need_units(const char *locale)
{
    static const char *const english[] = {"en", "ja", "km", "ko", "lo",
                                          "my", "th", "zh", NULL};
    size_t len = strcspn(locale, "-_");
    for (size_t i = 0; english[i]; i++)
        if (len == 2 && memcmp(english[i], locale, 2) == 0)
            return false;
    return true;
}

static int compare_wholes(const void *a, const void *b, void *context)
{
    const pcs_part_record *parts = context;
    uint32_t i = *(const uint32_t *)a, j = *(const uint32_t *)b;
    if (parts[i].compound != parts[j].compound)
        return parts[i].compound < parts[j].compound ? -1 : 1;
    return (i > j) - (i < j);
}

static pcs_status write_parts(pcs_tables_writer *writer, const char *side,
                              const pcs_compounds *c, pcs_error *err)
{
    uint32_t *order = malloc((c->n_parts + 1) * sizeof *order);
    if (!order)
        return pcs_error_nomem(err);
    for (size_t i = 0; i < c->n_parts; i++)
        order[i] = (uint32_t)i;
    if (c->n_parts)
        qsort_r(order, c->n_parts, sizeof *order, compare_wholes, c->parts);
    pcs_status status = pcs_tables_writer_side_section(
        writer, side, "part", c->parts, c->n_parts * sizeof *c->parts, err);
    if (status == PCS_OK)
        status = pcs_tables_writer_side_section(
            writer, side, "whole", order, c->n_parts * sizeof *order, err);
    free(order);
    return status;
}

pcs_status pcs_relations_write(pcs_tables_writer *writer, const char *side,
                               const pcs_wordset *words,
                               const pcs_wordset *english,
                               pcs_postings *postings, const char *locale,
                               uint32_t n_units, pcs_part_list *parts,
                               pcs_error *err)
{
    relating r = {0};
    pcs_stemmer *stemmer;
    pcs_status status = pcs_stemmer_new(&stemmer, locale, err);
    if (status == PCS_OK)
        status = pcs_barewords_make(&r.words, words, stemmer, err);
    if (status == PCS_OK)
        status = write_bare(writer, side, &r.words, err);
    if (status == PCS_OK && pcs_relations_need_units(locale))
        status = relate(&r, english, postings, locale, n_units, err);
    if (status == PCS_OK)
        status = write_parts(writer, side, &r.compounds, err);
    if (status == PCS_OK)
        status = pcs_tables_writer_side_section(
            writer, side, "apart", r.apart, r.n_apart * sizeof *r.apart, err);
    if (status == PCS_OK && parts) {
        *parts = (pcs_part_list){r.compounds.parts, r.compounds.n_parts};
        r.compounds.parts = NULL;
    }
    dispose(&r);
    pcs_stemmer_free(stemmer);
    return status;
}
