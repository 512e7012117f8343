/* synonyms.c - what else a query's words are looked for as */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/synonyms.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "search/alternatives.h"
#include "search/expanded.h"

/* So many of a query's words may be one word of the dictionary. */
#define WINDOW_MAX 8

/* An expansion of a query, and what was found for the words at hand. */
typedef struct expanding {
    pcs_session *s;
    size_t total; /* synonyms in the query so far */
    pcs_alternatives with;
} expanding;

static bool is_plain(const pcs_node *node)
{
    return node->kind == PCS_NODE_TERM && !node->is_phrase &&
           !node->is_prefix && !node->is_excluded && !node->is_dropped &&
           !node->is_synonym;
}

/* Finds what the words of n nodes, side by side, are also looked for as. */
static pcs_status look_up(expanding *x, pcs_node *const *nodes, size_t n,
                          pcs_error *err)
{
    pcs_buffer text = {0};
    for (size_t i = 0; i < n; i++) {
        const pcs_term *t = &x->s->terms[pcs_node_as_typed(nodes[i])->number];
        if (i)
            pcs_buffer_putc(&text, ' ');
        pcs_buffer_append(&text, t->folded.data, t->folded.len);
    }
    pcs_status status = pcs_buffer_status(&text, err);
    if (status == PCS_OK)
        status = pcs_alternatives_find(&x->with, text.data ? text.data : "",
                                       text.len, err);
    pcs_buffer_dispose(&text);
    return status;
}

/* NULL where memory was refused. */
static pcs_node *make_node(const expanding *x, const pcs_alternative *a)
{
    pcs_arena *arena = &x->s->query.arena;
    pcs_side side = x->with.side;
    pcs_node *node = pcs_arena_alloc(arena, sizeof *node);
    char *text = pcs_arena_copy(arena, a->text.data, a->text.len);
    char *locale = NULL;
    bool is_everywhere = side == PCS_SIDE_ENGLISH || a->locale.len == 0;
    if (!is_everywhere)
        locale = pcs_arena_copy(arena, a->locale.data, a->locale.len);
    if (!node || !text || (!is_everywhere && !locale))
        return NULL;
    *node = (pcs_node){.kind = PCS_NODE_TERM,
                       .text = text,
                       .len = a->text.len,
                       .side = side,
                       .locale = locale,
                       .is_synonym = true,
                       .has_term = true,
                       .number = x->s->query.n_terms};
    return node;
}

/* A term of the alternative; *out stays NULL where the index says nothing of
 * it, so that all texts would have to be read. */
static pcs_status make_term(pcs_node **out, expanding *x,
                            const pcs_alternative *a, pcs_error *err)
{
    pcs_session *s = x->s;
    pcs_node *node = make_node(x, a);
    *out = NULL;
    pcs_term *terms =
        realloc(s->terms, (s->query.n_terms + 2) * sizeof *s->terms);
    if (terms)
        s->terms = terms;
    if (!node || !terms)
        return pcs_error_nomem(err);
    pcs_term *term = &s->terms[node->number];
    pcs_status status = pcs_term_make(term, node, s->searcher->analyzer, err);
    if (status != PCS_OK || pcs_term_is_scan(term)) {
        pcs_term_dispose(term);
        return status;
    }
    s->n_terms = ++s->query.n_terms;
    *out = node;
    return PCS_OK;
}

/* Makes the node alternatives, of which it is the first itself. */
static pcs_status open_node(expanding *x, pcs_node *node, pcs_error *err)
{
    if (node->is_expanded)
        return PCS_OK;
    pcs_node *copy = pcs_arena_alloc(&x->s->query.arena, sizeof *copy);
    if (!copy)
        return pcs_error_nomem(err);
    *copy = *node;
    copy->next = NULL;
    x->s->terms[copy->number].node = copy;
    node->kind = PCS_NODE_OR;
    node->child = copy;
    node->is_expanded = true;
    return PCS_OK;
}

/* Adds the synonym to the node. Where it stands for several words it is one
 * of each, by the same number: (a or x) and (b or x) is (a and b) or x, and
 * either word can still be dropped by itself. */
static pcs_status attach(expanding *x, pcs_node *node, const pcs_node *synonym,
                         pcs_error *err)
{
    pcs_status status = open_node(x, node, err);
    pcs_node *copy = pcs_arena_alloc(&x->s->query.arena, sizeof *copy);
    if (status != PCS_OK || !copy)
        return status == PCS_OK ? pcs_error_nomem(err) : status;
    *copy = *synonym;
    copy->language = node->language;
    copy->language_len = node->language_len;
    copy->next = NULL;
    pcs_node *last = node->child;
    while (last->next)
        last = last->next;
    last->next = copy;
    return PCS_OK;
}

static void report_over(expanding *x, pcs_node *const *nodes)
{
    const pcs_node *node = pcs_node_as_typed(nodes[0]);
    pcs_query_ignore(&x->s->query, "%.*s: more than %d synonyms",
                     (int)pcs_utf8_cut(node->text, node->len, 64), node->text,
                     x->total < PCS_SYNONYMS_QUERY_MAX
                         ? PCS_SYNONYMS_MAX
                         : PCS_SYNONYMS_QUERY_MAX);
}

/* Puts one of what was found to each of the n nodes. */
static pcs_status put(expanding *x, pcs_expanded_term *report,
                      const pcs_alternative *a, pcs_node *const *nodes,
                      size_t n, pcs_error *err)
{
    pcs_node *node;
    pcs_status status = make_term(&node, x, a, err);
    if (status != PCS_OK || !node)
        return status;
    x->total++;
    for (size_t i = 0; status == PCS_OK && i < n; i++)
        status = attach(x, nodes[i], node, err);
    return status == PCS_OK ? pcs_expanded_add(report, x->s, node, err)
                            : status;
}

static pcs_status put_found(expanding *x, pcs_node *const *nodes, size_t n,
                            pcs_error *err)
{
    pcs_alternatives *with = &x->with;
    pcs_expanded_term *report = NULL;
    pcs_status status = PCS_OK;
    if (with->n == 0)
        return PCS_OK;
    if (x->total < PCS_SYNONYMS_QUERY_MAX)
        status = pcs_expanded_begin(&report, x->s, nodes, n, err);
    for (size_t i = 0; status == PCS_OK && i < with->n; i++) {
        if (x->total >= PCS_SYNONYMS_QUERY_MAX) {
            with->is_over = true;
            break;
        }
        status = put(x, report, &with->found[i], nodes, n, err);
    }
    if (with->is_over)
        report_over(x, nodes);
    if (report)
        pcs_expanded_end(report, x->s);
    return status;
}

/* The words of an AND that stand side by side, two and more at a time. What
 * does not even begin an entry is passed over at once. */
static pcs_status expand_windows(expanding *x, pcs_node *const *nodes, size_t n,
                                 pcs_error *err)
{
    pcs_status status = PCS_OK;
    for (size_t i = 0; status == PCS_OK && i < n; i++) {
        const pcs_term *t = &x->s->terms[pcs_node_as_typed(nodes[i])->number];
        size_t len = t->folded.len;
        const char *start = t->folded.data;
        if (t->is_one_word)
            start = pcs_terms_get(&t->words, 0, &len);
        if (len == 0 ||
            !pcs_dictionary_begins(x->with.dictionary, PCS_DICTIONARY_SYNONYM,
                                   start, len))
            continue;
        for (size_t k = 2; status == PCS_OK && k <= WINDOW_MAX && i + k <= n;
             k++) {
            status = look_up(x, nodes + i, k, err);
            if (status == PCS_OK)
                status = put_found(x, nodes + i, k, err);
        }
    }
    return status;
}

static pcs_status expand_all(expanding *x, pcs_node *all, pcs_error *err)
{
    pcs_node *nodes[PCS_QUERY_TERMS_MAX];
    size_t n = 0;
    pcs_status status = PCS_OK;
    for (pcs_node *c = all->child; status == PCS_OK; c = c->next) {
        bool is_next = c && n < PCS_QUERY_TERMS_MAX &&
                       is_plain(pcs_node_as_typed(c)) &&
                       (n == 0 || c->side == nodes[0]->side);
        if (!is_next) {
            x->with.side = n ? nodes[0]->side : PCS_SIDE_LOCAL;
            status = expand_windows(x, nodes, n, err);
            n = 0;
            if (!c)
                break;
            is_next = is_plain(pcs_node_as_typed(c));
        }
        if (is_next)
            nodes[n++] = c;
    }
    return status;
}

static pcs_status expand(expanding *x, pcs_node *node, pcs_error *err)
{
    pcs_status status = PCS_OK;
    if (node->is_expanded || node->kind == PCS_NODE_NOT)
        return PCS_OK;
    if (is_plain(node)) {
        x->with.side = node->side;
        status = look_up(x, &node, 1, err);
        return status == PCS_OK ? put_found(x, &node, 1, err) : status;
    }
    for (pcs_node *c = node->child; status == PCS_OK && c; c = c->next)
        status = expand(x, c, err);
    if (status == PCS_OK && node->kind == PCS_NODE_AND)
        status = expand_all(x, node, err);
    return status;
}

pcs_status pcs_session_expand(pcs_session *s, pcs_error *err)
{
    const pcs_searcher *searcher = s->searcher;
    if (!searcher->dictionary || s->options->no_synonyms ||
        s->options->lowest < PCS_TIER_STEM || !s->query.root ||
        s->results->n_expanded)
        return PCS_OK;
    expanding x = {.s = s,
                   .with = {.session = s, .dictionary = searcher->dictionary}};
    size_t before = s->query.n_terms;
    pcs_status status = expand(&x, s->query.root, err);
    pcs_alternatives_dispose(&x.with);
    /* They have room for the terms that there were. */
    for (size_t i = 0;
         s->query.n_terms != before && i < searcher->manifest.n_locales; i++)
        if (s->matchings[i].shelf)
            pcs_matching_dispose(&s->matchings[i]);
    return status;
}
