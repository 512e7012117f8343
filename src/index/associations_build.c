/* associations_build.c - counting which words stand with which translations */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "index/associations_build.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Of a unit with more classes the first ones count: a table in one segment
 * says little of what stands for what, and would take long. */
#define CLASSES_MAX 200u

/* Lists of numbers by key: of units their classes, or the other way round. */
typedef struct lists {
    uint32_t *ends, *items;
    size_t n;
} lists;

typedef struct counting {
    lists units;        /* of each unit the classes of a side, each once */
    lists classes;      /* of each class its units */
    uint32_t *freqs;    /* of each class how many they are */
    double *best;       /* of each class */
    uint32_t *partners; /* the class of the other side that it is of */
    size_t n_words;
} counting;

static void dispose_lists(lists *l)
{
    free(l->ends);
    free(l->items);
}

static void dispose(counting *c)
{
    dispose_lists(&c->units);
    dispose_lists(&c->classes);
    free(c->freqs);
    free(c->best);
    free(c->partners);
}

static uint32_t begin_of(const lists *l, size_t i)
{
    return i ? l->ends[i - 1] : 0;
}

/* The classes of unit i; latest tells whose a class was last. */
static pcs_status add_unit(counting *c, const pcs_association_side *side,
                           size_t i, uint32_t *latest, size_t *cap,
                           pcs_error *err)
{
    lists *l = &c->units;
    uint32_t first = begin_of(l, i), n = first, word;
    pcs_sequence s = pcs_forward_writer_unit(side->units, i);
    while (n - first < CLASSES_MAX && pcs_sequence_next(&word, &s)) {
        uint32_t class = side->classes->of[word];
        if (latest[class] == i + 1)
            continue;
        latest[class] = (uint32_t)i + 1;
        if (!PCS_ARRAY_RESERVE(l->items, *cap, n + (size_t)1))
            return pcs_error_nomem(err);
        l->items[n++] = class;
        c->freqs[class]++;
    }
    l->ends[i] = n;
    return PCS_OK;
}

static pcs_status list_units(counting *c, const pcs_association_side *side,
                             pcs_error *err)
{
    size_t n = side->units->n, cap = 0;
    c->n_words = side->classes->n;
    uint32_t *latest = calloc(c->n_words + 1, sizeof *latest);
    c->units.ends = malloc((n + 1) * sizeof *c->units.ends);
    c->units.n = n;
    c->freqs = calloc(c->n_words + 1, sizeof *c->freqs);
    c->best = calloc(c->n_words + 1, sizeof *c->best);
    c->partners = malloc((c->n_words + 1) * sizeof *c->partners);
    if (c->partners)
        memset(c->partners, 0xFF, (c->n_words + 1) * sizeof *c->partners);
    pcs_status status =
        latest && c->units.ends && c->freqs && c->best && c->partners
            ? PCS_OK
            : pcs_error_nomem(err);
    for (size_t i = 0; status == PCS_OK && i < n; i++)
        status = add_unit(c, side, i, latest, &cap, err);
    free(latest);
    return status;
}

/* The units of each class, by counting. */
static pcs_status invert(counting *c, pcs_error *err)
{
    const lists *from = &c->units;
    lists *to = &c->classes;
    size_t total = from->n ? from->ends[from->n - 1] : 0;
    uint32_t *next = malloc((c->n_words + 1) * sizeof *next);
    to->ends = malloc((c->n_words + 1) * sizeof *to->ends);
    to->items = malloc((total + 1) * sizeof *to->items);
    to->n = c->n_words;
    if (!next || !to->ends || !to->items) {
        free(next);
        return pcs_error_nomem(err);
    }
    uint32_t end = 0;
    for (size_t i = 0; i < c->n_words; i++) {
        next[i] = end;
        to->ends[i] = end += c->freqs[i];
    }
    for (size_t i = 0; i < from->n; i++)
        for (uint32_t j = begin_of(from, i); j < from->ends[i]; j++)
            to->items[next[from->items[j]]++] = (uint32_t)i;
    free(next);
    return PCS_OK;
}

/* Of equals the first one is taken, so that the order does not count. */
static void take_best(counting *c, uint32_t class, uint32_t partner,
                      double dice)
{
    if (dice < c->best[class] ||
        (dice <= c->best[class] && partner > c->partners[class]))
        return;
    c->best[class] = dice;
    c->partners[class] = partner;
}

/* Counts what stands in the units of class e of the one side, and takes the
 * best coefficients of both. */
static void pair_class(counting *english, counting *local, uint32_t e,
                       uint32_t *together, uint32_t *touched)
{
    size_t n = 0;
    const lists *units = &english->classes;
    for (uint32_t i = begin_of(units, e); i < units->ends[e]; i++) {
        uint32_t unit = units->items[i];
        for (uint32_t j = begin_of(&local->units, unit);
             j < local->units.ends[unit]; j++) {
            uint32_t l = local->units.items[j];
            if (together[l]++ == 0)
                touched[n++] = l;
        }
    }
    for (size_t i = 0; i < n; i++) {
        uint32_t l = touched[i];
        double dice =
            2.0 * together[l] / ((double)english->freqs[e] + local->freqs[l]);
        take_best(english, e, l, dice);
        take_best(local, l, e, dice);
        together[l] = 0;
    }
}

static pcs_status pair_all(counting *english, counting *local, pcs_error *err)
{
    uint32_t *together = calloc(local->n_words + 1, sizeof *together);
    uint32_t *touched = malloc((local->n_words + 1) * sizeof *touched);
    bool good = together && touched;
    for (uint32_t e = 0; good && e < english->n_words; e++)
        if (english->freqs[e])
            pair_class(english, local, e, together, touched);
    free(together);
    free(touched);
    return good ? PCS_OK : pcs_error_nomem(err);
}

static pcs_status write_side(pcs_tables_writer *w, const char *side,
                             const counting *c, const pcs_classes *classes,
                             pcs_error *err)
{
    size_t n = c->n_words;
    uint16_t *best = malloc((n + 1) * sizeof *best);
    if (!best)
        return pcs_error_nomem(err);
    for (size_t i = 0; i < n; i++)
        best[i] = (uint16_t)(c->best[i] * 65535.0 + 0.5);
    pcs_status status = pcs_tables_writer_side_section(w, side, "class",
                                                       classes->of, 4 * n, err);
    if (status == PCS_OK)
        status = pcs_tables_writer_side_section(w, side, "class.freq", c->freqs,
                                                4 * n, err);
    if (status == PCS_OK)
        status = pcs_tables_writer_side_section(w, side, "class.best", best,
                                                2 * n, err);
    if (status == PCS_OK)
        status = pcs_tables_writer_side_section(w, side, "class.partner",
                                                c->partners, 4 * n, err);
    free(best);
    return status;
}

pcs_status pcs_associations_write(pcs_tables_writer *w,
                                  const pcs_association_side *local,
                                  const pcs_association_side *english,
                                  pcs_error *err)
{
    counting l, e;
    memset(&l, 0, sizeof l);
    memset(&e, 0, sizeof e);
    pcs_status status = list_units(&l, local, err);
    if (status == PCS_OK)
        status = list_units(&e, english, err);
    if (status == PCS_OK)
        status = invert(&e, err);
    if (status == PCS_OK)
        status = pair_all(&e, &l, err);
    if (status == PCS_OK)
        status = write_side(w, "w", &l, local->classes, err);
    if (status == PCS_OK)
        status = write_side(w, "e", &e, english->classes, err);
    dispose(&l);
    dispose(&e);
    return status;
}
