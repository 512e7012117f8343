/* pairtable.c - which texts stand for which, in one locale */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/pairtable.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"

void pcs_pair_table_dispose(pcs_pair_table *t)
{
    free(t->english);
    free(t->local);
    free(t->exact);
    free(t->pairs);
    free(t->by_local);
    memset(t, 0, sizeof *t);
}

static pcs_status count_segments(uint32_t *out, const pcs_partition *p,
                                 uint32_t unit, pcs_error *err)
{
    const uint32_t *segments;
    size_t n;
    pcs_status status = pcs_partition_occurrences(&segments, &n, p, unit, err);
    *out = (uint32_t)n;
    return status;
}

/* The keys of one unit, and a pair of its own. */
static pcs_status read_unit(pcs_pair_table *t, pcs_text_keys *keys,
                            const pcs_partition *p, uint32_t unit,
                            pcs_unit_text *text, pcs_error *err)
{
    pcs_status status = pcs_texts_get(text, p->texts, unit, err);
    if (status == PCS_OK)
        status = pcs_text_key(&t->english[unit], keys, text->english,
                              text->english_len, err);
    if (status == PCS_OK)
        status = pcs_text_key(&t->local[unit], keys, text->local,
                              text->local_len, err);
    if (status != PCS_OK)
        return status;
    t->exact[unit] = pcs_hash64(text->local, text->local_len);
    pcs_text_pair *pair = &t->pairs[unit];
    *pair = (pcs_text_pair){
        .english = t->english[unit], .local = t->local[unit], .unit = unit};
    return count_segments(&pair->segments, p, unit, err);
}

/* Of one pair the unit with most segments comes first. */
static int compare_pairs(const void *a, const void *b)
{
    const pcs_text_pair *x = a, *y = b;
    if (x->english != y->english)
        return x->english < y->english ? -1 : 1;
    if (x->local != y->local)
        return x->local < y->local ? -1 : 1;
    if (x->segments != y->segments)
        return x->segments > y->segments ? -1 : 1;
    return (x->unit > y->unit) - (x->unit < y->unit);
}

/* Makes one of the units of each pair, and counts what each English has. */
static void merge(pcs_pair_table *t)
{
    size_t n = 0;
    qsort(t->pairs, t->n_units, sizeof *t->pairs, compare_pairs);
    for (size_t i = 0; i < t->n_units; i++) {
        pcs_text_pair *last = n ? &t->pairs[n - 1] : NULL;
        if (last && last->english == t->pairs[i].english &&
            last->local == t->pairs[i].local)
            last->segments += t->pairs[i].segments;
        else
            t->pairs[n++] = t->pairs[i];
    }
    t->n_pairs = n;
    for (size_t i = 0, end; i < n; i = end) {
        uint32_t total = 0;
        for (end = i; end < n && t->pairs[end].english == t->pairs[i].english;
             end++)
            total += t->pairs[end].segments;
        for (size_t j = i; j < end; j++)
            t->pairs[j].total = total;
    }
}

/* A pair's number with what it is sorted by. */
typedef struct ranked {
    uint64_t local;
    double strength;
    uint32_t number;
} ranked;

static int compare_ranked(const void *a, const void *b)
{
    const ranked *x = a, *y = b;
    if (x->local != y->local)
        return x->local < y->local ? -1 : 1;
    if (x->strength != y->strength)
        return x->strength > y->strength ? -1 : 1;
    return (x->number > y->number) - (x->number < y->number);
}

static pcs_status rank(pcs_pair_table *t, pcs_error *err)
{
    ranked *list = malloc((t->n_pairs + 1) * sizeof *list);
    if (!list)
        return pcs_error_nomem(err);
    for (size_t i = 0; i < t->n_pairs; i++)
        list[i] = (ranked){t->pairs[i].local, pcs_pair_strength(&t->pairs[i]),
                           (uint32_t)i};
    qsort(list, t->n_pairs, sizeof *list, compare_ranked);
    for (size_t i = 0; i < t->n_pairs; i++)
        t->by_local[i] = list[i].number;
    free(list);
    return PCS_OK;
}

static bool reserve(pcs_pair_table *t, size_t n)
{
    t->n_units = n;
    t->english = malloc((n + 1) * sizeof *t->english);
    t->local = malloc((n + 1) * sizeof *t->local);
    t->exact = malloc((n + 1) * sizeof *t->exact);
    t->pairs = malloc((n + 1) * sizeof *t->pairs);
    t->by_local = malloc((n + 1) * sizeof *t->by_local);
    return t->english && t->local && t->exact && t->pairs && t->by_local;
}

pcs_status pcs_pair_table_make(pcs_pair_table *t, const pcs_partition *p,
                               pcs_status (*visit)(void *context, uint32_t unit,
                                                   const pcs_unit_text *text,
                                                   pcs_error *err),
                               void *context, pcs_error *err)
{
    pcs_text_keys keys = {.bytes = {0}};
    pcs_status status = reserve(t, p->n_units) ? PCS_OK : pcs_error_nomem(err);
    for (uint32_t u = 0; status == PCS_OK && u < p->n_units; u++) {
        pcs_unit_text text;
        status = read_unit(t, &keys, p, u, &text, err);
        if (status == PCS_OK && visit)
            status = visit(context, u, &text, err);
    }
    pcs_text_keys_dispose(&keys);
    if (status == PCS_OK) {
        merge(t);
        status = rank(t, err);
    }
    if (status != PCS_OK)
        pcs_pair_table_dispose(t);
    return status;
}

size_t pcs_pair_table_english(const pcs_text_pair **first,
                              const pcs_pair_table *t, uint64_t key)
{
    size_t low = 0, high = t->n_pairs, n = 0;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (t->pairs[middle].english < key)
            low = middle + 1;
        else
            high = middle;
    }
    *first = t->pairs + low;
    while (low + n < t->n_pairs && n < PCS_PAIR_VARIANTS_MAX &&
           t->pairs[low + n].english == key)
        n++;
    return n;
}

size_t pcs_pair_table_local(const uint32_t **first, const pcs_pair_table *t,
                            uint64_t key)
{
    size_t low = 0, high = t->n_pairs, n = 0;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (t->pairs[t->by_local[middle]].local < key)
            low = middle + 1;
        else
            high = middle;
    }
    *first = t->by_local + low;
    while (low + n < t->n_pairs && n < PCS_PAIR_RIVALS_MAX &&
           t->pairs[t->by_local[low + n]].local == key)
        n++;
    return n;
}

const pcs_text_pair *pcs_pair_table_find(const pcs_pair_table *t,
                                         uint64_t english, uint64_t local)
{
    size_t low = 0, high = t->n_pairs;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const pcs_text_pair *pair = &t->pairs[middle];
        if (pair->english < english ||
            (pair->english == english && pair->local < local))
            low = middle + 1;
        else
            high = middle;
    }
    const pcs_text_pair *found = &t->pairs[low];
    return low < t->n_pairs && found->english == english &&
                   found->local == local
               ? found
               : NULL;
}
