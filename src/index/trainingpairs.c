/* trainingpairs.c - the pairs of words that word alignment is learned from */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "index/trainingpairs.h"

#include <stdlib.h>
#include <string.h>

/* So many times as often as by chance two words have to stand together. */
#define LIFT_MIN 3.0
/* And with such a coefficient, so that rare chances do not count. */
#define DICE_MIN 0.01
/* With such a one, so often is enough: a third of the texts may have the word,
 * if not all of them. */
#define DICE_SURE 0.75
#define LIFT_SURE 1.25

/* No pair: two classes that do not. */
#define NO_PAIR UINT32_MAX

typedef pcs_training_side side;
typedef pcs_training_pairs training;

static uint32_t begin_of(const side *s, size_t unit)
{
    return pcs_training_begin(s, unit);
}

static void dispose_side(side *s)
{
    free(s->ends);
    free(s->items);
    free(s->freqs);
    memset(s, 0, sizeof *s);
}

void pcs_training_pairs_dispose(pcs_training_pairs *t)
{
    dispose_side(&t->local);
    dispose_side(&t->english);
    free(t->cells);
    free(t->class_rows);
    free(t->row_cells);
    free(t->of_local);
    free(t->of_english);
    free(t->dice);
    memset(t, 0, sizeof *t);
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

/* A class of unit i, which latest has i + 1 for where it is in already. */
static pcs_status add_class(side *s, uint32_t class, size_t i, uint32_t *latest,
                            pcs_error *err)
{
    if (latest[class] == i + 1 ||
        s->len - begin_of(s, i) >= PCS_TRAINING_CLASSES_MAX)
        return PCS_OK;
    latest[class] = (uint32_t)i + 1;
    if (!PCS_ARRAY_RESERVE(s->items, s->cap, s->len + 1))
        return pcs_error_nomem(err);
    s->items[s->len++] = class;
    s->freqs[class]++;
    return PCS_OK;
}

static pcs_status add_unit(side *s, const pcs_association_side *from,
                           const inner_words *inner, size_t i, size_t step,
                           uint32_t *latest, pcs_error *err)
{
    uint32_t word;
    const uint32_t *classes = from->classes->of;
    pcs_sequence sequence = pcs_forward_writer_unit(from->units, i);
    pcs_status status = PCS_OK;
    while (status == PCS_OK && i % step == 0 &&
           pcs_sequence_next(&word, &sequence)) {
        status = add_class(s, classes[word], i, latest, err);
        if (!inner->ends)
            continue;
        for (uint32_t j = inner->ends[word];
             status == PCS_OK && j < inner->ends[word + 1]; j++)
            status = add_class(s, classes[inner->items[j]], i, latest, err);
    }
    s->ends[i] = (uint32_t)s->len;
    return status;
}

/* Every step-th unit; the others have no classes. */
static pcs_status list_units(side *s, const pcs_association_side *from,
                             const pcs_part_list *parts, size_t step,
                             pcs_error *err)
{
    dispose_side(s);
    s->n_units = from->units->n;
    s->n_learned = (s->n_units + step - 1) / step;
    s->n_words = from->classes->n;
    inner_words inner = {NULL, NULL};
    uint32_t *latest = calloc(s->n_words + 1, sizeof *latest);
    s->ends = malloc((s->n_units + 1) * sizeof *s->ends);
    s->freqs = calloc(s->n_words + 1, sizeof *s->freqs);
    pcs_status status = latest && s->ends && s->freqs
                            ? list_inner(&inner, parts, s->n_words, err)
                            : pcs_error_nomem(err);
    for (size_t i = 0; status == PCS_OK && i < s->n_units; i++)
        status = add_unit(s, from, &inner, i, step, latest, err);
    free(inner.ends);
    free(inner.items);
    free(latest);
    return status;
}

/* The units of each English class; where they end is kept as class_rows. */
static pcs_status invert(uint32_t **out, training *t, pcs_error *err)
{
    const side *s = &t->english;
    uint32_t *next = malloc((s->n_words + 1) * sizeof *next), end = 0;
    uint32_t *units = malloc((s->len + 1) * sizeof *units);
    t->class_rows = malloc((s->n_words + 1) * sizeof *t->class_rows);
    *out = units;
    if (!next || !units || !t->class_rows) {
        free(next);
        return pcs_error_nomem(err);
    }
    for (size_t i = 0; i < s->n_words; i++) {
        next[i] = end;
        t->class_rows[i] = end += s->freqs[i];
    }
    for (size_t u = 0; u < s->n_units; u++)
        for (uint32_t j = begin_of(s, u); j < s->ends[u]; j++)
            units[next[s->items[j]]++] = (uint32_t)u;
    free(next);
    return PCS_OK;
}

static pcs_status reserve_pairs(training *t, size_t n, pcs_error *err)
{
    size_t cap = t->cap_pairs, same = cap, more = cap;
    if (!PCS_ARRAY_RESERVE(t->of_local, cap, n) ||
        !PCS_ARRAY_RESERVE(t->of_english, same, n) ||
        !PCS_ARRAY_RESERVE(t->dice, more, n))
        return pcs_error_nomem(err);
    t->cap_pairs = cap;
    return PCS_OK;
}

/* Room for one a local class. */
typedef struct scratch {
    uint32_t *together; /* zero */
    uint32_t *numbers;
    uint32_t *touched;
} scratch;

static void add_pair(training *t, scratch *s, uint32_t l, uint32_t e)
{
    double fl = t->local.freqs[l], fe = t->english.freqs[e];
    double n = s->together[l];
    s->together[l] = 0;
    s->numbers[l] = NO_PAIR;
    double dice = 2 * n / (fl + fe);
    double chance = fl * fe / (double)t->local.n_learned;
    if (n <= (dice < DICE_SURE ? LIFT_MIN : LIFT_SURE) * chance ||
        dice < DICE_MIN)
        return;
    s->numbers[l] = (uint32_t)t->n_pairs;
    t->of_local[t->n_pairs] = l;
    t->of_english[t->n_pairs] = e;
    t->dice[t->n_pairs++] = (float)dice;
}

/* The cells of English class e in unit u. */
static pcs_status add_row(training *t, const scratch *s, uint32_t u,
                          pcs_error *err)
{
    const side *local = &t->local;
    uint32_t begin = begin_of(local, u);
    if (!PCS_ARRAY_RESERVE(t->cells, t->cap_cells,
                           t->n_cells + local->ends[u] - begin))
        return pcs_error_nomem(err);
    for (uint32_t j = begin; j < local->ends[u]; j++) {
        uint32_t pair = s->numbers[local->items[j]];
        if (pair != NO_PAIR)
            t->cells[t->n_cells++] = (pcs_training_cell){pair, j};
    }
    return PCS_OK;
}

/* The pairs of English class e, whose units are given. */
static pcs_status pair_class(training *t, const uint32_t *units, uint32_t e,
                             scratch *s, pcs_error *err)
{
    const side *local = &t->local;
    uint32_t first = e ? t->class_rows[e - 1] : 0;
    size_t n = 0;
    for (uint32_t i = first; i < t->class_rows[e]; i++) {
        uint32_t u = units[i];
        for (uint32_t j = begin_of(local, u); j < local->ends[u]; j++)
            if (s->together[local->items[j]]++ == 0)
                s->touched[n++] = local->items[j];
    }
    pcs_status status = reserve_pairs(t, t->n_pairs + n + 1, err);
    for (size_t i = 0; status == PCS_OK && i < n; i++)
        add_pair(t, s, s->touched[i], e);
    for (uint32_t i = first; status == PCS_OK && i < t->class_rows[e]; i++) {
        status = add_row(t, s, units[i], err);
        t->row_cells[i] = t->n_cells;
    }
    return status;
}

static pcs_status make_pairs(training *t, pcs_error *err)
{
    uint32_t *units = NULL;
    size_t n = t->local.n_words + 1;
    scratch s = {calloc(n, sizeof *s.together), malloc(n * sizeof *s.numbers),
                 malloc(n * sizeof *s.touched)};
    t->row_cells = malloc((t->english.len + 1) * sizeof *t->row_cells);
    pcs_status status = s.together && s.numbers && s.touched && t->row_cells
                            ? invert(&units, t, err)
                            : pcs_error_nomem(err);
    for (uint32_t e = 0; status == PCS_OK && e < t->english.n_words; e++)
        status = pair_class(t, units, e, &s, err);
    free(units);
    free(s.together);
    free(s.numbers);
    free(s.touched);
    return status;
}

/* Pairs of classes in units, whether they are looked at or not. */
static size_t count_all(const training *t)
{
    size_t total = 0;
    for (size_t u = 0; u < t->local.n_units; u++)
        total += (size_t)(t->local.ends[u] - begin_of(&t->local, u)) *
                 (t->english.ends[u] - begin_of(&t->english, u));
    return total;
}

/* Lists every step-th unit; *total takes how many pairs of classes they have.
 */
static pcs_status list_sides(training *t, size_t *total,
                             const pcs_association_side *local,
                             const pcs_association_side *english,
                             const pcs_part_list *parts, size_t step,
                             pcs_error *err)
{
    const pcs_part_list none = {NULL, 0};
    pcs_status status = list_units(&t->local, local, parts, step, err);
    if (status == PCS_OK)
        status = list_units(&t->english, english, &none, step, err);
    *total = status == PCS_OK ? count_all(t) : 0;
    return status;
}

pcs_status pcs_training_pairs_make(pcs_training_pairs *t,
                                   const pcs_association_side *local,
                                   const pcs_association_side *english,
                                   const pcs_part_list *parts, size_t cells_max,
                                   pcs_error *err)
{
    size_t step = 1, total;
    pcs_status status = list_sides(t, &total, local, english, parts, step, err);
    /* The units that are left may be larger than most. */
    while (status == PCS_OK && total > cells_max && step < t->local.n_units) {
        step = step > 1 ? step + step / 8 + 1 : total / cells_max + 1;
        status = list_sides(t, &total, local, english, parts, step, err);
    }
    return status == PCS_OK ? make_pairs(t, err) : status;
}
