/* trim.c - terms without the punctuation at their ends */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/utf8.h"
#include "search/session.h"

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
    pcs_status status = pcs_session_name_dropped(s, node->text, start, err);
    if (status == PCS_OK)
        status =
            pcs_session_name_dropped(s, node->text + end, node->len - end, err);
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
