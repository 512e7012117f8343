/* order.c - the order of the best, by what their texts say */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <stdlib.h>

#include "search/articlegroups.h"

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

static pcs_status find_together(bool *out, const pcs_session *s,
                                const char *text, size_t len, pcs_error *err)
{
    const pcs_pattern *p = &s->together.pattern;
    const pcs_analysis *a;
    size_t start, end;
    if (pcs_pattern_find_plain(p, text, len, out))
        return PCS_OK;
    pcs_status status = pcs_analyze(&a, s->searcher->analyzer, text, len,
                                    PCS_ANALYZE_JOINED, err);
    *out = status == PCS_OK &&
           pcs_pattern_find(p, a->joined.text, a->joined.len, 0, &start, &end);
    return status;
}

pcs_status pcs_session_check_together(pcs_session *s, pcs_candidate *c,
                                      pcs_error *err)
{
    pcs_matching *m = &s->matchings[c->shelf];
    pcs_unit_text text;
    bool found = false;
    pcs_status status =
        pcs_texts_get(&text, m->shelf->partition.texts, c->unit, err);
    if (status == PCS_OK)
        status = find_together(&found, s, text.local, text.local_len, err);
    if (status == PCS_OK && !found && s->has_english)
        status = find_together(&found, s, text.english, text.english_len, err);
    c->is_apart = !found;
    return status;
}

static pcs_status put_again(pcs_session *s, const pcs_candidate *c,
                            pcs_error *err)
{
    pcs_article_group *group;
    pcs_status status = pcs_article_group_of(&group, s, c, err);
    if (status == PCS_OK)
        pcs_article_group_put(group, c);
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
        if (status == PCS_OK && s->groups)
            status = put_again(s, c, err);
    }
    if (n)
        qsort(s->top.items, n, sizeof *s->top.items, pcs_candidate_compare);
    return status;
}

/* How many of the best are shown, or may be. */
static size_t count_shown(const pcs_session *s)
{
    const pcs_search_options *o = s->options;
    if (o->grouping == PCS_GROUP_ARTICLE || o->limit > SIZE_MAX - o->offset)
        return SIZE_MAX;
    return o->offset + o->limit;
}

/* Sorts the best, and those first that are the query or whose words stand
 * together. The best come in their order, so that no more are read than it
 * takes to fill what is shown: of those that are level, what stands together
 * comes before what is yet to be read, and what is not level comes behind. */
pcs_status pcs_session_order(pcs_session *s, pcs_error *err)
{
    pcs_top_sort(&s->top);
    if (s->asked)
        return order_asked(s, err);
    /* The texts of groups are read when it is known which are shown. */
    if (!s->wants_together || s->groups)
        return PCS_OK;
    size_t n = s->top.len < ADJACENCY_WINDOW ? s->top.len : ADJACENCY_WINDOW;
    size_t wanted = count_shown(s), first = 0, settled = 0;
    pcs_status status = PCS_OK;
    for (size_t i = 0; status == PCS_OK && i < n && settled < wanted; i++) {
        pcs_candidate *c = &s->top.items[i];
        if (!pcs_candidate_is_level(c, &s->top.items[first])) {
            settled = first = i;
            if (settled >= wanted)
                break;
        }
        status = pcs_session_check_together(s, c, err);
        settled += !c->is_apart;
    }
    pcs_top_sort(&s->top);
    return status;
}
