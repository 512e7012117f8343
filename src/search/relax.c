/* relax.c - fewer words than were typed: --match any and auto */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "search/session.h"
#include "search/synonyms.h"

/* Sets of words that as many units match as `units` says. */
typedef struct word_set {
    uint32_t words; /* a bit a child of the root */
    uint64_t units;
} word_set;

typedef struct relaxing {
    const pcs_node *root;
    int best; /* words of the largest sets so far */
    word_set *sets;
    size_t n, cap;
} relaxing;

/* What may be dropped: filters never are. */
static bool is_word(const pcs_node *node)
{
    return node->kind != PCS_NODE_NOT && node->has_term && !node->is_dropped;
}

static bool is_filter(const pcs_node *node)
{
    return node->kind != PCS_NODE_NOT && !node->has_term;
}

void pcs_session_make_any(pcs_session *s)
{
    pcs_node *root = s->query.root;
    if (!root || root->kind != PCS_NODE_AND)
        return;
    s->any.kind = PCS_NODE_OR;
    pcs_node **words = &s->any.child, **others = &root->child;
    for (pcs_node *c = root->child, *next; c; c = next) {
        next = c->next;
        c->next = NULL;
        pcs_node ***list = is_word(c) ? &words : &others;
        **list = c;
        *list = &c->next;
    }
    *others = NULL;
    if (!s->any.child)
        return;
    s->any.next = root->child;
    root->child = &s->any;
}

static bool is_punctuation(uint32_t c)
{
    return pcs_char_classify((UChar32)c) == PCS_CHAR_OTHER;
}

/* The part of a term between the punctuation at its ends. */
static void find_core(const pcs_node *node, size_t *start, size_t *end)
{
    *start = node->len;
    *end = 0;
    for (size_t pos = 0; pos < node->len;) {
        size_t at = pos;
        if (is_punctuation(pcs_utf8_next(node->text, node->len, &pos, NULL)))
            continue;
        if (*start == node->len)
            *start = at;
        *end = pos;
    }
}

static pcs_status add_dropped(pcs_session *s, const char *text, size_t len,
                              pcs_error *err)
{
    pcs_results *r = s->results;
    if (len == 0)
        return PCS_OK;
    /* Two ends of each term, and the words that relaxing drops. */
    size_t cap = 3 * PCS_QUERY_TERMS_MAX;
    if (!s->dropped) {
        s->dropped = pcs_arena_alloc(&r->arena, cap * sizeof *s->dropped);
        r->dropped = s->dropped;
    }
    char *copy = pcs_arena_copy(&r->arena, text, len);
    if (!s->dropped || !copy)
        return pcs_error_nomem(err);
    if (r->n_dropped < cap)
        s->dropped[r->n_dropped++] = copy;
    return PCS_OK;
}

static pcs_status trim_term(pcs_session *s, pcs_node *node, bool *changed,
                            pcs_error *err)
{
    pcs_term *term = &s->terms[node->number];
    size_t start, end;
    find_core(node, &start, &end);
    if (!term->has_grams || node->is_phrase || node->is_synonym ||
        start >= end || end - start == node->len)
        return PCS_OK;
    *changed = true;
    pcs_status status = add_dropped(s, node->text, start, err);
    if (status == PCS_OK)
        status = add_dropped(s, node->text + end, node->len - end, err);
    node->text += start;
    node->len = end - start;
    pcs_term_dispose(term);
    if (status == PCS_OK)
        status = pcs_term_make(term, node, s->searcher->analyzer, err);
    return status;
}

static pcs_status trim_terms(pcs_session *s, pcs_node *node, bool *changed,
                             pcs_error *err)
{
    pcs_status status = PCS_OK;
    if (node->kind == PCS_NODE_TERM)
        status = trim_term(s, node, changed, err);
    for (pcs_node *c = node->child; status == PCS_OK && c; c = c->next)
        status = trim_terms(s, c, changed, err);
    return status;
}

pcs_status pcs_session_trim(pcs_session *s, bool *changed, pcs_error *err)
{
    *changed = false;
    return s->query.root ? trim_terms(s, s->query.root, changed, err) : PCS_OK;
}

static pcs_status count_set(relaxing *r, uint32_t words, pcs_error *err)
{
    int size = __builtin_popcount(words);
    if (size < r->best || size == 0)
        return PCS_OK;
    if (size > r->best)
        r->n = 0;
    r->best = size;
    for (size_t i = 0; i < r->n; i++)
        if (r->sets[i].words == words) {
            r->sets[i].units++;
            return PCS_OK;
        }
    if (!PCS_ARRAY_RESERVE(r->sets, r->cap, r->n + 1))
        return pcs_error_nomem(err);
    r->sets[r->n++] = (word_set){words, 1};
    return PCS_OK;
}

/* Which children of the root match which units (or with filters, occurrences)
 * of one locale. */
static pcs_status match_children(uint32_t *words, pcs_matching *m,
                                 const pcs_node *root, pcs_error *err)
{
    size_t n = pcs_matching_width(m);
    uint32_t bit = 1;
    pcs_status status = PCS_OK;
    for (const pcs_node *c = root->child; status == PCS_OK && c; c = c->next) {
        if (!is_word(c))
            continue;
        pcs_tiers *one;
        status = pcs_match(&one, m, c, NULL, err);
        for (size_t u = 0; status == PCS_OK && u < n; u++)
            words[u] |= one[u] ? bit : 0;
        if (status == PCS_OK)
            free(one);
        bit <<= 1;
    }
    for (const pcs_node *c = root->child; status == PCS_OK && c; c = c->next) {
        pcs_tiers *one;
        if (!is_filter(c) && (c->kind != PCS_NODE_NOT || c->child->is_dropped))
            continue;
        status = pcs_match(&one, m, is_filter(c) ? c : c->child, NULL, err);
        for (size_t u = 0; status == PCS_OK && u < n; u++)
            words[u] = !one[u] == is_filter(c) ? 0 : words[u];
        if (status == PCS_OK)
            free(one);
    }
    return status;
}

static pcs_status count_sets(relaxing *r, pcs_matching *m, pcs_error *err)
{
    size_t n = pcs_matching_width(m);
    uint32_t *words = calloc(n + 1, sizeof *words);
    pcs_status status =
        words ? match_children(words, m, r->root, err) : pcs_error_nomem(err);
    for (size_t u = 0; status == PCS_OK && u < n; u++)
        status = count_set(r, words[u], err);
    free(words);
    return status;
}

static uint32_t best_set(const relaxing *r)
{
    const word_set *best = &r->sets[0];
    for (size_t i = 1; i < r->n; i++) {
        const word_set *set = &r->sets[i];
        /* Of equals, the one that keeps what was typed first. */
        if (set->units > best->units ||
            (set->units == best->units &&
             (set->words & -set->words) < (best->words & -best->words)))
            best = set;
    }
    return best->words;
}

/* With its synonyms, which are neither marked nor counted any more. */
static void mark_dropped(pcs_node *node, bool is_dropped)
{
    node->is_dropped = is_dropped;
    for (pcs_node *c = node->child; c; c = c->next)
        mark_dropped(c, is_dropped);
}

static pcs_status drop(pcs_session *s, uint32_t kept, pcs_error *err)
{
    uint32_t bit = 1;
    pcs_status status = PCS_OK;
    for (pcs_node *c = s->query.root->child; status == PCS_OK && c;
         c = c->next) {
        if (!is_word(c))
            continue;
        mark_dropped(c, !(kept & bit));
        bit <<= 1;
        if (c->is_dropped)
            status = add_dropped(s, c->typed, c->typed_len, err);
    }
    s->wants_together = false;
    pcs_session_prune_expanded(s);
    return status;
}

pcs_status pcs_session_relax(pcs_session *s, bool *changed, pcs_error *err)
{
    relaxing r = {s->query.root, 0, NULL, 0, 0};
    size_t n_words = 0;
    *changed = false;
    if (!r.root || r.root->kind != PCS_NODE_AND)
        return PCS_OK;
    for (const pcs_node *c = r.root->child; c; c = c->next)
        n_words += is_word(c);
    if (n_words < 2)
        return PCS_OK;
    pcs_status status = PCS_OK;
    const pcs_manifest *manifest = &s->searcher->manifest;
    for (size_t i = 0; status == PCS_OK && i < manifest->n_locales; i++) {
        pcs_matching *m;
        if (!pcs_session_wants(s, manifest->locales[i].locale))
            continue;
        status = pcs_session_matching(&m, s, i, err);
        if (status == PCS_OK)
            status = count_sets(&r, m, err);
    }
    if (status == PCS_OK && r.n > 0) {
        *changed = true;
        status = drop(s, best_set(&r), err);
    }
    free(r.sets);
    return status;
}
