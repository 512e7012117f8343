/* training.c - learning which words are translations of which */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "index/training.h"

#include <stdlib.h>
#include <string.h>

#include "index/trainingpairs.h"

/* Later rounds change little. */
#define ROUNDS 5
/* Seen so often with nothing before anything was seen: what is rare is not
 * believed at once. */
#define SMOOTH 2.0F
/* Pairs that are expected less often than that are not written. */
#define EXPECTED_MIN 0.05F

#define MAX PCS_TRAINING_CLASSES_MAX

typedef struct training {
    pcs_training_pairs p;
    /* By pair: how often they are expected to be translations of each other,
     * and the probabilities of the two models. */
    float *expected, *forth, *back;
    float *local_sums, *english_sums; /* by class, of the first */
    float *cells;                     /* of one unit, of both models */
} training;

static void dispose(training *t)
{
    pcs_training_pairs_dispose(&t->p);
    free(t->expected);
    free(t->forth);
    free(t->back);
    free(t->local_sums);
    free(t->english_sums);
    free(t->cells);
}

static pcs_status prepare(training *t, pcs_error *err)
{
    size_t n = t->p.n_pairs + 1;
    t->expected = malloc(n * sizeof *t->expected);
    t->forth = malloc(n * sizeof *t->forth);
    t->back = malloc(n * sizeof *t->back);
    t->local_sums = malloc((t->p.local.n_words + 1) * sizeof *t->local_sums);
    t->english_sums =
        malloc((t->p.english.n_words + 1) * sizeof *t->english_sums);
    t->cells = malloc(2 * MAX * MAX * sizeof *t->cells);
    if (!t->expected || !t->forth || !t->back || !t->local_sums ||
        !t->english_sums || !t->cells)
        return pcs_error_nomem(err);
    /* What stands together most is tried first. */
    for (size_t i = 0; i < t->p.n_pairs; i++)
        t->forth[i] = t->back[i] = t->p.dice[i];
    return PCS_OK;
}

/* How likely each class of a unit is to stand for nothing: as likely as it is
 * to stand anywhere. */
static void start_sums(float *sums, const pcs_training_side *side, size_t unit)
{
    uint32_t begin = pcs_training_begin(side, unit);
    for (uint32_t i = begin; i < side->ends[unit]; i++)
        sums[i - begin] =
            (float)side->freqs[side->items[i]] / (float)side->n_learned;
}

/* Adds what is expected of one unit: that two words choose each other. */
static void expect_unit(training *t, size_t unit)
{
    const pcs_training_pairs *p = &t->p;
    const uint32_t *pairs = p->pairs + p->cells[unit];
    float rows[MAX], columns[MAX], *forth = t->cells, *back = forth + MAX * MAX;
    uint32_t width = p->local.ends[unit] - pcs_training_begin(&p->local, unit);
    uint32_t height =
        p->english.ends[unit] - pcs_training_begin(&p->english, unit);
    start_sums(columns, &p->local, unit);
    start_sums(rows, &p->english, unit);
    for (uint32_t j = 0; j < height; j++)
        for (uint32_t i = 0; i < width; i++) {
            uint32_t cell = j * width + i, pair = pairs[cell];
            bool is_pair = pair != PCS_NO_PAIR;
            forth[cell] = is_pair ? t->forth[pair] : 0;
            back[cell] = is_pair ? t->back[pair] : 0;
            rows[j] += forth[cell];
            columns[i] += back[cell];
        }
    for (uint32_t j = 0; j < height; j++)
        for (uint32_t i = 0; i < width; i++) {
            uint32_t cell = j * width + i, pair = pairs[cell];
            if (pair != PCS_NO_PAIR)
                t->expected[pair] +=
                    forth[cell] / rows[j] * back[cell] / columns[i];
        }
}

/* The probabilities that what was expected makes most likely. */
static void maximise(training *t)
{
    const pcs_training_pairs *p = &t->p;
    for (size_t i = 0; i < p->local.n_words; i++)
        t->local_sums[i] = SMOOTH;
    for (size_t i = 0; i < p->english.n_words; i++)
        t->english_sums[i] = SMOOTH;
    for (size_t i = 0; i < p->n_pairs; i++) {
        t->local_sums[p->of_local[i]] += t->expected[i];
        t->english_sums[p->of_english[i]] += t->expected[i];
    }
    for (size_t i = 0; i < p->n_pairs; i++) {
        t->forth[i] = t->expected[i] / t->local_sums[p->of_local[i]];
        t->back[i] = t->expected[i] / t->english_sums[p->of_english[i]];
    }
}

static void train(training *t)
{
    for (int round = 0; round < ROUNDS; round++) {
        memset(t->expected, 0, t->p.n_pairs * sizeof *t->expected);
        for (size_t u = 0; u < t->p.local.n_units; u++)
            expect_unit(t, u);
        maximise(t);
    }
}

/* Pairs by local class; they come in the order of English ones, and stay so. */
static size_t sort(uint32_t *ends, pcs_translation_pair *out, const training *t)
{
    const pcs_training_pairs *p = &t->p;
    uint32_t total = 0;
    for (size_t i = 0; i < p->n_pairs; i++)
        ends[p->of_local[i]] += t->expected[i] >= EXPECTED_MIN;
    for (size_t l = 0; l < p->local.n_words; l++) {
        uint32_t n = ends[l];
        ends[l] = total;
        total += n;
    }
    for (size_t i = 0; i < p->n_pairs; i++)
        if (t->expected[i] >= EXPECTED_MIN)
            out[ends[p->of_local[i]]++] = (pcs_translation_pair){
                p->of_english[i], pcs_probability_pack(t->forth[i]),
                pcs_probability_pack(t->back[i]), 0};
    return total;
}

static pcs_status write_table(pcs_tables_writer *w, const training *t,
                              pcs_error *err)
{
    size_t n = t->p.local.n_words;
    uint32_t *ends = calloc(n + 1, sizeof *ends);
    pcs_translation_pair *pairs = malloc((t->p.n_pairs + 1) * sizeof *pairs);
    pcs_status status = PCS_ENOMEM;
    if (ends && pairs) {
        size_t len = sort(ends, pairs, t) * sizeof *pairs;
        status = pcs_tables_writer_section(w, "t.ends", ends, 4 * n, err);
        if (status == PCS_OK)
            status = pcs_tables_writer_section(w, "t.pairs", pairs, len, err);
    } else {
        pcs_error_nomem(err);
    }
    free(ends);
    free(pairs);
    return status;
}

pcs_status pcs_training_write(pcs_tables_writer *w,
                              const pcs_association_side *local,
                              const pcs_association_side *english,
                              const pcs_part_list *parts, pcs_error *err)
{
    training t;
    memset(&t, 0, sizeof t);
    pcs_status status = pcs_training_pairs_make(&t.p, local, english, parts,
                                                PCS_TRAINING_CELLS_MAX, err);
    if (status == PCS_OK)
        status = prepare(&t, err);
    if (status == PCS_OK)
        train(&t);
    if (status == PCS_OK)
        status = write_table(w, &t, err);
    dispose(&t);
    return status;
}
