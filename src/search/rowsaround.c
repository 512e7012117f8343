/* rowsaround.c - rows of words that many units have around a class */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "search/rows.h"

/* A row that fewer of the units have is none. */
#define ALONG_MIN 0.4
#define COUNT_MIN 2u
/* Units that are looked at. */
#define UNITS_MAX 240u
/* More than twice the rows that those can have in common. */
#define SLOTS 16384u
/* A word behind a verb is its particle where a preposition follows so often. */
#define PARTICLE_MIN 0.2

/* A row of the sample: at `at`, `len` words, in `count` units. */
typedef struct gram {
    uint32_t at, len, unit, count;
    uint32_t n_open; /* times that a preposition stands behind it */
} gram;

/* A hash table of them; len 0 is free. */
typedef struct grams {
    gram *slots;
    size_t n;
    uint32_t particles[8], prepositions[8];
    size_t n_particles, n_prepositions;
} grams;

static bool is_among(const uint32_t *list, size_t n, uint32_t class)
{
    while (n > 0 && list[n - 1] != class)
        n--;
    return n > 0;
}

static pcs_status find_words(uint32_t *out, size_t *n, const pcs_bitext *b,
                             const char *const *words, size_t n_words,
                             pcs_error *err)
{
    pcs_status status = PCS_OK;
    *n = 0;
    for (size_t i = 0; status == PCS_OK && i < n_words; i++) {
        status = pcs_bitext_class(&out[*n], b->words, b->other, words[i],
                                  strlen(words[i]), err);
        *n += status == PCS_OK && out[*n] != PCS_NO_PARTNER;
    }
    return status;
}

/* Only English is asked for its verbs. */
static pcs_status find_particles(grams *g, const pcs_bitext *b, pcs_error *err)
{
    static const char *const particles[] = {"in",  "on",   "up",   "out",
                                            "off", "down", "over", "back"};
    static const char *const prepositions[] = {"to",   "for", "of",    "with",
                                               "from", "by",  "using", "at"};
    if (b->side != PCS_SIDE_ENGLISH)
        return PCS_OK;
    pcs_status status =
        find_words(g->particles, &g->n_particles, b, particles, 8, err);
    return status == PCS_OK ? find_words(g->prepositions, &g->n_prepositions, b,
                                         prepositions, 8, err)
                            : status;
}

static uint64_t hash_row(const uint32_t *classes, size_t len)
{
    uint64_t hash = len;
    for (size_t i = 0; i < len; i++)
        hash = (hash ^ classes[i]) * UINT64_C(0x9E3779B97F4A7C15);
    return hash ^ hash >> 32;
}

/* False where the table is full: what is rare by then is not looked for. */
static bool add(grams *g, const pcs_bitext *b, size_t at, size_t len,
                size_t unit, bool is_open)
{
    const uint32_t *classes = b->classes + at;
    size_t slot = (size_t)hash_row(classes, len) % SLOTS;
    for (gram *s; (s = &g->slots[slot])->len; slot = (slot + 1) % SLOTS) {
        if (s->len != len ||
            memcmp(b->classes + s->at, classes, len * sizeof *classes) != 0)
            continue;
        s->count += s->unit != unit;
        s->n_open += s->unit != unit && is_open;
        s->unit = (uint32_t)unit;
        return true;
    }
    if (2 * ++g->n > SLOTS)
        return false;
    g->slots[slot] =
        (gram){(uint32_t)at, (uint32_t)len, (uint32_t)unit, 1, is_open};
    return true;
}

/* Adds the rows around word `at` of words that nothing else explains. */
static bool add_around(grams *g, const pcs_bitext *b, size_t unit, size_t first,
                       size_t at, size_t last)
{
    size_t start = at;
    for (size_t n = 0; n < PCS_ROW_WORDS_MAX; n++, start--) {
        if (!(b->flags[start] & PCS_BITEXT_FREE))
            break;
        bool begins = start == at || !(b->flags[start] & PCS_BITEXT_FUNCTION);
        for (size_t end = at + 1;
             end <= last && end - start <= PCS_ROW_WORDS_MAX &&
             b->flags[end - 1] & PCS_BITEXT_FREE;
             end++) {
            bool ends =
                end - 1 == at || !(b->flags[end - 1] & PCS_BITEXT_FUNCTION) ||
                is_among(g->particles, g->n_particles, b->classes[end - 1]);
            bool is_open =
                end < last &&
                is_among(g->prepositions, g->n_prepositions, b->classes[end]);
            if (begins && ends && end - start > 1 &&
                !add(g, b, start, end - start, unit, is_open))
                return false;
        }
        if (start == first)
            break;
    }
    return true;
}

/* Whether nothing but the term explains the class in some place of a unit. */
static bool has_free(const pcs_bitext *b, size_t unit, uint32_t class)
{
    size_t at, last;
    pcs_bitext_unit(b, unit, &at, &last);
    while (at < last &&
           (b->classes[at] != class || !(b->flags[at] & PCS_BITEXT_FREE)))
        at++;
    return at < last;
}

static bool add_unit(grams *g, const pcs_bitext *b, size_t unit, uint32_t class)
{
    size_t first, last;
    pcs_bitext_unit(b, unit, &first, &last);
    for (size_t at = first; at < last; at++)
        if (b->classes[at] == class && b->flags[at] & PCS_BITEXT_FREE &&
            !add_around(g, b, unit, first, at, last))
            return false;
    return true;
}

/* Adds some of the open units; how many. */
static uint32_t add_units(grams *g, const pcs_bitext *b, uint32_t class,
                          const uint8_t *is_open)
{
    size_t n_all = 0, at = 0;
    uint32_t n = 0;
    bool has_room = true;
    for (size_t u = 0; u < b->n; u++)
        n_all += is_open[u] && has_free(b, u, class);
    size_t step = n_all / UNITS_MAX + 1;
    for (size_t u = 0; has_room && u < b->n; u++) {
        if (!is_open[u] || !has_free(b, u, class) || at++ % step)
            continue;
        n++;
        has_room = add_unit(g, b, u, class);
    }
    return n;
}

/* Whether both words are also written as one: sign in, signin. */
static pcs_status is_written_as_one(bool *out, const pcs_bitext *b,
                                    const uint32_t *classes, pcs_error *err)
{
    const char *one, *other;
    size_t n, m;
    uint32_t class;
    char word[64];
    pcs_status status = pcs_lexicon_word(&one, &n, b->words, classes[0], err);
    if (status == PCS_OK)
        status = pcs_lexicon_word(&other, &m, b->words, classes[1], err);
    *out = false;
    if (status != PCS_OK || n + m > sizeof word)
        return status;
    memcpy(word, one, n);
    memcpy(word + n, other, m);
    status = pcs_bitext_class(&class, b->words, b->other, word, n + m, err);
    *out = status == PCS_OK && class != PCS_NO_PARTNER;
    return status;
}

/* A row that ends with a particle is a verb with it, or none. */
static pcs_status is_term(bool *out, const grams *g, const gram *s,
                          const pcs_bitext *b, pcs_error *err)
{
    const uint32_t *classes = b->classes + s->at;
    *out = true;
    if (!(b->flags[s->at + s->len - 1] & PCS_BITEXT_FUNCTION) ||
        !is_among(g->particles, g->n_particles, classes[s->len - 1]))
        return PCS_OK;
    *out = s->n_open >= PARTICLE_MIN * s->count;
    return *out ? PCS_OK : is_written_as_one(out, b, classes + s->len - 2, err);
}

static int compare(const void *a, const void *b)
{
    const gram *x = a, *y = b;
    if (x->count != y->count)
        return x->count > y->count ? -1 : 1;
    if (x->len != y->len)
        return x->len > y->len ? -1 : 1;
    return (x->at > y->at) - (x->at < y->at);
}

static pcs_status take_best(pcs_row *out, size_t *n, size_t max, grams *g,
                            const pcs_bitext *b, uint32_t n_units,
                            pcs_error *err)
{
    size_t kept = 0;
    pcs_status status = PCS_OK;
    for (size_t i = 0; i < SLOTS; i++)
        if (g->slots[i].count >= COUNT_MIN &&
            g->slots[i].count >= ALONG_MIN * n_units)
            g->slots[kept++] = g->slots[i];
    if (kept)
        qsort(g->slots, kept, sizeof *g->slots, compare);
    for (size_t i = 0; status == PCS_OK && i < kept && *n < max; i++) {
        const gram *s = &g->slots[i];
        bool is_one;
        status = is_term(&is_one, g, s, b, err);
        if (status != PCS_OK || !is_one)
            continue;
        pcs_row *row = &out[(*n)++];
        row->len = s->len;
        memcpy(row->classes, b->classes + s->at, s->len * sizeof *row->classes);
    }
    return status;
}

pcs_status pcs_rows_around(pcs_row *out, size_t *n, size_t max,
                           const pcs_bitext *b, uint32_t class,
                           const uint8_t *is_open, pcs_error *err)
{
    grams g;
    memset(&g, 0, sizeof g);
    *n = 0;
    g.slots = calloc(SLOTS, sizeof *g.slots);
    if (!g.slots)
        return pcs_error_nomem(err);
    pcs_status status = find_particles(&g, b, err);
    if (status == PCS_OK) {
        uint32_t n_units = add_units(&g, b, class, is_open);
        status = take_best(out, n, max, &g, b, n_units, err);
    }
    free(g.slots);
    return status;
}
