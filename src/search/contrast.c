/* contrast.c - whether two English texts mean something different */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/contrast.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* What bags may take before they are made anew. */
#define BAGS_MAX ((size_t)32 << 20)

pcs_status pcs_contrast_init(pcs_contrast *c, size_t n, pcs_error *err)
{
    memset(c, 0, sizeof *c);
    c->n_shelves = n;
    c->shelves = calloc(n + 1, sizeof *c->shelves);
    return c->shelves ? pcs_stemmer_new(&c->english, "en", err)
                      : pcs_error_nomem(err);
}

static void drop_bags(pcs_contrast *c)
{
    for (size_t i = 0; c->shelves && i < c->n_shelves; i++) {
        free(c->shelves[i].bags);
        c->shelves[i].bags = NULL;
    }
}

void pcs_contrast_dispose(pcs_contrast *c)
{
    drop_bags(c);
    free(c->shelves);
    pcs_stemmer_free(c->english);
    pcs_arena_dispose(&c->arena);
    memset(c, 0, sizeof *c);
}

static pcs_status get_bag(pcs_wordbag *out, pcs_contrast *c, size_t shelf,
                          uint32_t unit, pcs_error *err)
{
    pcs_contrast_shelf *s = &c->shelves[shelf];
    pcs_unit_text text;
    if (!s->bags)
        s->bags = calloc(s->table->n_units + 1, sizeof *s->bags);
    if (!s->bags)
        return pcs_error_nomem(err);
    *out = s->bags[unit];
    if (out->words)
        return PCS_OK;
    pcs_status status = pcs_texts_get(&text, s->texts, unit, err);
    if (status == PCS_OK)
        status = pcs_wordbag_make(out, &c->arena, c->english, text.english,
                                  text.english_len, err);
    if (status == PCS_OK)
        s->bags[unit] = *out;
    return status;
}

/* The probability that a locale has the same text for both; false where it has
 * not both. */
static bool testify(double *out, const pcs_pair_table *t, uint64_t a,
                    uint64_t b)
{
    const pcs_text_pair *x, *y;
    size_t n = pcs_pair_table_english(&x, t, a);
    size_t m = pcs_pair_table_english(&y, t, b);
    *out = 0;
    for (size_t i = 0, j = 0; i < n && j < m;) {
        if (x[i].local == y[j].local)
            *out +=
                (double)x[i].segments / x[i].total * y[j].segments / y[j].total;
        if (x[i].local <= y[j].local)
            i++;
        else
            j++;
    }
    return n > 0 && m > 0;
}

pcs_status pcs_contrast_get(double *out, bool *is_opposed, pcs_contrast *c,
                            size_t shelf, uint32_t a, uint32_t b,
                            pcs_error *err)
{
    const pcs_pair_table *t = c->shelves[shelf].table;
    pcs_wordbag one, other;
    if (c->arena.used > BAGS_MAX) {
        drop_bags(c);
        pcs_arena_clear(&c->arena);
    }
    pcs_status status = get_bag(&one, c, shelf, a, err);
    if (status == PCS_OK)
        status = get_bag(&other, c, shelf, b, err);
    if (status != PCS_OK)
        return status;
    pcs_bag_difference d = pcs_wordbag_compare(&one, &other);
    *is_opposed = d.is_opposed;
    *out = 0;
    /* Signs alone, or letters of no word: nothing is known. */
    if (one.n + other.n == 0)
        d.share = 1;
    if (d.share <= 0)
        return PCS_OK;
    double same = 0, s;
    size_t n = 0;
    for (size_t i = 0; i < c->n_shelves; i++)
        if (i != shelf && c->shelves[i].table &&
            testify(&s, c->shelves[i].table, t->english[a], t->english[b])) {
            same += s;
            n++;
        }
    *out = d.is_opposed ? 1 - same / (double)(2 + 2 * n)
                        : (d.share + ((double)n - same) * sqrt(d.share)) /
                              (double)(1 + n);
    return PCS_OK;
}
