/* chunks.c - what was typed together, taken apart into words */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "analyze/jamo.h"
#include "search/session.h"

/* Whether a child of the root is a word that a text may hold. */
static bool is_asked(const pcs_node *node)
{
    return node->kind == PCS_NODE_TERM && !node->is_phrase &&
           !node->is_prefix && !node->is_excluded &&
           node->side == PCS_SIDE_LOCAL && !node->language;
}

static int compare_starts(const void *a, const void *b)
{
    const pcs_token *x = a, *y = b;
    return (x->start > y->start) - (x->start < y->start);
}

static pcs_node *new_word(pcs_session *s, const pcs_node *node,
                          const pcs_folded *folded, const pcs_token *token)
{
    pcs_node *word = pcs_arena_alloc(&s->query.arena, sizeof *word);
    if (!word)
        return NULL;
    size_t start = folded->start[token->start];
    size_t end = folded->end[token->end - 1];
    *word = *node;
    word->text = node->text + start;
    word->len = end - start;
    word->typed = word->text;
    word->typed_len = word->len;
    return word;
}

static bool has_grams(const pcs_tokens *tokens)
{
    for (size_t i = 0; i < tokens->len; i++)
        if (pcs_class_has_grams(tokens->items[i].class))
            return true;
    return false;
}

/* Hangul that is being typed, 구ㄷ, or was typed in the wrong mode, has letters
 * that are in no syllable: its pieces are no words, and it gets suggestions. */
static bool has_lone_letters(const pcs_folded *f)
{
    uint32_t letters[PCS_JAMO_MAX];
    for (size_t i = 0; i < f->len; i++)
        if (pcs_jamo_letters(letters, f->text[i]) == 1)
            return true;
    return false;
}

/* Puts the words of a node in its place: *link is where it hangs. */
static pcs_status split_node(pcs_session *s, pcs_node **link, bool *changed,
                             pcs_error *err)
{
    pcs_node *node = *link;
    const pcs_analysis *a;
    pcs_status status =
        pcs_analyze(&a, s->searcher->analyzer, node->text, node->len,
                    PCS_ANALYZE_TOKENS | PCS_ANALYZE_OFFSETS, err);
    node->is_dropped = status == PCS_OK && a->tokens.len == 0;
    if (status != PCS_OK || !has_grams(&a->tokens) ||
        has_lone_letters(&a->folded))
        return status;
    qsort(a->tokens.items, a->tokens.len, sizeof *a->tokens.items,
          compare_starts);
    pcs_node *after = node->next;
    for (size_t i = 0, n = 0; i < a->tokens.len && n < PCS_QUESTION_WORDS_MAX;
         i++) {
        if (a->tokens.items[i].is_compound)
            continue;
        pcs_node *word = new_word(s, node, &a->folded, &a->tokens.items[i]);
        if (!word)
            return pcs_error_nomem(err);
        *changed = *changed || word->len != node->len;
        if (n > 0)
            word->number = s->query.n_terms++;
        *link = word;
        link = &word->next;
        n++;
    }
    *link = after;
    return PCS_OK;
}

/* A root that is an AND, so that words can hang below it. */
static pcs_status need_root(pcs_session *s, pcs_error *err)
{
    pcs_node *root = s->query.root;
    if (root->kind == PCS_NODE_AND)
        return PCS_OK;
    pcs_node *all = pcs_arena_alloc(&s->query.arena, sizeof *all);
    if (!all)
        return pcs_error_nomem(err);
    memset(all, 0, sizeof *all);
    all->kind = PCS_NODE_AND;
    all->child = root;
    all->has_term = root->has_term;
    all->has_filter = root->has_filter;
    s->query.root = all;
    return PCS_OK;
}

/* Symbols say nothing beside words; where there is nothing else, they do. */
static void keep_something(const pcs_node *root)
{
    for (const pcs_node *c = root->child; c; c = c->next)
        if (!c->is_dropped && c->has_term)
            return;
    for (pcs_node *c = root->child; c; c = c->next)
        c->is_dropped = false;
}

pcs_status pcs_session_split(pcs_session *s, bool *changed, pcs_error *err)
{
    *changed = false;
    if (!s->query.root)
        return PCS_OK;
    pcs_status status = need_root(s, err);
    if (status != PCS_OK)
        return status;
    for (pcs_node **link = &s->query.root->child; status == PCS_OK && *link;) {
        pcs_node *next = (*link)->next;
        if (is_asked(*link))
            status = split_node(s, link, changed, err);
        while (*link != next)
            link = &(*link)->next;
    }
    keep_something(s->query.root);
    return status;
}

pcs_status pcs_session_ask(pcs_session *s, pcs_error *err)
{
    pcs_buffer text = {0};
    if (!s->query.root)
        return PCS_OK;
    for (const pcs_node *c = s->query.root->child; c; c = c->next) {
        /* With synonyms, what was typed is the first. */
        const pcs_node *typed = c->is_expanded ? c->child : c;
        if (!is_asked(typed))
            continue;
        pcs_buffer_append(&text, typed->text, typed->len);
        pcs_buffer_putc(&text, ' ');
    }
    pcs_status status = pcs_buffer_status(&text, err);
    if (status == PCS_OK && text.len)
        status = pcs_question_make(&s->question, text.data, text.len,
                                   s->searcher->analyzer, err);
    pcs_buffer_dispose(&text);
    if (status != PCS_OK || s->question.words.len == 0)
        return status;
    s->asked = calloc(s->searcher->manifest.n_locales + 1, sizeof *s->asked);
    return s->asked ? PCS_OK : pcs_error_nomem(err);
}
