/* prepare.c - the terms of a search */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "search/session.h"

static pcs_status make_terms(pcs_session *s, pcs_node *node, pcs_error *err)
{
    pcs_status status = PCS_OK;
    if (node->kind == PCS_NODE_FILTER)
        status = pcs_filter_make(&s->filters[node->number], node,
                                 s->searcher->analyzer, err);
    if (node->kind == PCS_NODE_TERM) {
        pcs_term *term = &s->terms[node->number];
        status = pcs_term_make(term, node, s->searcher->analyzer, err);
        if (status == PCS_OK && !node->is_dropped && pcs_term_is_scan(term) &&
            ++s->n_scans > PCS_QUERY_SCANS_MAX) {
            node->is_dropped = true;
            pcs_query_ignore(&s->query, "%.*s: more than %d terms of symbols",
                             (int)pcs_utf8_cut(node->text, node->len, 64),
                             node->text, PCS_QUERY_SCANS_MAX);
        }
    }
    for (pcs_node *c = node->child; status == PCS_OK && c; c = c->next)
        status = make_terms(s, c, err);
    return status;
}

void pcs_session_drop_terms(pcs_session *s)
{
    for (size_t i = 0; s->matchings && i < s->searcher->manifest.n_locales; i++)
        if (s->matchings[i].shelf)
            pcs_matching_dispose(&s->matchings[i]);
    for (size_t i = 0; s->terms && i < s->n_terms; i++)
        pcs_term_dispose(&s->terms[i]);
    free(s->matchings);
    for (size_t i = 0; s->filters && i < s->query.n_filters; i++)
        pcs_filter_dispose(&s->filters[i]);
    free(s->terms);
    free(s->filters);
    s->matchings = NULL;
    s->terms = NULL;
    s->filters = NULL;
}

/* Analyses the terms of the tree as it stands. */
pcs_status pcs_session_prepare(pcs_session *s, pcs_error *err)
{
    pcs_session_drop_terms(s);
    s->n_terms = s->query.n_terms;
    s->n_scans = 0;
    s->terms = calloc(s->n_terms + 1, sizeof *s->terms);
    s->filters = calloc(s->query.n_filters + 1, sizeof *s->filters);
    s->matchings =
        calloc(s->searcher->manifest.n_locales + 1, sizeof *s->matchings);
    if (!s->terms || !s->filters || !s->matchings)
        return pcs_error_nomem(err);
    return s->query.root ? make_terms(s, s->query.root, err) : PCS_OK;
}
