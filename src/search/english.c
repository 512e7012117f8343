/* english.c - words that are looked for on the English side, too */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/english.h"

#include <stdlib.h>
#include <string.h>

#include "search/englishterm.h"

/* Shorter beginnings say nothing about the language. */
#define PREFIX_MIN 4u

/* What is being decided. */
typedef struct adding {
    pcs_session *s;
    bool *is_english;  /* of each locale: some word of the query is, that does
                          not only help */
    bool *holds;       /* of each locale: the term at hand is */
    bool is_alone;     /* a query of one term: no word helps another */
    bool helpers_only; /* which terms are looked at */
} adding;

/* Whether a term is one of those that may be English: without a field. */
static bool may_be_english(const adding *a, const pcs_node *node)
{
    const pcs_term *t = &a->s->terms[node->number];
    return node->kind == PCS_NODE_TERM && node->side == PCS_SIDE_LOCAL &&
           !node->is_sided && !node->language && !node->is_synonym &&
           !node->other && !t->has_grams && t->words.len > 0 &&
           !(t->kind == PCS_TERM_KIND_PREFIX && t->pattern.len < PREFIX_MIN) &&
           (!a->helpers_only || pcs_term_is_helper(t));
}

/* The locales that the term at hand is English in; false for none. */
static pcs_status find_locales(bool *out, bool *is_all, adding *a,
                               const pcs_term *t, pcs_error *err)
{
    const pcs_manifest *m = &a->s->searcher->manifest;
    pcs_status status = PCS_OK;
    *out = false;
    *is_all = true;
    for (size_t i = 0; status == PCS_OK && i < m->n_locales; i++) {
        pcs_shelf *shelf;
        a->holds[i] = false;
        if (!pcs_session_wants(a->s, m->locales[i].locale))
            continue;
        if (!a->helpers_only || a->is_english[i]) {
            status = pcs_searcher_shelf(&shelf, a->s->searcher, i, err);
            if (status == PCS_OK)
                status = pcs_term_is_english(&a->holds[i], t, shelf,
                                             a->helpers_only, err);
            if (status == PCS_OK && !a->holds[i] &&
                a->s->options->lowest == PCS_TIER_NEAR)
                status = pcs_term_is_near_english(&a->holds[i], t, shelf, err);
        }
        if (a->holds[i] && !a->helpers_only)
            a->is_english[i] = true;
        *out = *out || a->holds[i];
        *is_all = *is_all && a->holds[i];
    }
    return status;
}

/* Names of the locales that hold, NULL behind the last. */
static const char *const *list_locales(const adding *a)
{
    const pcs_manifest *m = &a->s->searcher->manifest;
    const char **list =
        pcs_arena_alloc(&a->s->query.arena, (m->n_locales + 1) * sizeof *list);
    size_t n = 0;
    for (size_t i = 0; list && i < m->n_locales; i++)
        if (a->holds[i])
            list[n++] = m->locales[i].locale;
    if (list)
        list[n] = NULL;
    return list;
}

/* The term on the English side. */
static pcs_status make_english(pcs_node **out, adding *a, const pcs_node *typed,
                               bool is_all, pcs_error *err)
{
    pcs_session *s = a->s;
    pcs_node *node = pcs_arena_alloc(&s->query.arena, sizeof *node);
    const char *const *locales = is_all ? NULL : list_locales(a);
    pcs_term *terms =
        realloc(s->terms, (s->query.n_terms + 2) * sizeof *s->terms);
    if (terms)
        s->terms = terms;
    if (!node || !terms || (!is_all && !locales))
        return pcs_error_nomem(err);
    *node = *typed;
    node->next = node->child = NULL;
    node->side = PCS_SIDE_ENGLISH;
    node->is_english_too = true;
    node->is_helper = !a->is_alone && pcs_term_is_helper(&terms[typed->number]);
    node->locales = locales;
    node->number = s->query.n_terms;
    pcs_status status =
        pcs_term_make(&terms[node->number], node, s->searcher->analyzer, err);
    s->n_terms = ++s->query.n_terms;
    *out = node;
    return status;
}

/* Puts what was typed one down, beside what it may be as well. */
static pcs_status open_node(pcs_session *s, pcs_node *node, pcs_error *err)
{
    pcs_node *typed = pcs_arena_alloc(&s->query.arena, sizeof *typed);
    if (!typed)
        return pcs_error_nomem(err);
    *typed = *node;
    typed->next = NULL;
    s->terms[typed->number].node = typed;
    node->kind = PCS_NODE_OR;
    node->child = typed;
    node->is_expanded = true;
    return PCS_OK;
}

static pcs_status add_to(adding *a, pcs_node *node, pcs_error *err)
{
    const pcs_node *typed = pcs_node_as_typed(node);
    bool any, is_all;
    if (!may_be_english(a, typed))
        return PCS_OK;
    pcs_status status =
        find_locales(&any, &is_all, a, &a->s->terms[typed->number], err);
    if (status != PCS_OK || !any)
        return status;
    pcs_node *english = NULL;
    status = make_english(&english, a, typed, is_all, err);
    if (status == PCS_OK && !node->is_expanded)
        status = open_node(a->s, node, err);
    if (status != PCS_OK)
        return status;
    pcs_node *last = node->child;
    last->other = english;
    last->is_helper = english->is_helper;
    english->other = last;
    while (last->next)
        last = last->next;
    last->next = english;
    return PCS_OK;
}

static pcs_status add(adding *a, pcs_node *node, pcs_error *err)
{
    pcs_status status = PCS_OK;
    if (node->kind == PCS_NODE_TERM || node->is_expanded)
        return add_to(a, node, err);
    for (pcs_node *c = node->child; status == PCS_OK && c; c = c->next)
        status = add(a, c, err);
    return status;
}

pcs_status pcs_session_add_english(pcs_session *s, pcs_error *err)
{
    size_t n = s->searcher->manifest.n_locales, before = s->query.n_terms;
    if (!s->query.root)
        return PCS_OK;
    adding a = {.s = s,
                .is_alone = before == 1,
                .is_english = calloc(n + 1, sizeof(bool)),
                .holds = calloc(n + 1, sizeof(bool))};
    pcs_status status = a.is_english && a.holds ? PCS_OK : pcs_error_nomem(err);
    if (status == PCS_OK)
        status = add(&a, s->query.root, err);
    a.helpers_only = true;
    if (status == PCS_OK && s->query.n_terms > before)
        status = add(&a, s->query.root, err);
    s->has_english = s->has_english || s->query.n_terms > before;
    free(a.is_english);
    free(a.holds);
    /* They have room for the terms that there were. */
    for (size_t i = 0; s->query.n_terms != before && i < n; i++)
        if (s->matchings[i].shelf)
            pcs_matching_dispose(&s->matchings[i]);
    return status;
}

/* The term as somebody would type it. */
static pcs_status list_term(pcs_session *s, const pcs_node *node,
                            const char **list, pcs_error *err)
{
    pcs_buffer text = {0};
    const char *quote = node->is_phrase ? "\"" : "";
    pcs_buffer_puts(&text, node->is_excluded ? "-" : "");
    pcs_buffer_puts(&text, quote);
    pcs_buffer_append(&text, node->text, node->len);
    pcs_buffer_puts(&text, quote);
    pcs_buffer_puts(&text, node->is_prefix ? "*" : "");
    pcs_status status = pcs_buffer_status(&text, err);
    char *copy = NULL;
    if (status == PCS_OK &&
        !(copy = pcs_arena_copy(&s->results->arena, text.data, text.len)))
        status = pcs_error_nomem(err);
    pcs_buffer_dispose(&text);
    pcs_results *r = s->results;
    for (size_t i = 0; status == PCS_OK && i < r->n_english; i++)
        if (strcmp(list[i], copy) == 0)
            return PCS_OK;
    if (status == PCS_OK)
        list[r->n_english++] = copy;
    return status;
}

static pcs_status list_terms(pcs_session *s, const pcs_node *node,
                             const char **list, pcs_error *err)
{
    pcs_status status = PCS_OK;
    if (node->is_english_too && !node->is_dropped)
        return list_term(s, node, list, err);
    for (const pcs_node *c = node->child; status == PCS_OK && c; c = c->next)
        status = list_terms(s, c, list, err);
    return status;
}

pcs_status pcs_session_report_english(pcs_session *s, pcs_error *err)
{
    const char **list = pcs_arena_alloc(&s->results->arena,
                                        (s->query.n_terms + 1) * sizeof *list);
    if (!list)
        return pcs_error_nomem(err);
    s->results->english = list;
    s->results->n_english = 0;
    return s->query.root ? list_terms(s, s->query.root, list, err) : PCS_OK;
}

/* The words of a question that are not English in a locale; false where all are
 * as they were. */
static bool append_local(pcs_buffer *out, const pcs_matching *m,
                         const pcs_node *node)
{
    bool is_other = false;
    if (node->kind == PCS_NODE_TERM) {
        if (node->side != PCS_SIDE_LOCAL || node->is_synonym ||
            node->is_excluded || node->is_phrase || node->is_prefix ||
            node->language)
            return false;
        if (pcs_matching_other(m, node))
            return true;
        pcs_buffer_append(out, node->text, node->len);
        pcs_buffer_putc(out, ' ');
    }
    for (const pcs_node *c = node->child; c; c = c->next)
        is_other = append_local(out, m, c) || is_other;
    return is_other;
}

pcs_status pcs_session_ask_local(pcs_session *s, size_t shelf, pcs_error *err)
{
    pcs_matching *m = &s->matchings[shelf];
    const pcs_question *question = &s->question;
    pcs_buffer text = {0};
    pcs_status status = PCS_OK;
    if (s->has_english && append_local(&text, m, s->query.root)) {
        size_t n = s->searcher->manifest.n_locales + 1;
        if (!s->local_questions)
            s->local_questions = calloc(n, sizeof *s->local_questions);
        if (!s->local_questions || text.failed)
            status = pcs_error_nomem(err);
        else
            status = pcs_question_make(&s->local_questions[shelf],
                                       text.data ? text.data : "", text.len,
                                       s->searcher->analyzer, err);
        if (status == PCS_OK)
            question = &s->local_questions[shelf];
    }
    pcs_buffer_dispose(&text);
    return status == PCS_OK ? pcs_asked_make(&s->asked[shelf], question, m, err)
                            : status;
}

/* Whether each word that was typed is on the English side of a unit. */
static bool has_all(const pcs_matching *m, uint32_t unit)
{
    size_t n = 0;
    for (size_t i = 0; i < m->n_terms; i++) {
        const pcs_node *node = m->terms[i].node;
        if (node->is_excluded || node->is_synonym || node->is_english_too)
            continue;
        const pcs_node *english = pcs_matching_other(m, node);
        const pcs_tiers *found = english ? m->found[english->number] : NULL;
        if (!found || !found[unit])
            return false;
        n++;
    }
    return n > 0;
}

/* Bytes that the number of a word takes at most (store/forward.h). */
#define NUMBER_BYTES 5

pcs_status pcs_english_may_be_whole(bool *out, const pcs_session *s,
                                    const pcs_matching *m, uint32_t unit,
                                    pcs_error *err)
{
    pcs_sequence sequence;
    uint32_t word;
    size_t n = 0;
    *out = false;
    pcs_status status = pcs_forward_unit(
        &sequence, &m->shelf->partition.english_forward, unit, err);
    if (status != PCS_OK ||
        (size_t)(sequence.end - sequence.at) > NUMBER_BYTES * s->whole_words)
        return status;
    while (n <= s->whole_words && pcs_sequence_next(&word, &sequence))
        n++;
    *out = n == s->whole_words && has_all(m, unit);
    return PCS_OK;
}
