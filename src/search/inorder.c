/* inorder.c - pairing the equal texts of two articles by what is around them */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/inorder.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"

/* A text that has no partner yet. */
typedef struct pcs_ordered_text {
    uint64_t text;
    uint32_t at;
} left_text;

pcs_status pcs_in_order_reserve(pcs_in_order *p, int side, size_t n,
                                pcs_error *err)
{
    pcs_ordered_side *s = &p->sides[side];
    if (!PCS_ARRAY_RESERVE(s->texts, s->cap_texts, n + 1) ||
        !PCS_ARRAY_RESERVE(s->partners, s->cap_partners, n + 1) ||
        !PCS_ARRAY_RESERVE(p->left[side], p->cap_left[side], n + 1) ||
        !PCS_ARRAY_RESERVE(p->ids[side], p->cap_ids[side], n + 1))
        return pcs_error_nomem(err);
    for (size_t i = 0; i < n; i++)
        s->partners[i] = PCS_UNPAIRED;
    s->n = n;
    return PCS_OK;
}

static void join(pcs_in_order *p, size_t a, size_t b)
{
    p->sides[0].partners[a] = (uint32_t)b;
    p->sides[1].partners[b] = (uint32_t)a;
}

/* Pairs two that are equal and have no partner. */
static void try_join(pcs_in_order *p, size_t a, size_t b)
{
    const pcs_ordered_side *x = &p->sides[0], *y = &p->sides[1];
    if (a < x->n && b < y->n && x->partners[a] == PCS_UNPAIRED &&
        y->partners[b] == PCS_UNPAIRED && x->texts[a] == y->texts[b])
        join(p, a, b);
}

static int compare_left(const void *a, const void *b)
{
    const left_text *x = a, *y = b;
    if (x->text != y->text)
        return x->text < y->text ? -1 : 1;
    return (x->at > y->at) - (x->at < y->at);
}

/* Gathers what has no partner, by text; false where a side has nothing. */
static bool gather_left(pcs_in_order *p)
{
    for (int k = 0; k < 2; k++) {
        const pcs_ordered_side *s = &p->sides[k];
        p->n_left[k] = 0;
        for (size_t i = 0; i < s->n; i++)
            if (s->partners[i] == PCS_UNPAIRED)
                p->left[k][p->n_left[k]++] =
                    (left_text){s->texts[i], (uint32_t)i};
    }
    for (int k = 0; k < 2; k++)
        if (p->n_left[0] && p->n_left[1])
            qsort(p->left[k], p->n_left[k], sizeof **p->left, compare_left);
    return p->n_left[0] && p->n_left[1];
}

/* The texts from i on that are equal. */
static size_t count_equal(const left_text *left, size_t n, size_t i)
{
    size_t end = i + 1;
    while (end < n && left[end].text == left[i].text)
        end++;
    return end - i;
}

/* The nth with the nth; or only what stands once on each side. */
static void pair_left(pcs_in_order *p, bool is_unique)
{
    const left_text *a = p->left[0], *b = p->left[1];
    if (!gather_left(p))
        return;
    for (size_t i = 0, j = 0; i < p->n_left[0] && j < p->n_left[1];) {
        size_t n = count_equal(a, p->n_left[0], i);
        size_t m = count_equal(b, p->n_left[1], j);
        if (a[i].text == b[j].text) {
            for (size_t k = 0; k < n && k < m && (!is_unique || n + m == 2);
                 k++)
                join(p, a[i + k].at, b[j + k].at);
            i += n;
            j += m;
        } else if (a[i].text < b[j].text) {
            i += n;
        } else {
            j += m;
        }
    }
}

/* Behind pairs, then before them. */
static void spread(pcs_in_order *p)
{
    const pcs_ordered_side *s = &p->sides[0];
    for (size_t i = 0; i < s->n; i++)
        if (s->partners[i] != PCS_UNPAIRED)
            try_join(p, i + 1, (size_t)s->partners[i] + 1);
    for (size_t i = s->n; i-- > 1;)
        if (s->partners[i] != PCS_UNPAIRED && s->partners[i] > 0)
            try_join(p, i - 1, (size_t)s->partners[i] - 1);
}

/* Pairs have a text of their own there, which nothing else equals. */
static pcs_status pair_ordered(pcs_in_order *p, int first, pcs_error *err)
{
    int second = 1 - first;
    for (int k = 0; k < 2; k++) {
        const pcs_ordered_side *s = &p->sides[k];
        for (size_t i = 0; i < s->n; i++) {
            bool is_pair = s->partners[i] != PCS_UNPAIRED;
            size_t number = k == first ? i : s->partners[i];
            p->ids[k][i] = is_pair ? (uint64_t)number : s->texts[i];
        }
    }
    pcs_status status =
        pcs_diff_make(&p->diff, p->ids[first], p->sides[first].n,
                      p->ids[second], p->sides[second].n, err);
    for (size_t r = 0; status == PCS_OK && r < p->diff.n_runs; r++) {
        const pcs_diff_run *run = &p->diff.runs[r];
        size_t a = first == 0 ? run->a : run->b;
        size_t b = first == 0 ? run->b : run->a;
        for (size_t i = 0; i < run->n; i++)
            try_join(p, a + i, b + i);
    }
    return status;
}

pcs_status pcs_in_order_pair(pcs_in_order *p, int first, pcs_error *err)
{
    pair_left(p, true);
    spread(p);
    if (!gather_left(p))
        return PCS_OK;
    pcs_status status = pair_ordered(p, first, err);
    spread(p);
    if (status == PCS_OK)
        pair_left(p, false);
    return status;
}

void pcs_in_order_dispose(pcs_in_order *p)
{
    for (int k = 0; k < 2; k++) {
        free(p->sides[k].texts);
        free(p->sides[k].partners);
        free(p->left[k]);
        free(p->ids[k]);
    }
    pcs_diff_dispose(&p->diff);
    memset(p, 0, sizeof *p);
}
