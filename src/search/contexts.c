/* contexts.c - a query held against texts that are taken together */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/contexts.h"

#include <stdlib.h>
#include <string.h>

#include "store/heads.h"

static pcs_tiers better(pcs_tiers a, pcs_tiers b)
{
    return !a || (b && b < a) ? b : a;
}

pcs_tier pcs_contexts_term(const pcs_contexts *c, size_t term, size_t i)
{
    const pcs_tiers *heads = c->heads[term];
    size_t article = c->articles ? c->articles[i] : i;
    pcs_tiers tier = PCS_TIER_NONE;
    if (heads && c->parts & PCS_CONTEXT_TITLE)
        tier = heads[PCS_HEAD_KINDS * article + PCS_HEAD_TITLE];
    if (heads && c->parts & PCS_CONTEXT_DESCRIPTION)
        tier = better(tier,
                      heads[PCS_HEAD_KINDS * article + PCS_HEAD_DESCRIPTION]);
    if (c->units && c->found[term])
        tier = better(tier, c->found[term][c->units[i]]);
    return (pcs_tier)tier;
}

static void match_leaf(pcs_tiers *out, const pcs_contexts *c,
                       const pcs_node *node)
{
    memset(out, 0, c->n);
    if (!pcs_matching_wants(c->m, node))
        return;
    if (node->kind == PCS_NODE_FILTER) {
        if (c->filters[node->number] && c->n)
            memcpy(out, c->filters[node->number], c->n);
        return;
    }
    if (c->direct) {
        if (c->direct[node->number] && c->n)
            memcpy(out, c->direct[node->number], c->n);
        return;
    }
    for (size_t i = 0; i < c->n; i++)
        out[i] = (pcs_tiers)pcs_contexts_term(c, node->number, i);
}

static bool is_dropped(const pcs_node *node)
{
    return node->is_dropped ||
           (node->kind == PCS_NODE_NOT && node->child->is_dropped);
}

static void add_all(pcs_tiers *out, const pcs_tiers *one, size_t n, bool is_not)
{
    for (size_t i = 0; i < n; i++) {
        bool out_of = is_not ? one[i] != PCS_TIER_NONE : !one[i];
        if (out_of)
            out[i] = PCS_TIER_NONE;
        else if (!is_not && out[i] && one[i] > out[i])
            out[i] = one[i];
    }
}

/* The children of an AND, of an OR, or the one of a NOT. */
static pcs_status match_children(pcs_tiers *out, const pcs_contexts *c,
                                 const pcs_node *node, pcs_error *err)
{
    bool is_any = node->kind == PCS_NODE_OR;
    pcs_tiers *one = malloc(c->n + 1);
    pcs_status status = one ? PCS_OK : pcs_error_nomem(err);
    memset(out, is_any ? PCS_TIER_NONE : PCS_TIER_WORD, c->n);
    for (const pcs_node *k = node->child; status == PCS_OK && k; k = k->next) {
        bool is_not = node->kind == PCS_NODE_NOT;
        const pcs_node *what = k;
        if (is_dropped(k))
            continue;
        if (!is_any && !is_not && k->kind == PCS_NODE_NOT) {
            what = k->child;
            is_not = true;
        }
        status = pcs_contexts_match(one, c, what, err);
        if (status == PCS_OK && !is_any)
            add_all(out, one, c->n, is_not);
        for (size_t i = 0; status == PCS_OK && is_any && i < c->n; i++)
            out[i] = better(out[i], one[i]);
    }
    free(one);
    return status;
}

pcs_status pcs_contexts_match(pcs_tiers *out, const pcs_contexts *c,
                              const pcs_node *root, pcs_error *err)
{
    if (root->kind != PCS_NODE_TERM && root->kind != PCS_NODE_FILTER)
        return match_children(out, c, root, err);
    match_leaf(out, c, root);
    return PCS_OK;
}
