/* match.c - which units of a partition a query matches */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/match.h"

#include <stdlib.h>
#include <string.h>

#include "search/filter.h"
#include "search/occurrences.h"
#include "analyze/locale.h"
#include "search/variants.h"

pcs_status pcs_matching_init(pcs_matching *m, pcs_shelf *shelf,
                             pcs_analyzer *analyzer, const pcs_term *terms,
                             size_t n_terms, pcs_tier lowest, pcs_error *err)
{
    memset(m, 0, sizeof *m);
    m->shelf = shelf;
    m->analyzer = analyzer;
    m->terms = terms;
    m->n_terms = n_terms;
    m->lowest = lowest;
    m->found = calloc(n_terms + 1, sizeof *m->found);
    m->freqs = calloc(n_terms + 1, sizeof *m->freqs);
    m->idfs = calloc(n_terms + 1, sizeof *m->idfs);
    m->capped = calloc(n_terms + 1, sizeof *m->capped);
    m->variants = calloc(n_terms + 1, sizeof *m->variants);
    m->expansions = calloc(n_terms + 1, sizeof *m->expansions);
    if (m->found && m->freqs && m->idfs && m->capped && m->variants &&
        m->expansions)
        return PCS_OK;
    pcs_matching_dispose(m);
    return pcs_error_nomem(err);
}

void pcs_matching_dispose(pcs_matching *m)
{
    for (size_t i = 0; m->found && i < m->n_terms; i++)
        free(m->found[i]);
    for (size_t i = 0; m->all && i < m->n_terms; i++)
        free(m->all[i]);
    free(m->all);
    for (size_t i = 0; m->variants && i < m->n_terms; i++)
        pcs_variants_free(m->variants[i]);
    free(m->variants);
    for (size_t i = 0; m->expansions && i < m->n_terms; i++)
        pcs_expansion_dispose(&m->expansions[i]);
    free(m->expansions);
    free(m->found);
    free(m->freqs);
    free(m->idfs);
    free(m->capped);
    pcs_unit_list_dispose(&m->list);
    free(m->live);
    memset(m, 0, sizeof *m);
}

size_t pcs_matching_width(const pcs_matching *m)
{
    const pcs_partition *p = &m->shelf->partition;
    return m->filters ? p->n_segments : p->n_units;
}

bool pcs_matching_wants(const pcs_matching *m, const pcs_node *node)
{
    const char *locale = m->shelf->locale;
    const char *const *l = node->locales;
    while (l && *l && strcmp(*l, locale) != 0)
        l++;
    return (!l || *l) && pcs_node_speaks(node, locale) &&
           (!node->locale ||
            pcs_locale_matches(locale, node->locale, strlen(node->locale)));
}

/* What is cheap comes first, so that little is left for what has to read
 * texts. Filters come last, so that a term weighs the same with them. */
static int cost(const pcs_matching *m, const pcs_node *node)
{
    if (node->has_filter)
        return node->has_term ? 6 : 7 + (node->kind != PCS_NODE_FILTER);
    if (node->kind == PCS_NODE_NOT)
        return 4;
    if (node->kind != PCS_NODE_TERM)
        return 3;
    const pcs_term *t = &m->terms[node->number];
    if (t->kind == PCS_TERM_KIND_RAW)
        return 5;
    if (t->kind == PCS_TERM_KIND_LITERAL && !t->is_proven)
        return t->grams.len || t->words.len ? 2 : 5;
    return t->kind == PCS_TERM_KIND_WORD ? 0 : 1;
}

const pcs_node *pcs_matching_other(const pcs_matching *m, const pcs_node *node)
{
    const pcs_node *other = node->other;
    const pcs_node *english = node->is_english_too ? node : other;
    return other && pcs_matching_wants(m, english) ? other : NULL;
}

static bool is_dropped(const pcs_node *node)
{
    return node->is_dropped ||
           (node->kind == PCS_NODE_NOT && node->child->is_dropped);
}

static bool is_same_text(const char *a, size_t a_len, const char *b,
                         size_t b_len)
{
    return a_len == b_len && (a_len == 0 || memcmp(a, b, a_len) == 0);
}

/* What was typed and the same on the English side, and nothing else. */
static bool is_both_sides(const pcs_node *node)
{
    return node->is_expanded && node->child->other &&
           node->child->next == node->child->other && !node->child->next->next;
}

static bool is_same_term(const pcs_node *a, const pcs_node *b)
{
    if (a->kind == PCS_NODE_NOT && b->kind == PCS_NODE_NOT)
        return is_same_term(a->child, b->child);
    if (is_both_sides(a) && is_both_sides(b))
        return is_same_term(a->child, b->child);
    return a->kind == PCS_NODE_TERM && b->kind == PCS_NODE_TERM &&
           a->side == b->side && a->is_phrase == b->is_phrase &&
           a->is_prefix == b->is_prefix && a->locale == b->locale &&
           is_same_text(a->text, a->len, b->text, b->len) &&
           is_same_text(a->language, a->language_len, b->language,
                        b->language_len);
}

const pcs_node *pcs_node_repeated(const pcs_node *first, const pcs_node *node)
{
    for (const pcs_node *c = first; c != node; c = c->next)
        if (!is_dropped(c) && is_same_term(c, node))
            return c;
    return NULL;
}

/* The tiers of node: a term's are borrowed from m, what else is made is in
 * *made, to be freed. */
static pcs_status match_node(const pcs_tiers **out, pcs_tiers **made,
                             pcs_matching *m, const pcs_node *node,
                             const pcs_tiers *limit, pcs_error *err)
{
    *made = NULL;
    if (node->kind != PCS_NODE_TERM || m->filters ||
        !pcs_matching_wants(m, node)) {
        pcs_status status = pcs_match(made, m, node, limit, err);
        *out = *made;
        return status;
    }
    pcs_status status = pcs_match_term(m, &m->terms[node->number], limit, err);
    *out = m->found[node->number];
    return status;
}

static pcs_status match_child(pcs_tiers *all, pcs_matching *m,
                              const pcs_node *child, pcs_error *err)
{
    size_t n = pcs_matching_width(m);
    bool is_not = child->kind == PCS_NODE_NOT;
    const pcs_tiers *one;
    pcs_tiers *made;
    pcs_status status =
        match_node(&one, &made, m, is_not ? child->child : child, all, err);
    if (status != PCS_OK)
        return status;
    if (is_not)
        pcs_tiers_and_not(all, one, n);
    else
        pcs_tiers_and(all, one, n);
    free(made);
    return PCS_OK;
}

/* Whether a filter rules out the whole locale. */
static bool is_hopeless(const pcs_matching *m, const pcs_node *node)
{
    for (const pcs_node *c = node->child; c; c = c->next)
        if (c->kind == PCS_NODE_FILTER &&
            !pcs_filter_allows(&m->filters[c->number], m->shelf->locale))
            return true;
    return false;
}

static pcs_status match_all(pcs_tiers *all, pcs_matching *m,
                            const pcs_node *node, pcs_error *err)
{
    const size_t width = pcs_matching_width(m);
    pcs_status status = PCS_OK;
    if (is_hopeless(m, node)) {
        memset(all, 0, width);
        return PCS_OK;
    }
    for (int wanted = 0; wanted <= 8; wanted++)
        for (const pcs_node *c = node->child; status == PCS_OK && c;
             c = c->next)
            if (!is_dropped(c) && cost(m, c) == wanted &&
                !pcs_node_repeated(node->child, c)) {
                status = match_child(all, m, c, err);
                if (node == m->ends_at &&
                    pcs_tiers_next(all, 0, width) == width)
                    return status;
            }
    return status;
}

/* Units that match an OR by something else than its children. */
static pcs_status match_also(pcs_tiers *any, pcs_matching *m, pcs_error *err)
{
    const pcs_partition *p = &m->shelf->partition;
    pcs_tiers *spread = NULL;
    pcs_status status = PCS_OK;
    if (m->filters) {
        spread = calloc(p->n_segments + 1, 1);
        status = spread ? pcs_occurrences_spread(spread, m->also, p, err)
                        : pcs_error_nomem(err);
    }
    if (status == PCS_OK)
        pcs_tiers_or(any, spread ? spread : m->also, pcs_matching_width(m));
    free(spread);
    return status;
}

static pcs_status match_any(pcs_tiers *any, pcs_matching *m,
                            const pcs_node *node, const pcs_tiers *limit,
                            pcs_error *err)
{
    size_t n = pcs_matching_width(m);
    pcs_status status = PCS_OK;
    memset(any, 0, n);
    for (const pcs_node *c = node->child; status == PCS_OK && c; c = c->next) {
        const pcs_tiers *one;
        pcs_tiers *made;
        if (is_dropped(c) || pcs_node_repeated(node->child, c))
            continue;
        status = match_node(&one, &made, m, c, limit, err);
        if (status != PCS_OK)
            return status;
        pcs_tiers_or(any, one, n);
        free(made);
    }
    if (status == PCS_OK && node == m->any && m->also)
        status = match_also(any, m, err);
    return status;
}

static pcs_status match_leaf(pcs_tiers *all, pcs_matching *m,
                             const pcs_node *node, const pcs_tiers *limit,
                             pcs_error *err)
{
    memset(all, 0, pcs_matching_width(m));
    if (!pcs_matching_wants(m, node))
        return PCS_OK;
    if (node->kind == PCS_NODE_FILTER)
        return pcs_filter_match(all, m, &m->filters[node->number], limit, err);
    const pcs_term *term = &m->terms[node->number];
    if (m->filters)
        return pcs_match_term_occurrences(all, m, term, limit, err);
    pcs_status status = pcs_match_term(m, term, limit, err);
    if (status == PCS_OK)
        memcpy(all, m->found[node->number], pcs_matching_width(m));
    return status;
}

pcs_status pcs_match(pcs_tiers **out, pcs_matching *m, const pcs_node *node,
                     const pcs_tiers *limit, pcs_error *err)
{
    size_t n = pcs_matching_width(m);
    pcs_tiers *all = malloc(n + 1);
    *out = NULL;
    if (!all)
        return pcs_error_nomem(err);
    memset(all, PCS_TIER_WORD, n);
    if (limit)
        pcs_tiers_limit(all, limit, n);
    pcs_status status;
    if (node->kind == PCS_NODE_AND)
        status = match_all(all, m, node, err);
    else if (node->kind == PCS_NODE_OR)
        status = match_any(all, m, node, limit, err);
    else if (node->kind == PCS_NODE_NOT)
        status = match_child(all, m, node, err);
    else
        status = match_leaf(all, m, node, limit, err);
    if (status == PCS_OK)
        *out = all;
    else
        free(all);
    return status;
}
