/* renderinggrams.c - the words that a rendering has besides its best one */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "search/renderings.h"

/* Words that so many of the units with the best one have beside it belong to
 * the term. */
#define ALONG_MIN 0.7

/* Units that are looked at. */
#define UNITS_MAX 240u
/* More than twice the rows that those can have in common. */
#define SLOTS 16384u

/* A row of words of the sample: at `at`, `len` of them, in `count` units. */
typedef struct gram {
    uint32_t at, len, unit, count;
} gram;

/* A hash table of grams; len 0 is free. */
typedef struct grams {
    gram *slots;
    size_t n;
} grams;

static uint64_t hash_gram(const uint32_t *classes, size_t len)
{
    uint64_t hash = len;
    for (size_t i = 0; i < len; i++)
        hash = (hash ^ classes[i]) * UINT64_C(0x9E3779B97F4A7C15);
    return hash ^ hash >> 32;
}

/* False where the table is full: what is rare by then is not looked for. */
static bool add(grams *g, const pcs_bitext *b, size_t at, size_t len,
                size_t unit)
{
    const uint32_t *classes = b->classes + at;
    size_t slot = (size_t)hash_gram(classes, len) & (SLOTS - 1);
    for (gram *s; (s = &g->slots[slot])->len; slot = (slot + 1) % SLOTS) {
        if (s->len != len ||
            memcmp(b->classes + s->at, classes, len * sizeof *classes) != 0)
            continue;
        s->count += s->unit != unit;
        s->unit = (uint32_t)unit;
        return true;
    }
    if (2 * ++g->n > SLOTS)
        return false;
    g->slots[slot] = (gram){(uint32_t)at, (uint32_t)len, (uint32_t)unit, 1};
    return true;
}

/* Adds the rows around word `at` that begin and end with words that nothing
 * else explains. */
static bool add_around(grams *g, const pcs_bitext *b, size_t unit, size_t first,
                       size_t at, size_t last)
{
    size_t start = at;
    for (size_t n = 0; n < PCS_RENDERING_WORDS_MAX; n++, start--) {
        uint8_t flags = b->flags[start];
        if (!(flags & PCS_BITEXT_FREE))
            break;
        for (size_t end = at + 1; end <= last &&
                                  end - start <= PCS_RENDERING_WORDS_MAX &&
                                  b->flags[end - 1] & PCS_BITEXT_FREE;
             end++) {
            bool is_end = end - 1 == at ||
                          !(b->flags[end - 1] & PCS_BITEXT_FUNCTION);
            bool is_start = start == at || !(flags & PCS_BITEXT_FUNCTION);
            if (is_start && is_end && !add(g, b, start, end - start, unit))
                return false;
        }
        if (start == first)
            break;
    }
    return true;
}

/* The longest that most units have. */
static void take_longest(pcs_rendering *r, const grams *g, const pcs_bitext *b,
                         uint32_t n_units)
{
    const gram *best = NULL;
    for (size_t i = 0; i < SLOTS; i++) {
        const gram *s = &g->slots[i];
        if (s->len < 2 || s->count < ALONG_MIN * n_units || s->count < 2)
            continue;
        if (!best || s->len > best->len ||
            (s->len == best->len &&
             (s->count > best->count ||
              (s->count == best->count && s->at < best->at))))
            best = s;
    }
    if (!best)
        return;
    r->len = best->len;
    memcpy(r->classes, b->classes + best->at, best->len * sizeof *r->classes);
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

pcs_status pcs_rendering_grow(pcs_rendering *r, const pcs_bitext *b,
                              const uint8_t *is_open, pcs_error *err)
{
    grams g = {calloc(SLOTS, sizeof *g.slots), 0};
    uint32_t class = r->classes[0], n = 0;
    size_t n_all = 0, at = 0;
    if (!g.slots)
        return pcs_error_nomem(err);
    for (size_t u = 0; u < b->n; u++)
        n_all += is_open[u] && has_free(b, u, class);
    size_t step = n_all / UNITS_MAX + 1;
    bool has_room = true;
    for (size_t u = 0; has_room && u < b->n; u++) {
        if (!is_open[u] || !has_free(b, u, class) || at++ % step)
            continue;
        n++;
        has_room = add_unit(&g, b, u, class);
    }
    take_longest(r, &g, b, n);
    free(g.slots);
    return PCS_OK;
}
