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
/* After two rounds, those are not looked at any more. */
#define PRUNED_BELOW 0.01F

typedef struct training {
    pcs_training_pairs p;
    /* By pair: how often they are expected to be translations of each other,
     * and the probabilities of the two models. */
    float *expected, *forth, *back;
    float *local_sums, *english_sums; /* by class, of the first */
    /* By word of a unit of the local side: how likely it stands for nothing;
     * and one by that and all that it may stand for. */
    float *nothing, *shares;
} training;

static void dispose(training *t)
{
    pcs_training_pairs_dispose(&t->p);
    free(t->expected);
    free(t->forth);
    free(t->back);
    free(t->local_sums);
    free(t->english_sums);
    free(t->nothing);
    free(t->shares);
}

/* How likely a class is to stand for nothing: as likely as to stand anywhere.
 */
static float chance_of(const pcs_unit_classes *side, uint32_t class)
{
    return (float)side->freqs[class] / (float)side->n_listed;
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
    t->nothing = malloc((t->p.local.len + 1) * sizeof *t->nothing);
    t->shares = malloc((t->p.local.len + 1) * sizeof *t->shares);
    if (!t->expected || !t->forth || !t->back || !t->local_sums ||
        !t->english_sums || !t->nothing || !t->shares)
        return pcs_error_nomem(err);
    for (size_t i = 0; i < t->p.local.len; i++)
        t->nothing[i] = chance_of(&t->p.local, t->p.local.items[i]);
    /* What stands together most is tried first. */
    for (size_t i = 0; i < t->p.n_pairs; i++)
        t->forth[i] = t->back[i] = t->p.dice[i];
    return PCS_OK;
}

static void share(training *t)
{
    const pcs_training_pairs *p = &t->p;
    memcpy(t->shares, t->nothing, p->local.len * sizeof *t->shares);
    for (size_t i = 0; i < p->n_cells; i++)
        t->shares[p->cells[i].local] += t->back[p->cells[i].pair];
    for (size_t i = 0; i < p->local.len; i++)
        t->shares[i] = 1 / t->shares[i];
}

/* Adds what is expected of one row: that two words choose each other. */
static void expect_row(training *t, const pcs_training_cell *cells, size_t n,
                       float nothing)
{
    float sum = nothing;
    for (size_t i = 0; i < n; i++)
        sum += t->forth[cells[i].pair];
    sum = 1 / sum;
    for (size_t i = 0; i < n; i++) {
        uint32_t pair = cells[i].pair;
        t->expected[pair] +=
            t->forth[pair] * sum * t->back[pair] * t->shares[cells[i].local];
    }
}

static void expect(training *t)
{
    const pcs_training_pairs *p = &t->p;
    size_t row = 0, begin = 0;
    share(t);
    for (uint32_t e = 0; e < p->english.n_words; e++)
        for (; row < p->class_rows[e]; row++) {
            expect_row(t, p->cells + begin, p->row_cells[row] - begin,
                       chance_of(&p->english, e));
            begin = p->row_cells[row];
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

/* Leaves out the cells of pairs that are hardly expected any more. */
static void prune(training *t)
{
    pcs_training_pairs *p = &t->p;
    size_t n = 0, begin = 0, rows = p->english.len;
    for (size_t row = 0; row < rows; row++) {
        size_t end = p->row_cells[row];
        for (size_t i = begin; i < end; i++)
            if (t->expected[p->cells[i].pair] >= PRUNED_BELOW)
                p->cells[n++] = p->cells[i];
        p->row_cells[row] = n;
        begin = end;
    }
    p->n_cells = n;
}

static void train(training *t)
{
    for (int round = 0; round < ROUNDS; round++) {
        if (round == 2)
            prune(t);
        memset(t->expected, 0, t->p.n_pairs * sizeof *t->expected);
        expect(t);
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
