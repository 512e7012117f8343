/* renderings.c - what a term is rendered by on the other side */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/renderings.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The weakest first rendering, and the weakest of the others, which are found
 * in what is left. */
#define DICE_MIN 0.1
#define DICE_NEXT_MIN 0.12
#define TOGETHER_MIN 2
#define TOGETHER_NEXT_MIN 3
/* A later one goes best with the term, or not so much better with another word
 * that it is by chance that this is not there. */
#define BEST_SHARE_MIN 0.022
/* What is left by chance once in a thousand times; more for the later ones,
 * since what is left has its own subjects. */
#define RATIO_MIN 10.8
#define RATIO_NEXT_MIN 15.0
/* A function word is a rendering only where it is a sure one. */
#define FUNCTION_MIN 0.5

/* By class of the other side. */
typedef struct counting {
    const pcs_bitext *b;
    uint32_t *open;    /* units left in which it is free */
    uint32_t *closed;  /* units that have a rendering and it */
    uint32_t *latest;  /* the last unit that was counted, plus one */
    uint32_t *touched; /* classes that were counted */
    size_t n_touched, n_open;
    uint8_t *is_open; /* by unit of the sample */
    uint8_t *flags; /* of the class, as in the sample */
} counting;

static void dispose(counting *c)
{
    free(c->open);
    free(c->closed);
    free(c->latest);
    free(c->touched);
    free(c->is_open);
    free(c->flags);
}

static pcs_status make(counting *c, const pcs_bitext *b, pcs_error *err)
{
    size_t n = b->other->n + 1;
    c->b = b;
    c->open = calloc(n, sizeof *c->open);
    c->closed = calloc(n, sizeof *c->closed);
    c->latest = calloc(n, sizeof *c->latest);
    c->touched = malloc(n * sizeof *c->touched);
    c->is_open = malloc(b->n + 1);
    c->flags = calloc(n, 1);
    if (!c->open || !c->closed || !c->latest || !c->touched || !c->is_open ||
        !c->flags)
        return pcs_error_nomem(err);
    memset(c->is_open, 1, b->n + 1);
    return PCS_OK;
}

/* Counts each class once a unit. */
static void count(counting *c)
{
    const pcs_bitext *b = c->b;
    for (size_t i = 0; i < c->n_touched; i++) {
        uint32_t class = c->touched[i];
        c->open[class] = c->closed[class] = c->latest[class] = 0;
    }
    c->n_touched = c->n_open = 0;
    for (size_t u = 0; u < b->n; u++) {
        size_t at, last;
        pcs_bitext_unit(b, u, &at, &last);
        c->n_open += c->is_open[u];
        for (; at < last; at++) {
            uint32_t class = b->classes[at];
            if (!(b->flags[at] & PCS_BITEXT_FREE) && c->is_open[u])
                continue;
            if (c->latest[class] == u + 1)
                continue;
            if (!c->open[class] && !c->closed[class])
                c->touched[c->n_touched++] = class;
            c->latest[class] = (uint32_t)u + 1;
            (c->is_open[u] ? c->open : c->closed)[class]++;
            c->flags[class] = b->flags[at];
        }
    }
}

/* x log (x / expected), of the log-likelihood ratio. */
static double part(double x, double expected)
{
    return x > 0 && expected > 0 ? x * log(x / expected) : 0;
}

/* Of a table of two by two; negative where both avoid each other. */
static double likelihood_ratio(double both, double one, double other,
                               double all)
{
    double a = both, b = one - both, c = other - both;
    double d = all - one - other + both;
    if (b < 0)
        b = 0;
    if (c < 0)
        c = 0;
    if (d < 0)
        d = 0;
    double n = a + b + c + d;
    double ratio = 2 * (part(a, (a + b) * (a + c) / n) +
                        part(b, (a + b) * (b + d) / n) +
                        part(c, (c + d) * (a + c) / n) +
                        part(d, (c + d) * (b + d) / n));
    return a * n >= (a + b) * (a + c) ? ratio : -ratio;
}

typedef struct best {
    uint32_t class;
    double dice, ratio;
} best;

/* Whether a class may be a rendering at all. */
static bool is_likely(const counting *c, uint32_t class, double dice)
{
    const pcs_bitext *b = c->b;
    bool is_first = c->n_open == b->n;
    uint32_t n_min = is_first ? TOGETHER_MIN : TOGETHER_NEXT_MIN;
    if (c->open[class] < n_min && (!is_first || b->n_all > 3))
        return false;
    if (c->flags[class] & PCS_BITEXT_FUNCTION && dice < FUNCTION_MIN)
        return false;
    if (is_first || c->flags[class] & PCS_BITEXT_PARTNER)
        return true;
    double whole = 2 * c->open[class] * b->scale /
                   ((double)b->n_all + b->other->freqs[class]);
    return whole >= BEST_SHARE_MIN * b->other->best[class] / 65535;
}

/* The class that goes best with the units that are left. */
static best choose(const counting *c)
{
    const pcs_bitext *b = c->b;
    best found = {PCS_NO_PARTNER, 0, 0};
    double n_all = (double)b->partition->n_units;
    double gone = (double)(b->n - c->n_open) * b->scale;
    double left = (double)c->n_open * b->scale;
    for (size_t i = 0; i < c->n_touched; i++) {
        uint32_t class = c->touched[i];
        double both = c->open[class] * b->scale;
        double freq = b->other->freqs[class] - c->closed[class] * b->scale;
        if (freq < both)
            freq = both;
        double dice = 2 * both / (left + freq);
        if (!is_likely(c, class, dice))
            continue;
        if (dice < found.dice ||
            (dice <= found.dice && class > found.class))
            continue;
        found = (best){class, dice,
                       likelihood_ratio(both, left, freq, n_all - gone)};
    }
    return found;
}

bool pcs_rendering_begins(const pcs_rendering *r, const uint32_t *classes,
                          size_t n)
{
    return n >= r->len &&
           memcmp(classes, r->classes, r->len * sizeof *classes) == 0;
}

/* The compounds that the words of rendering number i are a part of. */
static pcs_status own_compounds(pcs_renderings *out, size_t i,
                                const pcs_bitext *b, pcs_error *err)
{
    bool is_local = b->side == PCS_SIDE_LOCAL;
    const pcs_relations *relations = is_local
                                         ? &b->partition->word_relations
                                         : &b->partition->english_relations;
    uint32_t class = out->items[i].classes[0];
    pcs_status status = PCS_OK;
    if (relations->n_parts == 0 || out->items[i].len != 1)
        return PCS_OK;
    for (size_t w = class; status == PCS_OK && w < b->other->n; w++) {
        pcs_lexicon_range range;
        if (b->other->classes[w] != class)
            continue;
        status = pcs_relations_parts(&range, relations, w, err);
        for (; status == PCS_OK && range.first < range.last; range.first++) {
            pcs_part_record part;
            status = pcs_relations_part(&part, relations, range.first, err);
            if (status != PCS_OK || part.compound >= b->other->n)
                continue;
            uint8_t *owner = &out->owners[b->other->classes[part.compound]];
            if (!*owner && b->other->classes[part.compound] != class)
                *owner = (uint8_t)(i + 1);
        }
    }
    return status;
}

/* Units that have rendering number i are explained. */
static size_t close(counting *c, const pcs_renderings *out, size_t i)
{
    const pcs_bitext *b = c->b;
    const pcs_rendering *r = &out->items[i];
    size_t n = 0;
    for (size_t u = 0; u < b->n; u++) {
        size_t at, last;
        pcs_bitext_unit(b, u, &at, &last);
        for (; c->is_open[u] && at < last; at++)
            if (pcs_rendering_begins(r, b->classes + at, last - at) ||
                out->owners[b->classes[at]] == i + 1) {
                c->is_open[u] = 0;
                n++;
            }
    }
    return n;
}

static bool is_good(const best *b, size_t n_found)
{
    if (b->class == PCS_NO_PARTNER)
        return false;
    return b->dice >= (n_found ? DICE_NEXT_MIN : DICE_MIN) &&
           b->ratio >= (n_found ? RATIO_NEXT_MIN : RATIO_MIN);
}

static bool has_same(const pcs_renderings *out, const pcs_rendering *r)
{
    for (size_t i = 0; i < out->len; i++)
        if (out->items[i].len == r->len &&
            pcs_rendering_begins(r, out->items[i].classes, r->len))
            return true;
    return false;
}

pcs_status pcs_renderings_find(pcs_renderings *out, const pcs_bitext *b,
                               pcs_error *err)
{
    counting c;
    memset(&c, 0, sizeof c);
    out->len = 0;
    free(out->owners);
    out->owners = calloc(b->other->n + 1, 1);
    pcs_status status = out->owners ? make(&c, b, err) : pcs_error_nomem(err);
    while (status == PCS_OK && out->len < PCS_RENDERINGS_MAX) {
        count(&c);
        best found = choose(&c);
#ifdef TDEBUG
        if (getenv("TDEBUG")) {
            const char *w; size_t l;
            if (found.class != PCS_NO_PARTNER) {
            pcs_lexicon_word(&w, &l, b->words, found.class, NULL);
            fprintf(stderr, "  open %zu of %zu: %.*s dice %.3f ratio %.1f count %u freq %u best %.3f\n", c.n_open, b->n, (int)l, w, found.dice, found.ratio, c.open[found.class], b->other->freqs[found.class], b->other->best[found.class]/65535.0);
            }
        }
#endif
        if (!is_good(&found, out->len))
            break;
        pcs_rendering *r = &out->items[out->len];
        *r = (pcs_rendering){{found.class}, 1, found.class, found.dice};
        status = pcs_rendering_grow(r, b, c.is_open, err);
        if (status == PCS_OK && !has_same(out, r))
            status = own_compounds(out, out->len, b, err);
        if (status != PCS_OK || has_same(out, r) ||
            close(&c, out, out->len) == 0)
            break;
        out->len++;
    }
    dispose(&c);
    return status;
}

void pcs_renderings_dispose(pcs_renderings *r)
{
    free(r->owners);
    memset(r, 0, sizeof *r);
}
