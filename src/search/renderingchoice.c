/* renderingchoice.c - the row of words that goes best with a term */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/renderingchoice.h"

#include <math.h>

/* Around those that are so much weaker than the best, none are. */
#define SEED_RATIO_MIN 0.25
/* A row is stricter than its best word where its coefficient is so many times
 * that, and so much of the units that have the word have the row. */
#define STRICTER_MIN 1.05
#define STRICTER_SHARE_MIN 0.5
/* Rows repeat themselves: each word takes so much off their number. */
#define ROW_DISCOUNT 0.5
/* In fewer units, a row is as long as the term; a pair may be. */
#define SURE_ROW_MIN 5u
#define SURE_PAIR_MIN 2u
/* Where counts are about equal, what goes best with the term is before others.
 */
#define PARTNER_BONUS 1.15
/* In no more units than this, what another word does as well is a guess. */
#define AMBIGUOUS_MAX 3u
#define AMBIGUOUS_MIN 0.98
/* A longer row is taken where it is about as good. */
#define LONGER_MIN 0.93
#define LONGER_SHARE_MIN 0.8
/* Of a verb with its particle, which may stand apart (log him in). */
#define LONGER_VERB_SHARE_MIN 0.5
/* Of a term of several words, where it is at least this good. */
#define LONGER_LONG_MIN 0.8
#define LONGER_LONG_SHARE_MIN 0.45

/* How sure the first rendering has to be, and the later ones, which are found
 * in what is left. */
#define TOGETHER_MIN 2u
#define TOGETHER_NEXT_MIN 3u
/* Of a long row, which may be a sentence that is repeated. */
#define LONG_ROW 3u
#define TOGETHER_LONG_MIN 5u
#define RATIO_MIN 10.8
#define RATIO_NEXT_MIN 15.0
#define DICE_MIN 0.1
#define DICE_NEXT_MIN 0.12
/* Or so much of what is left has it, and so many times more than elsewhere. */
#define SHARE_MIN 0.3
#define SHARE_NEXT_MIN 0.4
#define LIFT_MIN 4.0
/* A later one goes best with the term, or not so much better with another word
 * that it is by chance that this is not there. */
#define BEST_SHARE_MIN 0.022
/* A function word is a rendering only where it is a sure one. */
#define FUNCTION_MIN 0.5

/* x log (x / expected), of the log-likelihood ratio. */
static double part(double x, double expected)
{
    return x > 0 && expected > 0 ? x * log(x / expected) : 0;
}

/* Of a table of two by two; negative where both avoid each other. */
static double likelihood_ratio(double both, double one, double other,
                               double all)
{
    double a = both, b = fmax(one - both, 0), c = fmax(other - both, 0);
    double d = fmax(all - a - b - c, 0), n = a + b + c + d;
    double ratio =
        2 * (part(a, (a + b) * (a + c) / n) + part(b, (a + b) * (b + d) / n) +
             part(c, (c + d) * (a + c) / n) + part(d, (c + d) * (b + d) / n));
    return a * n >= (a + b) * (a + c) ? ratio : -ratio;
}

static void rate(pcs_rendering_candidate *x, const pcs_class_counts *c,
                 const pcs_row_count *n)
{
    const pcs_bitext *b = c->b;
    double left = (double)c->n_open * b->scale;
    double gone = (double)(b->n - c->n_open) * b->scale;
    double all = (double)b->partition->n_units - gone;
    double both = n->open * b->scale, sure = both;
    if (x->row.len > 1)
        sure = fmax(both - ROW_DISCOUNT * (double)x->row.len * b->scale, 0);
    double freq = fmax(n->freq - n->closed * b->scale, both);
    x->together = n->open;
    x->dice = left + freq > 0 ? 2 * both / (left + freq) : 0;
    x->sure = left + freq > 0 ? 2 * sure / (left + freq) : 0;
    x->ratio = likelihood_ratio(both, left, freq, all);
    if (c->flags[x->seed] & PCS_BITEXT_PARTNER)
        x->ratio *= PARTNER_BONUS;
    x->share = left > 0 ? both / left : 0;
    x->lift = freq > 0 && all > 0 ? x->share / (freq / all) : 0;
}

/* Whether a class may be a rendering, or the seed of one, at all. */
static bool is_likely(const pcs_class_counts *c,
                      const pcs_rendering_candidate *x)
{
    const pcs_bitext *b = c->b;
    uint32_t class = x->seed;
    bool is_first = c->n_open == b->n;
    uint32_t n_min = is_first ? TOGETHER_MIN : TOGETHER_NEXT_MIN;
    if (x->together < n_min && (!is_first || b->n_all > 3))
        return false;
    if (c->flags[class] & PCS_BITEXT_FUNCTION && x->dice < FUNCTION_MIN)
        return false;
    if (is_first || c->flags[class] & PCS_BITEXT_PARTNER)
        return true;
    double whole = 2 * x->together * b->scale /
                   ((double)b->n_all + b->other->freqs[class]);
    return whole >= BEST_SHARE_MIN * b->other->best[class] / 65535;
}

static bool is_better(const pcs_rendering_candidate *a,
                      const pcs_rendering_candidate *b)
{
    if (a->ratio != b->ratio)
        return a->ratio > b->ratio;
    return a->seed < b->seed;
}

/* The classes that go best with the units that are left, best first. */
static size_t choose_seeds(pcs_rendering_candidate seeds[PCS_SEEDS_MAX],
                           const pcs_class_counts *c)
{
    size_t n = 0;
    for (size_t i = 0; i < c->n_touched; i++) {
        uint32_t class = c->touched[i];
        pcs_rendering_candidate x = {.row = {{class}, 1}, .seed = class};
        pcs_row_count counts = {c->open[class], c->closed[class],
                                c->b->other->freqs[class]};
        if (counts.open == 0)
            continue;
        rate(&x, c, &counts);
        if (!is_likely(c, &x) ||
            (n == PCS_SEEDS_MAX && !is_better(&x, &seeds[n - 1])))
            continue;
        size_t at = n < PCS_SEEDS_MAX ? n++ : n - 1;
        for (; at > 0 && is_better(&x, &seeds[at - 1]); at--)
            seeds[at] = seeds[at - 1];
        seeds[at] = x;
    }
    return n;
}

static bool holds(const pcs_row *row, const pcs_row *part)
{
    for (size_t i = 0; i + part->len <= row->len; i++)
        if (pcs_row_begins(part, row->classes + i, row->len - i))
            return true;
    return false;
}

static bool is_good(const pcs_rendering_candidate *x, bool is_first)
{
    if (x->ratio < (is_first ? RATIO_MIN : RATIO_NEXT_MIN) || x->together == 0)
        return false;
    if (!is_first && x->row.len >= LONG_ROW && x->together < TOGETHER_LONG_MIN)
        return false;
    return x->sure >= (is_first ? DICE_MIN : DICE_NEXT_MIN) ||
           (x->share >= (is_first ? SHARE_MIN : SHARE_NEXT_MIN) &&
            x->lift >= LIFT_MIN);
}

/* Whether a longer row may stand for the best one. */
static bool is_as_good(const pcs_rendering_candidate *x,
                       const pcs_rendering_candidate *best, bool is_long,
                       const pcs_class_counts *c)
{
    uint32_t last = x->row.classes[x->row.len - 1];
    bool is_verb = (c->flags[last] & PCS_BITEXT_FUNCTION) != 0;
    if (is_long)
        return x->dice >= LONGER_LONG_MIN * best->dice &&
               x->share >= LONGER_LONG_SHARE_MIN * best->share;
    return x->dice >= LONGER_MIN * best->dice &&
           x->share >= best->share *
                           (is_verb ? LONGER_VERB_SHARE_MIN : LONGER_SHARE_MIN);
}

/* Whether it is no chance that a row is longer than the term: in so few units
 * words may stand together whatever they mean. */
static bool is_sure_row(const pcs_rendering_candidate *x,
                        const pcs_class_counts *c)
{
    size_t max = c->b->n_term_words;
    if (x->together >= SURE_ROW_MIN)
        return true;
    if (x->together > SURE_PAIR_MIN && max < 2)
        max = 2;
    return x->row.len <= max;
}

/* Whether unit u has the class where nothing else explains it. */
static bool has_class(const pcs_bitext *b, size_t u, uint32_t class)
{
    size_t at, last;
    pcs_bitext_unit(b, u, &at, &last);
    while (at < last &&
           (b->classes[at] != class || !(b->flags[at] & PCS_BITEXT_FREE)))
        at++;
    return at < last;
}

/* Whether a class stands in each unit that is left in which another does. */
static bool comes_along(const pcs_class_counts *c, uint32_t class,
                        uint32_t with)
{
    for (size_t u = 0; u < c->b->n; u++)
        if (c->is_open[u] && has_class(c->b, u, with) &&
            !has_class(c->b, u, class))
            return false;
    return true;
}

/* Whether a word beside the rendering goes with so few units as well. */
static bool is_ambiguous(const pcs_rendering_choice *x,
                         const pcs_rendering_candidate *list, size_t n,
                         const pcs_class_counts *c)
{
    if (x->head->together > AMBIGUOUS_MAX)
        return false;
    for (size_t i = 0; i < n; i++)
        if (list[i].row.len == 1 &&
            list[i].ratio >= AMBIGUOUS_MIN * x->head->ratio &&
            !holds(&x->longest->row, &list[i].row) &&
            comes_along(c, list[i].seed, x->head->seed))
            return true;
    return false;
}

/* What goes best with the units says what it is about; of the rows that hold
 * it, the one that stands for nothing else: the coefficient is strict where the
 * ratio is not. A longer one where that is about as good. */
static pcs_rendering_choice choose_best(const pcs_rendering_candidate *list,
                                        size_t n, const pcs_class_counts *c)
{
    bool is_long = c->b->n_term_words > 1;
    bool is_first = c->n_open == c->b->n;
    pcs_rendering_choice x = {NULL, NULL, NULL};
    for (size_t i = 0; i < n; i++)
        if (is_good(&list[i], is_first) && is_sure_row(&list[i], c) &&
            (!x.head || list[i].ratio > x.head->ratio))
            x.head = &list[i];
    x.strict = x.head;
    for (size_t i = 0; x.head && i < n; i++)
        if (list[i].row.len > 1 && is_sure_row(&list[i], c) &&
            holds(&list[i].row, &x.head->row) &&
            list[i].sure >=
                (x.strict == x.head ? STRICTER_MIN : 1) * x.strict->sure &&
            list[i].share >= STRICTER_SHARE_MIN * x.head->share)
            x.strict = &list[i];
    x.longest = x.strict;
    for (size_t i = 0; x.head && i < n; i++)
        if (list[i].row.len > x.longest->row.len && is_sure_row(&list[i], c) &&
            is_as_good(&list[i], x.strict, is_long, c) &&
            holds(&list[i].row, &x.strict->row))
            x.longest = &list[i];
    if (x.head && is_ambiguous(&x, list, n, c))
        x.head = NULL;
    return x;
}

/* The rows around a seed, and how they go with the units. */
static pcs_status add_rows(pcs_rendering_candidate *list, size_t *n,
                           const pcs_class_counts *c, size_t n_seeds,
                           pcs_error *err)
{
    pcs_row rows[PCS_SEEDS_MAX * PCS_AROUND_MAX];
    pcs_row_count counts[PCS_SEEDS_MAX * PCS_AROUND_MAX];
    size_t n_rows = 0;
    pcs_status status = PCS_OK;
    for (size_t i = 0; status == PCS_OK && i < n_seeds &&
                       list[i].ratio >= SEED_RATIO_MIN * list[0].ratio;
         i++) {
        size_t some;
        status = pcs_rows_around(rows + n_rows, &some, PCS_AROUND_MAX, c->b,
                                 list[i].seed, c->is_open, err);
        for (size_t j = 0; status == PCS_OK && j < some; j++)
            list[*n + n_rows + j].seed = list[i].seed;
        n_rows += some;
    }
    if (status == PCS_OK && n_rows)
        status = pcs_rows_count(counts, rows, n_rows, c->b, c->is_open, err);
    for (size_t i = 0; status == PCS_OK && i < n_rows; i++) {
        pcs_rendering_candidate *x = &list[(*n)++];
        x->row = rows[i];
        rate(x, c, &counts[i]);
    }
    return status;
}

pcs_status pcs_rendering_choose(pcs_rendering_choice *out,
                                pcs_rendering_candidate *list,
                                const pcs_class_counts *c, pcs_error *err)
{
    size_t n = choose_seeds(list, c);
    pcs_status status = add_rows(list, &n, c, n, err);
    if (status == PCS_OK)
        *out = choose_best(list, n, c);
    return status;
}
