/* tree.c - the tree of a query that is being read, within the caps */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/tree.h"

#include <string.h>

#include "base/utf8.h"
#include "search/fields.h"
#include "base/translate.h"

pcs_node *pcs_tree_new(pcs_tree *t, pcs_node_kind kind)
{
    pcs_node *node = pcs_arena_alloc(&t->query->arena, sizeof *node);
    if (!node) {
        t->has_failed = true;
        return NULL;
    }
    memset(node, 0, sizeof *node);
    node->kind = kind;
    return node;
}

/* NULL where there are too many. */
static pcs_node *number_word(pcs_tree *t, const pcs_node *value)
{
    pcs_query *q = t->query;
    if (q->n_terms + q->n_filters >= PCS_QUERY_TERMS_MAX) {
        /* The first one says where it began. */
        if (t->n_over++ > 0)
            return NULL;
        pcs_query_ignore(q, "%.*s: more than %d terms",
                         (int)pcs_utf8_cut(value->text, value->len, 64),
                         value->text, PCS_QUERY_TERMS_MAX);
        return NULL;
    }
    pcs_node *node = pcs_tree_new(t, value->kind);
    if (!node)
        return NULL;
    *node = *value;
    bool is_filter = node->kind == PCS_NODE_FILTER;
    node->number = is_filter ? q->n_filters++ : q->n_terms++;
    return node;
}

/* Words that a field does not take are words, its name included where that
 * stands right before them. */
static pcs_node *reject(pcs_tree *t, const pcs_node *value, const char *name,
                        const char *objection)
{
    pcs_node term = *value;
    size_t n = strlen(pcs_field_text(value->field)) + 1;
    term.kind = PCS_NODE_TERM;
    term.field = PCS_FIELD_NONE;
    if (name + n == term.text) {
        term.text = name;
        term.len += n;
        n = 0;
    }
    pcs_query_ignore(t->query, "the field in %.*s%.*s: %s, taken as words",
                     (int)n, name, (int)pcs_utf8_cut(term.text, term.len, 64),
                     term.text, pcs_translate(objection));
    return number_word(t, &term);
}

pcs_node *pcs_tree_new_word(pcs_tree *t, const pcs_node *value,
                            const char *field_name)
{
    const char *objection =
        value->kind == PCS_NODE_FILTER ? pcs_field_objection(value) : NULL;
    if (objection)
        return reject(t, value, field_name, objection);
    if (pcs_field_is_swapped(value))
        pcs_query_ignore(t->query, "the order of %.*s: its ends are swapped",
                         (int)pcs_utf8_cut(value->text, value->len, 64),
                         value->text);
    return number_word(t, value);
}

size_t pcs_tree_cap_phrase(pcs_tree *t, const char *text, size_t len)
{
    size_t words = 0;
    bool in_word = false;
    for (size_t i = 0; i < len; i++) {
        bool is_space = text[i] == ' ';
        if (!is_space && !in_word && ++words > PCS_QUERY_PHRASE_MAX) {
            pcs_query_ignore(t->query, "%.*s: more than %d words in a phrase",
                             (int)pcs_utf8_cut(text + i, len - i, 64), text + i,
                             PCS_QUERY_PHRASE_MAX);
            return i;
        }
        in_word = !is_space;
    }
    return len;
}

void pcs_node_append(pcs_node *parent, pcs_node *child)
{
    pcs_node **last = &parent->child;
    while (*last)
        last = &(*last)->next;
    *last = child;
}

pcs_node *pcs_node_simplify(pcs_node *node)
{
    if (!node || !node->child)
        return NULL;
    return node->child->next ? node : node->child;
}

static void complete(pcs_node *node, bool is_excluded)
{
    if (node->kind == PCS_NODE_NOT)
        is_excluded = !is_excluded;
    node->is_excluded = is_excluded;
    node->has_term = node->kind == PCS_NODE_TERM;
    node->has_filter = node->kind == PCS_NODE_FILTER;
    for (pcs_node *c = node->child; c; c = c->next) {
        complete(c, is_excluded);
        node->has_term = node->has_term || c->has_term;
        node->has_filter = node->has_filter || c->has_filter;
    }
}

void pcs_node_complete(pcs_node *root)
{
    complete(root, false);
}
