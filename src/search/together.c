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
    t->is_whole =
        calloc(m->shelf->partition.n_articles + 1, sizeof *t->is_whole);
    t->filters = calloc(s->query.n_filters + 1, sizeof *t->filters);
    t->found = calloc(s->query.n_terms + 1, sizeof *t->found);
    if (!t->limit || !t->is_whole || !t->filters || !t->found)
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
    free(t->found);
    free(t->is_whole);
    free(t->limit);
    free(t->open_units);
    free(t->articles);
    free(t->segments);
    free(t->units);
    free(t->tiers);
    memset(t, 0, sizeof *t);
}

static pcs_status add(pcs_together *t, uint32_t article, uint32_t segment,
                      uint32_t unit, pcs_error *err)
{
    size_t n = t->n + 1;
    if (!PCS_ARRAY_RESERVE(t->articles, t->cap_articles, n) ||
        !PCS_ARRAY_RESERVE(t->segments, t->cap_segments, n) ||
        !PCS_ARRAY_RESERVE(t->units, t->cap_units, n))
        return pcs_error_nomem(err);
    t->articles[t->n] = article;
    t->segments[t->n] = segment;
    t->units[t->n++] = unit;
    t->limit[unit] = PCS_TIER_WORD;
    return PCS_OK;
}

static pcs_status add_article(pcs_together *t, uint32_t article, pcs_error *err)
{
    const pcs_partition *p = &t->m->shelf->partition;
    const pcs_article_record *a;
    pcs_status status = pcs_partition_article(&a, p, article, err);
    t->is_whole[article] = true;
    for (uint32_t i = 0; status == PCS_OK && i < a->n_segments; i++) {
        const pcs_segment_record *s;
        status = pcs_partition_segment(&s, p, a->first_segment + i, err);
        if (status == PCS_OK)
            status = add(t, article, a->first_segment + i, s->unit, err);
    }
    return status;
}

/* The segments of a unit that stand in articles that are open. */
static pcs_status add_unit(pcs_together *t, uint32_t unit, pcs_error *err)
{
    const pcs_partition *p = &t->m->shelf->partition;
    const uint32_t *segments, *articles;
    size_t n, n_articles;
    pcs_status status = pcs_partition_occurrences(&segments, &n, p, unit, err);
    if (status == PCS_OK)
        status =
            pcs_partition_unit_articles(&articles, &n_articles, p, unit, err);
    for (size_t i = 0; status == PCS_OK && i < n; i++)
        if (articles[i] < p->n_articles && t->is_open[articles[i]] &&
            !t->is_whole[articles[i]] && segments[i] < p->n_segments)
            status = add(t, articles[i], segments[i], unit, err);
    return status;
}

/* The units that stand in articles that are open. */
static pcs_status find_open_units(pcs_together *t, pcs_error *err)
{
    const pcs_partition *p = &t->m->shelf->partition;
    pcs_status status = PCS_OK;
    if (t->open_units)
        return PCS_OK;
    t->open_units = calloc(p->n_units + 1, 1);
    if (!t->open_units)
        return pcs_error_nomem(err);
    for (uint32_t a = 0; status == PCS_OK && a < p->n_articles; a++) {
        const pcs_article_record *record;
        if (!t->is_open[a])
            continue;
        status = pcs_partition_article(&record, p, a, err);
        for (uint32_t i = 0; status == PCS_OK && i < record->n_segments; i++) {
            const pcs_segment_record *s;
            status =
                pcs_partition_segment(&s, p, record->first_segment + i, err);
            if (status == PCS_OK)
                t->open_units[s->unit] = PCS_TIER_WORD;
        }
    }
    return status;
}

/* What a term matches among the units of limit (NULL: all that may count). */
static pcs_status match_term(pcs_together *t, size_t i, const pcs_tiers *limit,
                             pcs_error *err)
{
    const pcs_term *term = &t->s->terms[i];
    if (t->found[i] || !term->node || term->node->is_dropped ||
        !pcs_matching_wants(t->m, term->node))
        return PCS_OK;
    t->found[i] = t->m->all ? t->m->all[i] : NULL;
    if (t->found[i])
        return PCS_OK;
    bool reads_texts =
        term->kind == PCS_TERM_KIND_LITERAL || term->kind == PCS_TERM_KIND_RAW;
    pcs_status status = PCS_OK;
    if (!limit && reads_texts) {
        status = find_open_units(t, err);
        limit = t->open_units;
    }
    if (status == PCS_OK)
        status = pcs_match_term(&t->all, term, limit, err);
    t->found[i] = t->all.found[i];
    return status;
}

/* Whether a child of an AND takes one of the terms right below it. */
static bool needs_terms(const pcs_node *node)
{
    if (node->kind == PCS_NODE_TERM)
        return true;
    bool all = node->kind == PCS_NODE_OR;
    for (const pcs_node *c = node->child; all && c; c = c->next)
        all = c->kind == PCS_NODE_TERM;
    return all;
}

/* About how many segments have a term, or stand below a head with it. */
static size_t count_term(const pcs_together *t, const pcs_node *node)
{
    const pcs_partition *p = &t->m->shelf->partition;
    const pcs_tiers *heads = t->heads[node->number];
    size_t n = t->m->freqs[node->number], n_heads = 0;
    for (size_t i = 0; heads && i < 2 * p->n_articles; i++)
        n_heads += heads[i] != PCS_TIER_NONE;
    return n + n_heads * (p->n_segments / (p->n_articles + 1) + 1);
}

static size_t count_places(const pcs_together *t, const pcs_node *node)
{
    if (node->kind == PCS_NODE_TERM)
        return count_term(t, node);
    size_t n = 0;
    for (const pcs_node *c = node->child; c; c = c->next)
        n += c->is_dropped ? 0 : count_term(t, c);
    return n;
}

/* The child of the root that fewest segments can satisfy; NULL for none. */
static const pcs_node *find_rarest(const pcs_together *t)
{
    const pcs_node *root = t->s->query.root, *best = NULL;
    size_t least = 0;
    for (const pcs_node *c = root->kind == PCS_NODE_AND ? root->child : NULL; c;
         c = c->next) {
        if (c->is_dropped || !needs_terms(c))
            continue;
        size_t n = count_places(t, c);
        if (!best || n < least) {
            best = c;
            least = n;
        }
    }
    return best;
}

static pcs_status add_term_heads(pcs_together *t, const pcs_node *node,
                                 pcs_error *err)
{
    const pcs_partition *p = &t->m->shelf->partition;
    const pcs_tiers *heads = t->heads[node->number];
    pcs_status status = PCS_OK;
    for (uint32_t a = 0; status == PCS_OK && heads && a < p->n_articles; a++)
        if (t->is_open[a] && !t->is_whole[a] &&
            (heads[2 * (size_t)a] || heads[2 * (size_t)a + 1]))
            status = add_article(t, a, err);
    return status;
}

/* All articles with a term in their heads come before segments with one, of
 * which each is there once. */
static pcs_status add_places(pcs_together *t, const pcs_node *node,
                             pcs_error *err)
{
    size_t n_units = t->m->shelf->partition.n_units;
    const pcs_node *first = node->kind == PCS_NODE_TERM ? node : node->child;
    const pcs_node *last = node->kind == PCS_NODE_TERM ? node->next : NULL;
    pcs_tiers *units = calloc(n_units + 1, 1);
    pcs_status status = units ? PCS_OK : pcs_error_nomem(err);
    for (const pcs_node *c = first; status == PCS_OK && c != last;
         c = c->next) {
        if (c->is_dropped)
            continue;
        status = add_term_heads(t, c, err);
        if (status == PCS_OK)
            status = match_term(t, c->number, NULL, err);
        const pcs_tiers *found = t->found[c->number];
        for (size_t u = 0; status == PCS_OK && found && u < n_units; u++)
            units[u] |= found[u];
    }
    for (uint32_t u = 0; status == PCS_OK && u < n_units; u++)
        if (units[u])
            status = add_unit(t, u, err);
    free(units);
    return status;
}

static pcs_status add_all(pcs_together *t, pcs_error *err)
{
    size_t n = t->m->shelf->partition.n_articles;
    pcs_status status = PCS_OK;
    for (uint32_t a = 0; status == PCS_OK && a < n; a++)
        if (t->is_open[a])
            status = add_article(t, a, err);
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

pcs_status pcs_together_match(pcs_together *t, const bool *is_open,
                              pcs_tiers *const *heads, pcs_error *err)
{
    t->is_open = is_open;
    t->heads = heads;
    const pcs_node *rarest = find_rarest(t);
    pcs_status status = rarest ? add_places(t, rarest, err) : add_all(t, err);
    for (size_t i = 0; status == PCS_OK && t->n && i < t->s->query.n_terms; i++)
        status = match_term(t, i, t->limit, err);
    if (status == PCS_OK && t->n)
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
                       .found = t->found,
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
