/* alignment.c - which segments of two articles have the same English */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/alignment.h"

#include <stdlib.h>
#include <string.h>

/* No number has more digits. */
#define DIGITS_MAX 9

/* "8697a-104" has the number 104, and "8697a-p104" none. */
static bool read_number(uint32_t *out, const char *id, size_t len)
{
    size_t start = len;
    *out = 0;
    while (start > 0 && id[start - 1] != '-')
        start--;
    if (start == 0 || start == len || len - start > DIGITS_MAX)
        return false;
    for (size_t i = start; i < len; i++) {
        if (id[i] < '0' || id[i] > '9')
            return false;
        *out = *out * 10 + (uint32_t)(id[i] - '0');
    }
    return true;
}

static pcs_status read_key(pcs_align_key *key, bool *has_number,
                           const pcs_partition *p, uint32_t segment,
                           pcs_error *err)
{
    const pcs_segment_record *s;
    const char *id;
    size_t len;
    pcs_status status = pcs_partition_segment(&s, p, segment, err);
    if (status == PCS_OK)
        status = pcs_partition_string(&id, &len, p, s->id, err);
    if (status != PCS_OK)
        return status;
    key->english = p->unit_english[s->unit];
    *has_number = read_number(&key->number, id, len);
    return PCS_OK;
}

static pcs_status read_side(pcs_align_side *side, const pcs_partition *p,
                            const pcs_article_record *a, pcs_error *err)
{
    pcs_status status = PCS_OK;
    side->n = 0;
    side->has_numbers = true;
    if (!PCS_ARRAY_RESERVE(side->keys, side->cap, a->n_segments + (size_t)1))
        return pcs_error_nomem(err);
    for (uint32_t i = 0; status == PCS_OK && i < a->n_segments; i++) {
        bool has_number = false;
        status =
            read_key(&side->keys[i], &has_number, p, a->first_segment + i, err);
        side->keys[i].at = i;
        side->has_numbers = side->has_numbers && has_number;
    }
    side->n = a->n_segments;
    return status;
}

static int compare_at(const pcs_align_key *x, const pcs_align_key *y)
{
    return (x->at > y->at) - (x->at < y->at);
}

static int compare_numbers(const void *a, const void *b)
{
    const pcs_align_key *x = a, *y = b;
    if (x->number != y->number)
        return x->number < y->number ? -1 : 1;
    return compare_at(x, y);
}

/* Documents mostly come in the order of their numbers. */
static void sort(pcs_align_side *side,
                 int (*compare)(const void *, const void *))
{
    size_t i = 1;
    while (i < side->n && compare(&side->keys[i - 1], &side->keys[i]) < 0)
        i++;
    if (i < side->n)
        qsort(side->keys, side->n, sizeof *side->keys, compare);
}

/* Pairs equal numbers whose English is equal, too. How many have no pair. */
static size_t pair_numbers(pcs_alignment *al)
{
    const pcs_align_side *a = &al->a, *b = &al->b;
    size_t left = a->n;
    sort(&al->a, compare_numbers);
    sort(&al->b, compare_numbers);
    for (size_t i = 0, j = 0; i < a->n; i++) {
        const pcs_align_key *key = &a->keys[i];
        while (j < b->n && b->keys[j].number < key->number)
            j++;
        /* A number that is given twice says nothing. */
        bool is_one = j < b->n && b->keys[j].number == key->number &&
                      (j + 1 == b->n || b->keys[j + 1].number != key->number) &&
                      (i == 0 || a->keys[i - 1].number != key->number) &&
                      (i + 1 == a->n || a->keys[i + 1].number != key->number);
        if (!is_one || b->keys[j].english != key->english)
            continue;
        al->pairs[key->at] = (pcs_aligned){b->keys[j].at, PCS_SIBLING_BY_ID};
        left--;
    }
    return left;
}

static pcs_status fill_side(pcs_alignment *al, int which,
                            const pcs_align_side *from, pcs_error *err)
{
    pcs_status status =
        pcs_in_order_reserve(&al->in_order, which, from->n, err);
    for (size_t i = 0; status == PCS_OK && i < from->n; i++)
        al->in_order.sides[which].texts[from->keys[i].at] =
            from->keys[i].english;
    return status;
}

/* Pairs equal English that has no pair yet. */
static pcs_status pair_english(pcs_alignment *al, pcs_error *err)
{
    pcs_ordered_side *a = &al->in_order.sides[0], *b = &al->in_order.sides[1];
    pcs_status status = fill_side(al, 0, &al->a, err);
    if (status == PCS_OK)
        status = fill_side(al, 1, &al->b, err);
    if (status != PCS_OK)
        return status;
    for (uint32_t i = 0; i < a->n; i++) {
        if (al->pairs[i].by == PCS_SIBLING_NONE)
            continue;
        a->partners[i] = al->pairs[i].at;
        b->partners[al->pairs[i].at] = i;
    }
    status = pcs_in_order_pair(&al->in_order, al->is_exchanged, err);
    for (size_t i = 0; status == PCS_OK && i < a->n; i++)
        if (al->pairs[i].by == PCS_SIBLING_NONE &&
            a->partners[i] != PCS_UNPAIRED)
            al->pairs[i] =
                (pcs_aligned){a->partners[i], PCS_SIBLING_BY_ENGLISH};
    return status;
}

pcs_status pcs_alignment_make(pcs_alignment *al, const pcs_partition *p,
                              const pcs_article_record *a,
                              const pcs_partition *q,
                              const pcs_article_record *b, bool by_number,
                              pcs_error *err)
{
    if (!PCS_ARRAY_RESERVE(al->pairs, al->cap, a->n_segments + (size_t)1))
        return pcs_error_nomem(err);
    memset(al->pairs, 0, a->n_segments * sizeof *al->pairs);
    pcs_status status = read_side(&al->a, p, a, err);
    if (status == PCS_OK)
        status = read_side(&al->b, q, b, err);
    if (status != PCS_OK)
        return status;
    size_t left = a->n_segments;
    if (by_number && al->a.has_numbers && al->b.has_numbers)
        left = pair_numbers(al);
    return left > 0 ? pair_english(al, err) : PCS_OK;
}

void pcs_alignment_dispose(pcs_alignment *al)
{
    free(al->pairs);
    free(al->a.keys);
    free(al->b.keys);
    pcs_in_order_dispose(&al->in_order);
    memset(al, 0, sizeof *al);
}
