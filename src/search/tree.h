/* tree.h - the tree of a query that is being read, within the caps */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SEARCH_TREE_H
#define PCS_SEARCH_TREE_H

#include "search/query.h"

/** Initialise with the query, the rest zero. */
typedef struct pcs_tree {
    pcs_query *query;
    bool has_failed; /* memory was refused; what was asked for is NULL */
    size_t n_over;   /* terms beyond the cap */
} pcs_tree;

/** A node with nothing below it. */
pcs_node *pcs_tree_new(pcs_tree *tree, pcs_node_kind kind);

/**
 * The term or filter that value is, numbered; its text is borrowed. NULL beyond
 * PCS_QUERY_TERMS_MAX, of which the query's `ignored` names the first.
 * field_name is where the name of a filter's field begins, in the same text: a
 * value that the field does not take becomes a term, with its name where that
 * stands right before it, and `ignored` says why.
 */
pcs_node *pcs_tree_new_word(pcs_tree *tree, const pcs_node *value,
                            const char *field_name);

/** How many of len bytes of a phrase are left: it has at most
 * PCS_QUERY_PHRASE_MAX words, and `ignored` names the first one beyond. */
size_t pcs_tree_cap_phrase(pcs_tree *tree, const char *text, size_t len);

void pcs_node_append(pcs_node *parent, pcs_node *child);

/** A group of one child is the child; NULL, or a group of none, is NULL. */
pcs_node *pcs_node_simplify(pcs_node *node);

/** Notes at each node of a whole tree what is above and below it. */
void pcs_node_complete(pcs_node *root);

#endif
