/* together.c - heads of articles, each with one of its segments */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/together.h"

#include <stdlib.h>
#include <string.h>

pcs_status pcs_together_init(pcs_together *t, pcs_session *s, pcs_matching *m,
                             pcs_error *err)
{
    memset(t, 0, sizeof *t);
    t->s = s;
    t->m = m;
    t->limit = calloc(m->shelf->partition.n_units + 1, 1);
    t->filters = calloc(s->query.n_filters + 1, sizeof *t->filters);
    if (!t->limit || !t->filters)
        return pcs_error_nomem(err);
    return pcs_matching_init(&t->all, m->shelf, m->analyzer, s->terms,
                             s->query.n_terms, m->lowest, err);
}

void pcs_together_dispose(pcs_together *t)
{
    for (size_t i = 0; t->filters && i < t->s->query.n_filters; i++)
        free(t->filters[i]);
    if (t->all.shelf)
        pcs_matching_dispose(&t->all);
    free(t->filters);
    free(t->limit);
    free(t->articles);
    free(t->segments);
    free(t->units);
    free(t->tiers);
    memset(t, 0, sizeof *t);
}

pcs_status pcs_together_add(pcs_together *t, uint32_t article, pcs_error *err)
{
    const pcs_partition *p = &t->m->shelf->partition;
    const pcs_article_record *a;
    pcs_status status = pcs_partition_article(&a, p, article, err);
    if (status != PCS_OK)
        return status;
    size_t n = t->n + a->n_segments;
    if (!PCS_ARRAY_RESERVE(t->articles, t->cap_articles, n + 1) ||
        !PCS_ARRAY_RESERVE(t->segments, t->cap_segments, n + 1) ||
        !PCS_ARRAY_RESERVE(t->units, t->cap_units, n + 1))
        return pcs_error_nomem(err);
    for (uint32_t i = 0; status == PCS_OK && i < a->n_segments; i++) {
        const pcs_segment_record *s;
        status = pcs_partition_segment(&s, p, a->first_segment + i, err);
        if (status != PCS_OK)
            break;
        t->articles[t->n] = article;
        t->segments[t->n] = a->first_segment + i;
        t->units[t->n++] = s->unit;
        t->limit[s->unit] = PCS_TIER_WORD;
    }
    return status;
}

static pcs_status match_terms(pcs_together *t, pcs_error *err)
{
    pcs_status status = PCS_OK;
    for (size_t i = 0; status == PCS_OK && i < t->s->query.n_terms; i++) {
        const pcs_term *term = &t->s->terms[i];
        if (term->node && !term->node->is_dropped &&
            pcs_matching_wants(t->m, term->node))
            status = pcs_match_term(&t->all, term, t->limit, err);
    }
    return status;
}

/* Filters are of occurrences, in the order of units. */
static pcs_status match_filter(pcs_together *t, size_t number,
                               const uint32_t *places, pcs_error *err)
{
    const pcs_partition *p = &t->m->shelf->partition;
    pcs_tiers *all = calloc(p->n_segments + 1, 1);
    pcs_tiers *own = t->filters[number] = calloc(t->n + 1, 1);
    pcs_status status =
        all && own
            ? pcs_filter_match(all, t->m, &t->s->filters[number], NULL, err)
            : pcs_error_nomem(err);
    for (size_t i = 0; status == PCS_OK && i < t->n; i++)
        own[i] = all[places[t->segments[i]]];
    free(all);
    return status;
}

static pcs_status match_filters(pcs_together *t, pcs_error *err)
{
    const pcs_partition *p = &t->m->shelf->partition;
    if (t->s->query.n_filters == 0)
        return PCS_OK;
    uint32_t *places = calloc(p->n_segments + 1, sizeof *places);
    if (!places)
        return pcs_error_nomem(err);
    pcs_status status =
        pcs_tables_check(p->tables, p->unit_segments,
                         p->n_segments * sizeof *p->unit_segments, err);
    for (size_t i = 0; status == PCS_OK && i < p->n_segments; i++)
        if (p->unit_segments[i] < p->n_segments)
            places[p->unit_segments[i]] = (uint32_t)i;
    for (size_t i = 0; status == PCS_OK && i < t->s->query.n_filters; i++)
        status = match_filter(t, i, places, err);
    free(places);
    return status;
}

pcs_status pcs_together_match(pcs_together *t, pcs_tiers *const *heads,
                              pcs_error *err)
{
    pcs_status status = match_terms(t, err);
    if (status == PCS_OK)
        status = match_filters(t, err);
    if (status != PCS_OK)
        return status;
    t->tiers = calloc(t->n + 1, 1);
    if (!t->tiers)
        return pcs_error_nomem(err);
    t->contexts =
        (pcs_contexts){.m = t->m,
                       .n = t->n,
                       .parts = PCS_CONTEXT_TITLE | PCS_CONTEXT_DESCRIPTION,
                       .articles = t->articles,
                       .units = t->units,
                       .heads = heads,
                       .found = t->all.found,
                       .filters = t->filters};
    return pcs_contexts_match(t->tiers, &t->contexts, t->s->query.root, err);
}

pcs_status pcs_together_candidate(pcs_candidate *out, pcs_together *t,
                                  size_t shelf, size_t i, pcs_error *err)
{
    const pcs_headings none = {NULL};
    bool is_out;
    pcs_status status =
        pcs_session_candidate(out, &is_out, t->s, shelf, &none, t->units[i],
                              (pcs_tier)t->tiers[i], err);
    out->segment = out->shown_segment = t->segments[i];
    return status;
}
