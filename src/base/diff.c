/* diff.c - what two sequences have in common, in order */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/diff.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"

/* Steps of each end of a search, which meet in the middle. */
#define COST_MAX (PCS_DIFF_EDITS_MAX / 2)
/* An array of diagonals -COST_MAX - 1 to COST_MAX + 1. */
#define DIAGONALS (2 * COST_MAX + 3)
#define MIDDLE (COST_MAX + 1)
#define NOWHERE (-1)

/* Items [a, a_end) against [b, b_end); or a run that was found before what
 * stands before it. */
typedef struct pcs_diff_box {
    size_t a, a_end, b, b_end;
    bool is_run;
} box;

static pcs_status push(pcs_diff *d, box one, pcs_error *err)
{
    if (one.a == one.a_end && one.b == one.b_end)
        return PCS_OK;
    if (!PCS_ARRAY_RESERVE(d->boxes, d->cap_boxes, d->n_boxes + 1))
        return pcs_error_nomem(err);
    d->boxes[d->n_boxes++] = one;
    return PCS_OK;
}

static pcs_status add_run(pcs_diff *d, size_t a, size_t b, size_t n,
                          pcs_error *err)
{
    pcs_diff_run *last = d->n_runs ? &d->runs[d->n_runs - 1] : NULL;
    if (n == 0)
        return PCS_OK;
    if (last && last->a + last->n == a && last->b + last->n == b) {
        last->n += n;
        return PCS_OK;
    }
    if (!PCS_ARRAY_RESERVE(d->runs, d->cap_runs, d->n_runs + 1))
        return pcs_error_nomem(err);
    d->runs[d->n_runs++] = (pcs_diff_run){a, b, n};
    return PCS_OK;
}

/* The items of a box, read from its beginning or from its end. */
typedef struct view {
    const uint64_t *a, *b; /* the first item of each, in reading order */
    int64_t n, m;
    int64_t step; /* 1 or -1 */
} view;

static bool is_same(const view *v, int64_t x, int64_t y)
{
    return v->a[x * v->step] == v->b[y * v->step];
}

/* The furthest point on diagonal k (its x; y is x - k) that one step more from
 * the points on its neighbours reaches; no point is outside of the box. */
static int64_t reach(const view *v, const int64_t *points, int64_t d, int64_t k)
{
    int64_t x = NOWHERE;
    if (d == 0)
        x = 0;
    int64_t right = k > -d ? points[MIDDLE + k - 1] : NOWHERE;
    int64_t down = k < d ? points[MIDDLE + k + 1] : NOWHERE;
    if (right != NOWHERE && right < v->n)
        x = right + 1;
    if (down != NOWHERE && down - k <= v->m && down > x)
        x = down;
    if (x == NOWHERE)
        return x;
    while (x < v->n && x - k < v->m && is_same(v, x, x - k))
        x++;
    return x;
}

/* A point that a shortest path goes through, or at a cost over the limit one
 * that is far from the beginning on a path. */
typedef struct point {
    int64_t x, y;
} point;

/* One more step of one end; whether it meets the other one. `other` are points
 * of the other end, read from there, after d_other steps. */
static bool advance(point *met, const view *v, int64_t *points,
                    const int64_t *other, int64_t d, int64_t d_other)
{
    int64_t delta = v->n - v->m;
    for (int64_t k = -d; k <= d; k += 2) {
        int64_t x = reach(v, points, d, k), across = delta - k;
        points[MIDDLE + k] = x;
        if (x == NOWHERE || across < -d_other || across > d_other ||
            ((across + d_other) & 1) || other[MIDDLE + across] == NOWHERE ||
            x + other[MIDDLE + across] < v->n)
            continue;
        *met = (point){x, x - k};
        return true;
    }
    return false;
}

static point find_furthest(const int64_t *points, int64_t d)
{
    point best = {0, 0};
    for (int64_t k = -d; k <= d; k += 2) {
        int64_t x = points[MIDDLE + k];
        if (x != NOWHERE && 2 * x - k > best.x + best.y)
            best = (point){x, x - k};
    }
    return best;
}

static point find_middle(pcs_diff *diff, const uint64_t *a, const uint64_t *b,
                         const box *c)
{
    int64_t n = (int64_t)(c->a_end - c->a), m = (int64_t)(c->b_end - c->b);
    view there = {a + c->a, b + c->b, n, m, 1};
    view back = {a + c->a_end - 1, b + c->b_end - 1, n, m, -1};
    point met;
    size_t most = diff->edits_max / 2;
    int64_t cost = most > 0 && most < COST_MAX ? (int64_t)most : COST_MAX;
    for (int64_t d = 0; d <= cost; d++) {
        if (advance(&met, &there, diff->forward, diff->backward, d, d - 1))
            return met;
        if (advance(&met, &back, diff->backward, diff->forward, d, d))
            return (point){n - met.x, m - met.y};
    }
    /* The end that has come further, so that no work is done in vain. */
    point far = find_furthest(diff->forward, cost);
    point near = find_furthest(diff->backward, cost);
    if (far.x + far.y >= near.x + near.y)
        return far;
    return (point){n - near.x, m - near.y};
}

/* Takes off what is the same at both ends, and cuts the rest in two. */
static pcs_status work(pcs_diff *d, const uint64_t *a, const uint64_t *b, box c,
                       pcs_error *err)
{
    size_t a_start = c.a, b_start = c.b, end = c.a_end;
    while (c.a < c.a_end && c.b < c.b_end && a[c.a] == b[c.b]) {
        c.a++;
        c.b++;
    }
    pcs_status status = add_run(d, a_start, b_start, c.a - a_start, err);
    while (c.a < c.a_end && c.b < c.b_end && a[c.a_end - 1] == b[c.b_end - 1]) {
        c.a_end--;
        c.b_end--;
    }
    if (status == PCS_OK)
        status = push(
            d, (box){c.a_end, end, c.b_end, c.b_end + (end - c.a_end), true},
            err);
    if (status != PCS_OK || c.a == c.a_end || c.b == c.b_end)
        return status;
    point middle = find_middle(d, a, b, &c);
    size_t x = c.a + (size_t)middle.x, y = c.b + (size_t)middle.y;
    if ((x == c.a && y == c.b) || (x == c.a_end && y == c.b_end))
        return PCS_OK;
    status = push(d, (box){x, c.a_end, y, c.b_end, false}, err);
    return status == PCS_OK ? push(d, (box){c.a, x, c.b, y, false}, err)
                            : status;
}

static pcs_status reserve(pcs_diff *d, pcs_error *err)
{
    if (!d->forward)
        d->forward = calloc(DIAGONALS, sizeof *d->forward);
    if (!d->backward)
        d->backward = calloc(DIAGONALS, sizeof *d->backward);
    return d->forward && d->backward ? PCS_OK : pcs_error_nomem(err);
}

pcs_status pcs_diff_make(pcs_diff *d, const uint64_t *a, size_t n,
                         const uint64_t *b, size_t m, pcs_error *err)
{
    d->n_runs = d->n_boxes = 0;
    pcs_status status = reserve(d, err);
    if (status == PCS_OK)
        status = push(d, (box){0, n, 0, m, false}, err);
    while (status == PCS_OK && d->n_boxes > 0) {
        box c = d->boxes[--d->n_boxes];
        status = c.is_run ? add_run(d, c.a, c.b, c.a_end - c.a, err)
                          : work(d, a, b, c, err);
    }
    return status;
}

void pcs_diff_dispose(pcs_diff *d)
{
    free(d->runs);
    free(d->boxes);
    free(d->forward);
    free(d->backward);
    memset(d, 0, sizeof *d);
}
