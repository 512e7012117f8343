/* rank.c - the order of what matches */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/rank.h"

#include <math.h>
#include <stdlib.h>

static const double tier_weight[PCS_TIER_COUNT] = {0, 1.0, 0.9, 0.7, 0.5};

double pcs_tier_weight(pcs_tier tier)
{
    return tier_weight[tier];
}

int pcs_candidate_compare(const void *a, const void *b)
{
    const pcs_candidate *x = a, *y = b;
    if (x->order != y->order)
        return x->order < y->order ? -1 : 1;
    if (x->is_untranslated != y->is_untranslated)
        return x->is_untranslated < y->is_untranslated ? -1 : 1;
    if (x->is_partial != y->is_partial)
        return x->is_partial < y->is_partial ? -1 : 1;
    if (x->is_apart != y->is_apart)
        return x->is_apart < y->is_apart ? -1 : 1;
    if (x->score > y->score || x->score < y->score)
        return x->score > y->score ? -1 : 1;
    if (x->shelf != y->shelf)
        return x->shelf < y->shelf ? -1 : 1;
    if (x->segment != y->segment)
        return x->segment < y->segment ? -1 : 1;
    if (x->shown_shelf != y->shown_shelf)
        return x->shown_shelf < y->shown_shelf ? -1 : 1;
    return (x->shown_segment > y->shown_segment) -
           (x->shown_segment < y->shown_segment);
}

bool pcs_candidate_is_level(const pcs_candidate *a, const pcs_candidate *b)
{
    return a->order == b->order && a->is_untranslated == b->is_untranslated &&
           a->is_partial == b->is_partial;
}

/* The weakest of a heap is at its top, to be thrown out first. */
static void sift_up(pcs_candidate *heap, size_t i)
{
    while (i > 0) {
        size_t parent = (i - 1) / 2;
        if (pcs_candidate_compare(&heap[parent], &heap[i]) >= 0)
            break;
        pcs_candidate swap = heap[parent];
        heap[parent] = heap[i];
        heap[i] = swap;
        i = parent;
    }
}

static void sift_down(pcs_candidate *heap, size_t n)
{
    for (size_t i = 0;;) {
        size_t weakest = i;
        for (size_t child = 2 * i + 1; child <= 2 * i + 2 && child < n; child++)
            if (pcs_candidate_compare(&heap[child], &heap[weakest]) > 0)
                weakest = child;
        if (weakest == i)
            return;
        pcs_candidate swap = heap[weakest];
        heap[weakest] = heap[i];
        heap[i] = swap;
        i = weakest;
    }
}

bool pcs_top_wants(const pcs_top *top, const pcs_candidate *candidate)
{
    return top->len < top->max ||
           (top->max > 0 &&
            pcs_candidate_compare(candidate, &top->items[0]) < 0);
}

pcs_status pcs_top_add(pcs_top *top, const pcs_candidate *candidate,
                       pcs_error *err)
{
    if (top->max == 0)
        return PCS_OK;
    if (top->len < top->max) {
        if (!PCS_ARRAY_RESERVE(top->items, top->cap, top->len + 1))
            return pcs_error_nomem(err);
        top->items[top->len++] = *candidate;
        if (top->max != SIZE_MAX)
            sift_up(top->items, top->len - 1);
        return PCS_OK;
    }
    if (pcs_candidate_compare(candidate, &top->items[0]) < 0) {
        top->items[0] = *candidate;
        sift_down(top->items, top->len);
    }
    return PCS_OK;
}

void pcs_top_sort(pcs_top *top)
{
    if (top->len)
        qsort(top->items, top->len, sizeof *top->items, pcs_candidate_compare);
}

static float length_norm(const pcs_shelf *shelf, const pcs_unit_record *record)
{
    float length = (float)(record->words / shelf->average_words);
    return PCS_BM25_K1 * (1 - PCS_BM25_B + PCS_BM25_B * length);
}

pcs_status pcs_shelf_norms(const float **out, pcs_shelf *shelf, pcs_error *err)
{
    const pcs_partition *p = &shelf->partition;
    *out = shelf->norms;
    if (shelf->norms)
        return PCS_OK;
    pcs_status status = pcs_tables_check(
        p->tables, p->units, (p->n_units + 1) * sizeof *p->units, err);
    if (status != PCS_OK)
        return status;
    float *norms = malloc((p->n_units + 1) * sizeof *norms);
    if (!norms)
        return pcs_error_nomem(err);
    for (size_t i = 0; i < p->n_units; i++)
        norms[i] = length_norm(shelf, &p->units[i]);
    *out = shelf->norms = norms;
    return PCS_OK;
}

double pcs_idf(size_t n, size_t df)
{
    double all = (double)n, with = (double)df;
    return log(1 + (all - with + 0.5) / (with + 0.5));
}

/* What is looked for on both sides counts once, on that where it is better. */
static bool counts(const pcs_matching *m, size_t term, uint32_t unit)
{
    const pcs_node *node = m->terms[term].node;
    const pcs_node *other = node->other;
    if (!m->found[term] || !m->found[term][unit] || node->is_excluded ||
        node->is_dropped)
        return false;
    pcs_tiers tier = m->found[term][unit], best = PCS_TIER_NONE;
    if (other && m->found[other->number])
        best = m->found[other->number][unit];
    return best == PCS_TIER_NONE || tier < best ||
           (tier == best && !node->is_english_too);
}

uint32_t pcs_term_freq(const pcs_matching *m, size_t term)
{
    const pcs_node *other = pcs_matching_other(m, m->terms[term].node);
    uint32_t freq = m->freqs[term];
    return other && m->freqs[other->number] > freq ? m->freqs[other->number]
                                                   : freq;
}

bool pcs_score_term(pcs_term_score *out, const pcs_matching *m, size_t term,
                    uint32_t unit, const pcs_unit_record *record)
{
    if (!counts(m, term, unit))
        return false;
    double norm = 1 + (double)length_norm(m->shelf, record);
    out->tier = (pcs_tier)m->found[term][unit];
    out->weight = tier_weight[out->tier];
    out->idf = pcs_idf(m->shelf->partition.n_units, pcs_term_freq(m, term));
    out->length = (1 + (double)PCS_BM25_K1) / norm;
    return true;
}

/* A logarithm a term, and not one a unit. */
static double known_idf(const pcs_matching *m, size_t term)
{
    pcs_known_idf *known = &m->idfs[term];
    uint32_t freq = pcs_term_freq(m, term);
    if (freq == 0)
        return pcs_idf(m->shelf->partition.n_units, 0);
    if (known->freq != freq)
        *known =
            (pcs_known_idf){freq, pcs_idf(m->shelf->partition.n_units, freq)};
    return known->idf;
}

double pcs_score(const pcs_matching *m, uint32_t unit,
                 const pcs_unit_record *record)
{
    double score = 0;
    double norm = 1 + (double)length_norm(m->shelf, record);
    for (size_t i = 0; i < m->n_terms; i++) {
        if (!counts(m, i, unit))
            continue;
        double idf = known_idf(m, i);
        score += tier_weight[m->found[i][unit]] * idf *
                 (1 + (double)PCS_BM25_K1) / norm;
    }
    return score;
}

/* A word of a question counts in any form, and as typed (asked.c). */
#define ASKED 2.0
#define ASKED_FUNCTION_WORD 0.4

bool pcs_score_english_term(pcs_term_score *out, const pcs_matching *m,
                            size_t term, uint32_t unit,
                            const pcs_unit_record *record)
{
    if (!pcs_matching_other(m, m->terms[term].node) ||
        !pcs_score_term(out, m, term, unit, record))
        return false;
    out->weight *= ASKED;
    if (m->terms[term].node->is_helper)
        out->weight *= ASKED_FUNCTION_WORD;
    return true;
}

double pcs_score_english(const pcs_matching *m, uint32_t unit,
                         const pcs_unit_record *record)
{
    double score = 0;
    pcs_term_score t;
    for (size_t i = 0; i < m->n_terms; i++)
        if (pcs_score_english_term(&t, m, i, unit, record))
            score += t.weight * t.idf * t.length;
    return score;
}
