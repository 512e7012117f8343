/* restrict.c - filters that are given beside a query */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/restrict.h"

#include <string.h>

#include "base/status.h"
#include "base/utf8.h"
#include "search/fields.h"
#include "search/tree.h"

static bool is_text(pcs_field field)
{
    return field == PCS_FIELD_TITLE || field == PCS_FIELD_HEADING;
}

/* The filter without a number. One for what has no value is a star below NOT,
 * which *is_none says. */
static pcs_node as_node(const pcs_search_filter *f, bool *is_none)
{
    *is_none = *f->value == 0;
    pcs_node node = {.kind = PCS_NODE_FILTER,
                     .field = pcs_field_named(f->field),
                     .text = *is_none ? "*" : f->value,
                     .is_sided = true};
    node.len = strlen(node.text);
    /* A value that is a star is no star. */
    node.is_phrase = !*is_none && node.field != PCS_FIELD_PATH;
    return node;
}

static pcs_status check(const pcs_search_filter *f, pcs_error *err)
{
    bool is_none;
    pcs_node node = as_node(f, &is_none);
    if (node.field == PCS_FIELD_NONE || is_text(node.field))
        return pcs_error_set(err, PCS_EINVAL,
                             "no filter %.64s; there are locale, path, topic, "
                             "product (or service), author, type, date (or "
                             "year) and id",
                             f->field);
    if (pcs_utf8_check(f->value, strlen(f->value)) < strlen(f->value))
        return pcs_error_set(err, PCS_EINVAL, "%s: not UTF-8", f->field);
    const char *objection = pcs_field_objection(&node);
    if (!objection)
        return PCS_OK;
    return pcs_error_set(err, PCS_EINVAL, "%s %.64s: %s", f->field, f->value,
                         objection);
}

pcs_status pcs_search_check_filters(const pcs_search_filter *filters, size_t n,
                                    pcs_error *err)
{
    if (n > PCS_SEARCH_FILTERS_MAX)
        return pcs_error_set(err, PCS_ELIMIT, "more than %d filters",
                             PCS_SEARCH_FILTERS_MAX);
    pcs_status status = PCS_OK;
    for (size_t i = 0; status == PCS_OK && i < n; i++)
        status = check(&filters[i], err);
    return status;
}

static pcs_node *make_filter(pcs_tree *tree, const pcs_search_filter *f)
{
    bool is_none;
    pcs_node value = as_node(f, &is_none);
    pcs_node *node = pcs_tree_new(tree, PCS_NODE_FILTER);
    if (!node)
        return NULL;
    *node = value;
    node->number = tree->query->n_filters++;
    if (is_none == f->is_excluded)
        return node;
    pcs_node *not = pcs_tree_new(tree, PCS_NODE_NOT);
    if (not )
        not ->child = node;
    return not ;
}

/* The filters of a group that was not made before the i-th. */
static pcs_node *make_group(pcs_tree *tree, const pcs_search_filter *filters,
                            size_t i, size_t n)
{
    size_t group = filters[i].group;
    for (size_t j = 0; j < i; j++)
        if (filters[j].group == group)
            return NULL;
    pcs_node *any = pcs_tree_new(tree, PCS_NODE_OR);
    for (; any && i < n && !tree->has_failed; i++) {
        pcs_node *one =
            filters[i].group == group ? make_filter(tree, &filters[i]) : NULL;
        if (one)
            pcs_node_append(any, one);
    }
    return pcs_node_simplify(any);
}

/* The root as an AND, so that filters can stand beside its words. */
static pcs_node *need_root(pcs_tree *tree)
{
    pcs_node *root = tree->query->root;
    if (root && root->kind == PCS_NODE_AND)
        return root;
    pcs_node *all = pcs_tree_new(tree, PCS_NODE_AND);
    if (all)
        all->child = root;
    return all;
}

pcs_status pcs_query_restrict(pcs_query *query,
                              const pcs_search_options *options, pcs_error *err)
{
    pcs_tree tree = {.query = query};
    bool is_empty = !query->root;
    if (is_empty && !options->want_all)
        return PCS_OK;
    if (!is_empty && options->n_filters == 0)
        return PCS_OK;
    pcs_node *root = need_root(&tree);
    for (size_t i = 0; root && i < options->n_filters; i++) {
        pcs_node *group =
            make_group(&tree, options->filters, i, options->n_filters);
        if (group)
            pcs_node_append(root, group);
    }
    if (!root || tree.has_failed)
        return pcs_error_nomem(err);
    query->root = root;
    pcs_node_complete(root);
    return PCS_OK;
}
