/* unitclasses.c - which classes of words stand in which unit */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "index/unitclasses.h"

#include <stdlib.h>
#include <string.h>

void pcs_unit_classes_dispose(pcs_unit_classes *c)
{
    free(c->ends);
    free(c->items);
    free(c->freqs);
    memset(c, 0, sizeof *c);
}

/* Of each word the parts that it is made of. */
typedef struct inner_words {
    uint32_t *ends, *items; /* ends by word; NULL where there are none */
} inner_words;

static pcs_status list_inner(inner_words *out, const pcs_part_list *parts,
                             size_t n_words, pcs_error *err)
{
    if (parts->len == 0)
        return PCS_OK;
    out->ends = calloc(n_words + 2, sizeof *out->ends);
    out->items = malloc(parts->len * sizeof *out->items);
    if (!out->ends || !out->items)
        return pcs_error_nomem(err);
    for (size_t i = 0; i < parts->len; i++)
        out->ends[parts->items[i].compound + 2]++;
    for (size_t i = 2; i < n_words + 2; i++)
        out->ends[i] += out->ends[i - 1];
    for (size_t i = 0; i < parts->len; i++)
        out->items[out->ends[parts->items[i].compound + 1]++] =
            parts->items[i].part;
    return PCS_OK;
}

/* Of what units are listed. */
typedef struct listing {
    const pcs_association_side *from;
    inner_words inner;
    size_t max, step;
    uint32_t *latest; /* by class: the number of the last unit that has it */
} listing;

static pcs_status add_class(pcs_unit_classes *c, uint32_t class, size_t i,
                            const listing *l, pcs_error *err)
{
    if (l->latest[class] == i + 1 ||
        c->len - pcs_unit_classes_begin(c, i) >= l->max)
        return PCS_OK;
    l->latest[class] = (uint32_t)i + 1;
    if (!PCS_ARRAY_RESERVE(c->items, c->cap, c->len + 1))
        return pcs_error_nomem(err);
    c->items[c->len++] = class;
    c->freqs[class]++;
    return PCS_OK;
}

static pcs_status add_unit(pcs_unit_classes *c, const listing *l, size_t i,
                           pcs_error *err)
{
    uint32_t word;
    const uint32_t *classes = l->from->classes->of;
    const inner_words *inner = &l->inner;
    pcs_sequence sequence = pcs_forward_writer_unit(l->from->units, i);
    pcs_status status = PCS_OK;
    while (status == PCS_OK && i % l->step == 0 &&
           pcs_sequence_next(&word, &sequence)) {
        status = add_class(c, classes[word], i, l, err);
        if (!inner->ends)
            continue;
        for (uint32_t j = inner->ends[word];
             status == PCS_OK && j < inner->ends[word + 1]; j++)
            status = add_class(c, classes[inner->items[j]], i, l, err);
    }
    c->ends[i] = (uint32_t)c->len;
    return status;
}

pcs_status pcs_unit_classes_list(pcs_unit_classes *c,
                                 const pcs_association_side *from,
                                 const pcs_part_list *parts, size_t max,
                                 size_t step, pcs_error *err)
{
    pcs_unit_classes_dispose(c);
    c->n_units = from->units->n;
    c->n_listed = (c->n_units + step - 1) / step;
    c->n_words = from->classes->n;
    listing l = {.from = from, .max = max, .step = step};
    l.latest = calloc(c->n_words + 1, sizeof *l.latest);
    c->ends = malloc((c->n_units + 1) * sizeof *c->ends);
    c->freqs = calloc(c->n_words + 1, sizeof *c->freqs);
    pcs_status status = l.latest && c->ends && c->freqs
                            ? list_inner(&l.inner, parts, c->n_words, err)
                            : pcs_error_nomem(err);
    for (size_t i = 0; status == PCS_OK && i < c->n_units; i++)
        status = add_unit(c, &l, i, err);
    free(l.inner.ends);
    free(l.inner.items);
    free(l.latest);
    return status;
}

pcs_status pcs_unit_classes_invert(uint32_t **ends, uint32_t **units,
                                   const pcs_unit_classes *c, pcs_error *err)
{
    uint32_t *next = malloc((c->n_words + 1) * sizeof *next), end = 0;
    *ends = malloc((c->n_words + 1) * sizeof **ends);
    *units = malloc((c->len + 1) * sizeof **units);
    if (!next || !*ends || !*units) {
        free(next);
        return pcs_error_nomem(err);
    }
    for (size_t i = 0; i < c->n_words; i++) {
        next[i] = end;
        (*ends)[i] = end += c->freqs[i];
    }
    for (size_t u = 0; u < c->n_units; u++)
        for (uint32_t j = pcs_unit_classes_begin(c, u); j < c->ends[u]; j++)
            (*units)[next[c->items[j]]++] = (uint32_t)u;
    free(next);
    return PCS_OK;
}

pcs_status pcs_meetings_make(pcs_meetings *m, size_t n_words, pcs_error *err)
{
    memset(m, 0, sizeof *m);
    m->together = calloc(n_words + 1, sizeof *m->together);
    m->touched = malloc((n_words + 1) * sizeof *m->touched);
    return m->together && m->touched ? PCS_OK : pcs_error_nomem(err);
}

void pcs_meetings_count(pcs_meetings *m, const pcs_unit_classes *c,
                        const uint32_t *units, size_t n)
{
    while (m->n_touched > 0)
        m->together[m->touched[--m->n_touched]] = 0;
    for (size_t i = 0; i < n; i++)
        for (uint32_t j = pcs_unit_classes_begin(c, units[i]);
             j < c->ends[units[i]]; j++)
            if (m->together[c->items[j]]++ == 0)
                m->touched[m->n_touched++] = c->items[j];
}

void pcs_meetings_dispose(pcs_meetings *m)
{
    free(m->together);
    free(m->touched);
    memset(m, 0, sizeof *m);
}
