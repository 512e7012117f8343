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

typedef pcs_training_pairs training;

void pcs_training_pairs_dispose(pcs_training_pairs *t)
{
    pcs_unit_classes_dispose(&t->local);
    pcs_unit_classes_dispose(&t->english);
    free(t->cells);
    free(t->class_rows);
    free(t->row_cells);
    free(t->of_local);
    free(t->of_english);
    free(t->dice);
    memset(t, 0, sizeof *t);
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

/* While the pairs of an English class are listed. */
typedef struct scratch {
    pcs_meetings met;
    uint32_t *numbers; /* of pairs, by local class */
} scratch;

static void add_pair(training *t, scratch *s, uint32_t l, uint32_t e)
{
    double fl = t->local.freqs[l], fe = t->english.freqs[e];
    double n = s->met.together[l];
    s->numbers[l] = NO_PAIR;
    double dice = 2 * n / (fl + fe);
    double chance = fl * fe / (double)t->local.n_listed;
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
    const pcs_unit_classes *local = &t->local;
    uint32_t begin = pcs_unit_classes_begin(local, u);
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
    uint32_t first = e ? t->class_rows[e - 1] : 0, end = t->class_rows[e];
    pcs_meetings *met = &s->met;
    pcs_meetings_count(met, &t->local, units + first, end - first);
    pcs_status status = reserve_pairs(t, t->n_pairs + met->n_touched + 1, err);
    for (size_t i = 0; status == PCS_OK && i < met->n_touched; i++)
        add_pair(t, s, met->touched[i], e);
    for (uint32_t i = first; status == PCS_OK && i < end; i++) {
        status = add_row(t, s, units[i], err);
        t->row_cells[i] = t->n_cells;
    }
    return status;
}

static pcs_status make_pairs(training *t, pcs_error *err)
{
    uint32_t *units = NULL;
    scratch s;
    pcs_status status = pcs_meetings_make(&s.met, t->local.n_words, err);
    s.numbers = malloc((t->local.n_words + 1) * sizeof *s.numbers);
    t->row_cells = malloc((t->english.len + 1) * sizeof *t->row_cells);
    if (status == PCS_OK && (!s.numbers || !t->row_cells))
        status = pcs_error_nomem(err);
    if (status == PCS_OK)
        status =
            pcs_unit_classes_invert(&t->class_rows, &units, &t->english, err);
    for (uint32_t e = 0; status == PCS_OK && e < t->english.n_words; e++)
        status = pair_class(t, units, e, &s, err);
    pcs_meetings_dispose(&s.met);
    free(units);
    free(s.numbers);
    return status;
}

/* Pairs of classes in units, whether they are looked at or not. */
static size_t count_all(const training *t)
{
    size_t total = 0;
    for (size_t u = 0; u < t->local.n_units; u++)
        total +=
            (size_t)(t->local.ends[u] - pcs_unit_classes_begin(&t->local, u)) *
            (t->english.ends[u] - pcs_unit_classes_begin(&t->english, u));
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
    pcs_status status = pcs_unit_classes_list(
        &t->local, local, parts, PCS_TRAINING_CLASSES_MAX, step, err);
    if (status == PCS_OK)
        status = pcs_unit_classes_list(&t->english, english, &none,
                                       PCS_TRAINING_CLASSES_MAX, step, err);
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
