/* changes.c - which segments differ between two versions of an article */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/changes.h"

#include <stdlib.h>
#include <string.h>

#include "search/pairing.h"

enum { OLD, NEW };

/* An article's segments. */
typedef struct side {
    const pcs_partition *partition;
    uint32_t first, n;
    uint64_t *english;
    uint32_t *moved; /* to which number on the other side, plus one; 0: not */
    size_t cap_english, cap_moved;
} side;

/* Segments of one side that stand together and have no equal. */
typedef struct gap {
    uint32_t *items;
    pcs_word_bags bags; /* of each */
    size_t n, cap;
} gap;

/* A segment that has no equal at its place. */
typedef struct loose {
    uint64_t english;
    uint32_t at;
} loose;

typedef struct pcs_changes_work {
    pcs_worddiff *differ;
    pcs_diff diff;
    side sides[2];
    gap gaps[2];
    loose *loose[2];
    size_t n_loose[2], cap_loose[2];
    pcs_pairing pairing;
    uint32_t last_old; /* the one before what is looked at, plus one */
} work;

const char *pcs_change_name(pcs_change_kind kind)
{
    static const char *const names[] = {"changed", "added", "removed", "moved"};
    return names[kind];
}

static pcs_status read_side(side *s, const pcs_partition *p,
                            const pcs_article_record *a, pcs_error *err)
{
    pcs_status status = PCS_OK;
    s->partition = p;
    s->first = a->first_segment;
    s->n = a->n_segments;
    if (!PCS_ARRAY_RESERVE(s->english, s->cap_english, s->n + (size_t)1) ||
        !PCS_ARRAY_RESERVE(s->moved, s->cap_moved, s->n + (size_t)1))
        return pcs_error_nomem(err);
    memset(s->moved, 0, s->n * sizeof *s->moved);
    for (uint32_t i = 0; status == PCS_OK && i < s->n; i++) {
        const pcs_segment_record *record;
        status = pcs_partition_segment(&record, p, s->first + i, err);
        if (status == PCS_OK)
            s->english[i] = p->unit_english[record->unit];
    }
    return status;
}

/*
 * What has moved.
 */

static int compare_loose(const void *a, const void *b)
{
    const loose *x = a, *y = b;
    if (x->english != y->english)
        return x->english < y->english ? -1 : 1;
    return (x->at > y->at) - (x->at < y->at);
}

static pcs_status add_loose(work *w, int which, size_t start, size_t end,
                            pcs_error *err)
{
    size_t *n = &w->n_loose[which];
    if (!PCS_ARRAY_RESERVE(w->loose[which], w->cap_loose[which],
                           *n + (end - start) + 1))
        return pcs_error_nomem(err);
    for (size_t i = start; i < end; i++)
        w->loose[which][(*n)++] =
            (loose){w->sides[which].english[i], (uint32_t)i};
    return PCS_OK;
}

static void pair_loose(work *w)
{
    const loose *a = w->loose[OLD], *b = w->loose[NEW];
    size_t n = w->n_loose[OLD], m = w->n_loose[NEW];
    for (int k = OLD; k <= NEW; k++)
        if (w->n_loose[k])
            qsort(w->loose[k], w->n_loose[k], sizeof **w->loose, compare_loose);
    for (size_t i = 0, j = 0; i < n && j < m;) {
        if (a[i].english == b[j].english) {
            w->sides[OLD].moved[a[i].at] = b[j].at + 1;
            w->sides[NEW].moved[b[j].at] = a[i].at + 1;
            i++;
            j++;
        } else if (a[i].english < b[j].english) {
            i++;
        } else {
            j++;
        }
    }
}

static pcs_status find_moved(work *w, pcs_error *err)
{
    size_t a = 0, b = 0;
    pcs_status status = PCS_OK;
    w->n_loose[OLD] = w->n_loose[NEW] = 0;
    for (size_t i = 0; status == PCS_OK && i <= w->diff.n_runs; i++) {
        pcs_diff_run end = {w->sides[OLD].n, w->sides[NEW].n, 0};
        const pcs_diff_run *run = i < w->diff.n_runs ? &w->diff.runs[i] : &end;
        status = add_loose(w, OLD, a, run->a, err);
        if (status == PCS_OK)
            status = add_loose(w, NEW, b, run->b, err);
        a = run->a + run->n;
        b = run->b + run->n;
    }
    if (status == PCS_OK)
        pair_loose(w);
    return status;
}

/*
 * What is similar.
 */

static pcs_status add_words(gap *g, work *w, const side *s, uint32_t at,
                            pcs_error *err)
{
    const pcs_segment_record *record;
    const uint64_t *words;
    pcs_unit_text text;
    size_t n = 0;
    pcs_status status =
        pcs_partition_segment(&record, s->partition, s->first + at, err);
    if (status == PCS_OK)
        status = pcs_texts_get(&text, s->partition->texts, record->unit, err);
    if (status == PCS_OK)
        status = pcs_worddiff_words(&words, &n, w->differ, text.english,
                                    text.english_len, err);
    if (status != PCS_OK)
        return status;
    return pcs_word_bags_add(&g->bags, words, n, err);
}

/* Those of [start, end) that have not moved; of the new ones, all, so that
 * those that have can be told in their order. */
static pcs_status fill_gap(work *w, int which, size_t start, size_t end,
                           bool has_words, pcs_error *err)
{
    const side *s = &w->sides[which];
    gap *g = &w->gaps[which];
    pcs_status status = PCS_OK;
    g->n = 0;
    pcs_word_bags_clear(&g->bags);
    if (!PCS_ARRAY_RESERVE(g->items, g->cap, end - start + 1))
        return pcs_error_nomem(err);
    for (size_t i = start; status == PCS_OK && i < end; i++) {
        if (which == OLD && s->moved[i])
            continue;
        status = has_words && !s->moved[i]
                     ? add_words(g, w, s, (uint32_t)i, err)
                     : pcs_word_bags_add(&g->bags, NULL, 0, err);
        g->items[g->n++] = (uint32_t)i;
    }
    return status;
}

static pcs_status add(pcs_changes *c, pcs_change_kind kind, uint32_t old,
                      uint32_t new, pcs_error *err)
{
    if (!PCS_ARRAY_RESERVE(c->items, c->cap, c->n + 1))
        return pcs_error_nomem(err);
    c->items[c->n++] = (pcs_change){kind, old, new};
    c->counts[kind]++;
    return PCS_OK;
}

static pcs_status add_old(pcs_changes *c, uint32_t at, pcs_error *err)
{
    work *w = c->work;
    w->last_old = at + 1;
    return add(c, PCS_CHANGE_REMOVED, w->sides[OLD].first + at, PCS_NO_SEGMENT,
               err);
}

static pcs_status add_new(pcs_changes *c, uint32_t at, pcs_error *err)
{
    const work *w = c->work;
    const side *old = &w->sides[OLD], *new = &w->sides[NEW];
    if (new->moved[at])
        return add(c, PCS_CHANGE_MOVED, old->first + new->moved[at] - 1,
                   new->first + at, err);
    return add(c, PCS_CHANGE_ADDED,
               w->last_old ? old->first + w->last_old - 1 : PCS_NO_SEGMENT,
               new->first + at, err);
}

static pcs_status add_pair(pcs_changes *c, uint32_t old, uint32_t new,
                           pcs_error *err)
{
    work *w = c->work;
    w->last_old = old + 1;
    return add(c, PCS_CHANGE_CHANGED, w->sides[OLD].first + old,
               w->sides[NEW].first + new, err);
}

static pcs_status pair_block(pcs_changes *c, size_t i0, size_t n, size_t j0,
                             size_t m, pcs_error *err)
{
    work *w = c->work;
    const uint32_t *old = w->gaps[OLD].items + i0;
    const uint32_t *new = w->gaps[NEW].items + j0;
    size_t i = 0, j = 0;
    pcs_status status = pcs_pairing_make(&w->pairing, &w->gaps[OLD].bags, i0, n,
                                         &w->gaps[NEW].bags, j0, m, err);
    while (status == PCS_OK && (i < n || j < m)) {
        pcs_pairing_step step = pcs_pairing_next(&w->pairing, i, j);
        if (step == PCS_PAIRING_BOTH)
            status = add_pair(c, old[i++], new[j++], err);
        else if (step == PCS_PAIRING_FIRST)
            status = add_old(c, old[i++], err);
        else
            status = add_new(c, new[j++], err);
    }
    return status;
}

static pcs_status pair_gap(pcs_changes *c, size_t a, size_t a_end, size_t b,
                           size_t b_end, pcs_error *err)
{
    work *w = c->work;
    const gap *old = &w->gaps[OLD], *new = &w->gaps[NEW];
    bool has_words = a < a_end && b < b_end;
    pcs_status status = fill_gap(w, OLD, a, a_end, has_words, err);
    if (status == PCS_OK)
        status = fill_gap(w, NEW, b, b_end, has_words, err);
    size_t blocks = pcs_pairing_blocks(&old->bags, &new->bags);
    for (size_t i = 0; status == PCS_OK && i < blocks; i++) {
        size_t x = old->n * i / blocks, y = new->n *i / blocks;
        status = pair_block(c, x, old->n * (i + 1) / blocks - x, y,
                            new->n *(i + 1) / blocks - y, err);
    }
    return status;
}

static pcs_status pair_gaps(pcs_changes *c, pcs_error *err)
{
    work *w = c->work;
    size_t a = 0, b = 0;
    pcs_status status = PCS_OK;
    w->last_old = 0;
    for (size_t i = 0; status == PCS_OK && i <= w->diff.n_runs; i++) {
        pcs_diff_run end = {w->sides[OLD].n, w->sides[NEW].n, 0};
        pcs_diff_run run = i < w->diff.n_runs ? w->diff.runs[i] : end;
        if (run.a > a || run.b > b)
            status = pair_gap(c, a, run.a, b, run.b, err);
        a = run.a + run.n;
        b = run.b + run.n;
        if (run.n)
            w->last_old = (uint32_t)a;
    }
    return status;
}

static pcs_status get_work(pcs_changes *c, pcs_error *err)
{
    if (!c->work)
        c->work = calloc(1, sizeof *c->work);
    if (!c->work)
        return pcs_error_nomem(err);
    return c->work->differ ? PCS_OK : pcs_worddiff_new(&c->work->differ, err);
}

pcs_status pcs_changes_find(pcs_changes *c, const pcs_partition *p,
                            const pcs_article_record *old,
                            const pcs_partition *q,
                            const pcs_article_record *new, pcs_error *err)
{
    c->n = 0;
    memset(c->counts, 0, sizeof c->counts);
    pcs_status status = get_work(c, err);
    if (status != PCS_OK)
        return status;
    work *w = c->work;
    const side *s = w->sides;
    status = read_side(&w->sides[OLD], p, old, err);
    if (status == PCS_OK)
        status = read_side(&w->sides[NEW], q, new, err);
    if (status == PCS_OK)
        status = pcs_diff_make(&w->diff, s[OLD].english, s[OLD].n,
                               s[NEW].english, s[NEW].n, err);
    if (status == PCS_OK)
        status = find_moved(w, err);
    return status == PCS_OK ? pair_gaps(c, err) : status;
}

pcs_status pcs_changes_words(const pcs_word_edit **out, size_t *n,
                             pcs_changes *c, const char *old, size_t old_len,
                             const char *new, size_t new_len, pcs_error *err)
{
    pcs_status status = get_work(c, err);
    return status == PCS_OK ? pcs_worddiff_make(out, n, c->work->differ, old,
                                                old_len, new, new_len, err)
                            : status;
}

void pcs_changes_dispose(pcs_changes *c)
{
    work *w = c->work;
    for (int i = OLD; w && i <= NEW; i++) {
        free(w->sides[i].english);
        free(w->sides[i].moved);
        free(w->gaps[i].items);
        pcs_word_bags_dispose(&w->gaps[i].bags);
        free(w->loose[i]);
    }
    if (w) {
        pcs_worddiff_free(w->differ);
        pcs_diff_dispose(&w->diff);
        pcs_pairing_dispose(&w->pairing);
    }
    free(w);
    free(c->items);
    memset(c, 0, sizeof *c);
}
