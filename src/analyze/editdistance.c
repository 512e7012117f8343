/* editdistance.c - what it costs to make one text of another */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "analyze/editdistance.h"

#include <stdlib.h>
#include <string.h>

/* No cost; two of them do not overflow. */
#define NEVER (UINT32_MAX / 4)

enum { MOVE_BOTH, MOVE_A, MOVE_B };

static uint32_t weigh(const pcs_edit_token *token)
{
    return token->is_mark ? PCS_EDIT_MARK : PCS_EDIT_WORD;
}

static uint32_t replace(const pcs_edit_token *a, const pcs_edit_token *b)
{
    if (a->exact == b->exact && a->is_mark == b->is_mark)
        return 0;
    if (a->class == b->class)
        return PCS_EDIT_MARK;
    return a->is_mark || b->is_mark ? NEVER : PCS_EDIT_WORD;
}

/* Tokens of both texts, less those that are the same at their ends: whatever
 * is cheapest for the rest is so for the whole. */
typedef struct middle {
    const pcs_edit_token *a, *b;
    size_t n, m, skipped;
} middle;

static middle trim(const pcs_edit_tokens *a, const pcs_edit_tokens *b)
{
    middle t = {a->items, b->items, a->len, b->len, 0};
    while (t.n && t.m && replace(t.a, t.b) == 0) {
        t.a++;
        t.b++;
        t.n--;
        t.m--;
        t.skipped++;
    }
    while (t.n && t.m && replace(&t.a[t.n - 1], &t.b[t.m - 1]) == 0) {
        t.n--;
        t.m--;
    }
    return t;
}

static bool spend(pcs_edit_work *w, size_t cells)
{
    w->is_spent = w->is_spent || cells > w->cells;
    w->cells -= cells < w->cells ? cells : w->cells;
    return !w->is_spent;
}

static uint32_t apart(uint32_t a, uint32_t b)
{
    return a > b ? a - b : b - a;
}

static uint32_t least(uint32_t a, uint32_t b)
{
    return a < b ? a : b;
}

/* Columns [first, last] of a row that may be on a way within max. */
typedef struct band {
    size_t first, last;
    uint32_t rest; /* of a, behind the row */
    uint32_t max;
} band;

/* A row of costs in the place of the one before. What is left to be done costs
 * at least the difference of what is left of both. False where nothing of the
 * row is within max. */
static bool fill_row(pcs_edit_work *w, const middle *t, size_t i, band *o)
{
    const pcs_edit_token *a = &t->a[i];
    uint32_t *row = w->row, corner = NEVER, left = NEVER, drop = weigh(a);
    size_t first = SIZE_MAX, last = 0, end = o->last;
    for (size_t j = o->first; j <= t->m; j++) {
        uint32_t above = j <= end ? row[j] : NEVER;
        uint32_t cost = above + drop;
        if (j > 0) {
            cost = least(cost, corner + replace(a, &t->b[j - 1]));
            cost = least(cost, left + weigh(&t->b[j - 1]));
        }
        if (cost >= NEVER || cost + apart(o->rest, w->rest[j]) > o->max)
            cost = NEVER;
        if (cost < NEVER) {
            first = first == SIZE_MAX ? j : first;
            last = j;
        } else if (j > end) {
            break;
        }
        row[j] = left = cost;
        corner = above;
    }
    o->first = first;
    o->last = last;
    return first != SIZE_MAX;
}

/* The first row: what is inserted before anything of a. */
static void start(pcs_edit_work *w, const middle *t, band *o)
{
    uint32_t rest = 0, cost = 0;
    w->rest[t->m] = 0;
    for (size_t j = t->m; j-- > 0;)
        w->rest[j] = rest += weigh(&t->b[j]);
    for (size_t i = 0; i < t->n; i++)
        o->rest += weigh(&t->a[i]);
    for (size_t j = 0; j <= t->m; j++) {
        w->row[j] = cost;
        if (cost <= o->max)
            o->last = j;
        cost += j < t->m ? weigh(&t->b[j]) : 0;
    }
}

pcs_status pcs_edit_cost(uint32_t *out, pcs_edit_work *w,
                         const pcs_edit_tokens *a, const pcs_edit_tokens *b,
                         uint32_t max, pcs_error *err)
{
    middle t = trim(a, b);
    band o = {0, 0, 0, max < NEVER ? max : NEVER - 1};
    *out = o.max + 1;
    if (!PCS_ARRAY_RESERVE(w->row, w->cap_row, t.m + 2) ||
        !PCS_ARRAY_RESERVE(w->rest, w->cap_rest, t.m + 2))
        return pcs_error_nomem(err);
    start(w, &t, &o);
    for (size_t i = 0; i < t.n; i++) {
        o.rest -= weigh(&t.a[i]);
        if (!spend(w, o.last - o.first + 2) || !fill_row(w, &t, i, &o))
            return PCS_OK;
    }
    if (o.last == t.m && w->row[t.m] <= o.max)
        *out = w->row[t.m];
    return PCS_OK;
}

/* The cheapest way to each pair, told by its last step. */
static void fill_moves(pcs_edit_work *w, const middle *t)
{
    uint32_t *row = w->row;
    size_t width = t->m + 1;
    row[0] = 0;
    for (size_t j = 1; j <= t->m; j++) {
        row[j] = row[j - 1] + weigh(&t->b[j - 1]);
        w->moves[j] = MOVE_B;
    }
    for (size_t i = 1; i <= t->n; i++) {
        const pcs_edit_token *a = &t->a[i - 1];
        uint8_t *moves = w->moves + i * width;
        uint32_t corner = row[0];
        row[0] += weigh(a);
        moves[0] = MOVE_A;
        for (size_t j = 1; j <= t->m; j++) {
            uint32_t both = corner + replace(a, &t->b[j - 1]);
            uint32_t up = row[j] + weigh(a);
            uint32_t left = row[j - 1] + weigh(&t->b[j - 1]);
            corner = row[j];
            row[j] = least(both, least(up, left));
            moves[j] = row[j] == both ? MOVE_BOTH
                       : row[j] == up ? MOVE_A
                                      : MOVE_B;
        }
    }
}

static void walk_back(bool *a_differs, bool *b_differs, const pcs_edit_work *w,
                      const middle *t)
{
    size_t i = t->n, j = t->m;
    while (i > 0 || j > 0) {
        uint8_t move = w->moves[i * (t->m + 1) + j];
        bool is_equal =
            move == MOVE_BOTH && replace(&t->a[i - 1], &t->b[j - 1]) == 0;
        if (move != MOVE_B)
            a_differs[--i] = !is_equal;
        if (move != MOVE_A)
            b_differs[--j] = !is_equal;
    }
}

pcs_status pcs_edit_align(bool *a_differs, bool *b_differs, pcs_edit_work *w,
                          const pcs_edit_tokens *a, const pcs_edit_tokens *b,
                          pcs_error *err)
{
    middle t = trim(a, b);
    memset(a_differs, 0, a->len);
    memset(b_differs, 0, b->len);
    a_differs += t.skipped;
    b_differs += t.skipped;
    memset(a_differs, 1, t.n);
    memset(b_differs, 1, t.m);
    if (t.n == 0 || t.m == 0 || (t.n + 1) > PCS_EDIT_ALIGN_MAX / (t.m + 1))
        return PCS_OK;
    size_t cells = (t.n + 1) * (t.m + 1);
    if (!PCS_ARRAY_RESERVE(w->row, w->cap_row, t.m + 2) ||
        !PCS_ARRAY_RESERVE(w->moves, w->cap_moves, cells))
        return pcs_error_nomem(err);
    fill_moves(w, &t);
    walk_back(a_differs, b_differs, w, &t);
    return PCS_OK;
}

void pcs_edit_work_dispose(pcs_edit_work *w)
{
    free(w->row);
    free(w->rest);
    free(w->moves);
    memset(w, 0, sizeof *w);
}
