/* order.c - the order of the best, by what their texts say */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <stdlib.h>

#include "search/session.h"

/* Among so many of the best, hits whose words stand together come first. */
#define ADJACENCY_WINDOW ((size_t)1000)

/* Among so many of the best of a question, pairs of words count. */
#define QUESTION_WINDOW ((size_t)24)

void pcs_session_widen(pcs_session *s)
{
    size_t least = s->asked            ? QUESTION_WINDOW
                   : s->wants_together ? ADJACENCY_WINDOW
                                       : 0;
    /* The best answer to a question says what all of them lack. */
    if ((s->top.max > 0 || s->nearest) && s->top.max < least)
        s->top.max = least;
}

static pcs_status check_together(pcs_session *s, pcs_candidate *c,
                                 pcs_error *err)
{
    pcs_matching *m = &s->matchings[c->shelf];
    pcs_unit_text text;
    const pcs_analysis *a;
    size_t start, end;
    pcs_status status =
        pcs_texts_get(&text, m->shelf->partition.texts, c->unit, err);
    if (status == PCS_OK)
        status = pcs_analyze(&a, m->analyzer, text.local, text.local_len,
                             PCS_ANALYZE_JOINED, err);
    if (status == PCS_OK)
        c->is_apart = !pcs_pattern_find(&s->together.pattern, a->joined.text,
                                        a->joined.len, 0, &start, &end);
    if (status != PCS_OK || !c->is_apart || !s->has_english)
        return status;
    status = pcs_analyze(&a, m->analyzer, text.english, text.english_len,
                         PCS_ANALYZE_JOINED, err);
    if (status == PCS_OK)
        c->is_apart = !pcs_pattern_find(&s->together.pattern, a->joined.text,
                                        a->joined.len, 0, &start, &end);
    return status;
}

static pcs_status order_asked(pcs_session *s, pcs_error *err)
{
    size_t n = s->top.len < QUESTION_WINDOW ? s->top.len : QUESTION_WINDOW;
    pcs_status status = PCS_OK;
    for (size_t i = 0; status == PCS_OK && i < n; i++) {
        pcs_candidate *c = &s->top.items[i];
        float more = 0;
        status = pcs_asked_pairs(&more, &s->asked[c->shelf],
                                 &s->matchings[c->shelf], c->unit, err);
        c->score += more;
        c->has_pairs = 1;
    }
    if (n)
        qsort(s->top.items, n, sizeof *s->top.items, pcs_candidate_compare);
    return status;
}

/* Sorts the best, and those first that are the query or whose words stand
 * together. */
pcs_status pcs_session_order(pcs_session *s, pcs_error *err)
{
    pcs_top_sort(&s->top);
    if (s->asked)
        return order_asked(s, err);
    if (!s->wants_together)
        return PCS_OK;
    size_t n = s->top.len < ADJACENCY_WINDOW ? s->top.len : ADJACENCY_WINDOW;
    pcs_status status = PCS_OK;
    for (size_t i = 0; status == PCS_OK && i < n; i++)
        status = check_together(s, &s->top.items[i], err);
    pcs_top_sort(&s->top);
    return status;
}
