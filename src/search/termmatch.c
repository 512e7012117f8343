/* termmatch.c - matching one term, in all its forms */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "search/match.h"
#include "search/near.h"
#include "search/variants.h"

/* How many units a term matches, whatever else the query asks of them: those
 * that were found and, where texts were only read for units that the other
 * terms leave, those that may hold it. */
static uint32_t freq_of(const pcs_matching *m, const pcs_tiers *found, size_t n)
{
    size_t freq = pcs_tiers_count(found, n);
    return (uint32_t)(freq > m->n_candidates ? freq : m->n_candidates);
}

/* Matches a term into found. */
static pcs_status match_form(pcs_tiers *found, pcs_matching *m,
                             const pcs_term *t, const pcs_tiers *limit,
                             pcs_error *err)
{
    pcs_status status = PCS_OK;
    bool is_literal =
        t->kind == PCS_TERM_KIND_LITERAL || t->kind == PCS_TERM_KIND_RAW;
    if (!is_literal || (!t->has_grams && t->kind != PCS_TERM_KIND_RAW))
        status = pcs_match_vocabulary(found, m, t, err);
    if (status == PCS_OK && is_literal)
        status = pcs_match_literal(found, m, t, limit, err);
    return status;
}

/* Adds what other forms of the term match. */
static pcs_status match_variants(pcs_tiers *found, pcs_matching *m,
                                 const pcs_term *t, const pcs_tiers *limit,
                                 pcs_error *err)
{
    size_t n = m->shelf->partition.n_units;
    pcs_variant **list = &m->variants[t->node->number];
    pcs_status status = *list ? PCS_OK : pcs_variants_make(list, m, t, err);
    if (status != PCS_OK || !*list)
        return status;
    pcs_tiers *one = malloc(n + 1);
    if (!one)
        return pcs_error_nomem(err);
    const pcs_tier lowest = m->lowest;
    for (const pcs_variant *v = *list; status == PCS_OK && v; v = v->next) {
        memset(one, 0, n);
        if (!v->with_parts && lowest > PCS_TIER_STEM)
            m->lowest = PCS_TIER_STEM;
        if (m->watch)
            m->watch->best = v->tier;
        status = match_form(one, m, &v->term, limit, err);
        if (m->watch)
            m->watch->best = PCS_TIER_NONE;
        m->lowest = lowest;
        pcs_tiers_clamp(one, v->tier, m->lowest, n);
        pcs_tiers_or(found, one, n);
    }
    free(one);
    return status;
}

/* What a term matches before what others leave is cut out of it. */
static pcs_status keep_all(pcs_matching *m, const pcs_term *t,
                           const pcs_tiers *found, size_t n, pcs_error *err)
{
    size_t number = t->node->number;
    bool is_looked_up =
        (t->kind == PCS_TERM_KIND_WORD || t->kind == PCS_TERM_KIND_PREFIX) &&
        !m->variants[number];
    if (!m->keeps_all || !is_looked_up)
        return PCS_OK;
    if (!m->all && !(m->all = calloc(m->n_terms + 1, sizeof *m->all)))
        return pcs_error_nomem(err);
    if (!m->all[number] && !(m->all[number] = malloc(n + 1)))
        return pcs_error_nomem(err);
    memcpy(m->all[number], found, n);
    for (size_t u = 0; t->node->is_synonym && u < n; u++)
        if (found[u] == PCS_TIER_WORD)
            m->all[number][u] = PCS_TIER_STEM;
    return PCS_OK;
}

pcs_status pcs_match_term(pcs_matching *m, const pcs_term *t,
                          const pcs_tiers *limit, pcs_error *err)
{
    size_t n = m->shelf->partition.n_units;
    pcs_tiers *found = calloc(n + 1, 1);
    if (!found)
        return pcs_error_nomem(err);
    size_t number = t->node->number;
    free(m->found[number]);
    m->found[number] = found;
    m->n_candidates = 0;
    pcs_status status = match_form(found, m, t, limit, err);
    if (status == PCS_OK)
        status = pcs_match_joined(found, m, t, err);
    if (status == PCS_OK)
        status = match_variants(found, m, t, limit, err);
    if (status == PCS_OK && m->lowest >= PCS_TIER_NEAR)
        status = pcs_match_near(found, m, t, err);
    m->freqs[number] = freq_of(m, found, n);
    if (status == PCS_OK)
        status = keep_all(m, t, found, n, err);
    if (m->freqs[number] == 0)
        return status;
    if (limit)
        pcs_tiers_limit(found, limit, n);
    /* What was not typed is never as good as what was. */
    if (t->node->is_synonym)
        pcs_tiers_clamp(found, PCS_TIER_STEM, PCS_TIER_NEAR, n);
    return status;
}
