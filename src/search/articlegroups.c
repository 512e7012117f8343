/* articlegroups.c - the best candidates of each article */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/articlegroups.h"

#include <stdlib.h>
#include <string.h>

#include "search/crossing.h"

pcs_status pcs_article_groups_new(pcs_article_groups **out, size_t n_shelves,
                                  pcs_error *err)
{
    pcs_article_groups *g = *out = calloc(1, sizeof *g);
    if (!g || !(g->numbers = calloc(n_shelves + 1, sizeof *g->numbers)))
        return pcs_error_nomem(err);
    g->n_shelves = n_shelves;
    return PCS_OK;
}

void pcs_article_groups_free(pcs_article_groups *g)
{
    if (!g)
        return;
    for (size_t i = 0; i < g->n_shelves; i++)
        free(g->numbers[i]);
    free(g->numbers);
    free(g->items);
    free(g);
}

pcs_status pcs_article_group_get(pcs_article_group **out, pcs_session *s,
                                 size_t shelf, uint32_t article, pcs_error *err)
{
    pcs_article_groups *g = s->groups;
    const pcs_partition *p = &s->searcher->shelves[shelf].partition;
    uint32_t **numbers = &g->numbers[shelf];
    if (article >= p->n_articles)
        return pcs_error_set(err, PCS_ECORRUPT, "damaged index: article %u",
                             article);
    if (!*numbers && !(*numbers = calloc(p->n_articles, sizeof **numbers)))
        return pcs_error_nomem(err);
    uint32_t *number = &(*numbers)[article];
    if (!*number) {
        if (!PCS_ARRAY_RESERVE(g->items, g->cap, g->n + 1))
            return pcs_error_nomem(err);
        pcs_article_group *made = &g->items[g->n];
        memset(made, 0, sizeof *made);
        made->shelf = (uint16_t)shelf;
        made->article = article;
        made->number = SIZE_MAX;
        *number = (uint32_t)++g->n;
    }
    *out = &g->items[*number - 1];
    return PCS_OK;
}

pcs_status pcs_article_group_of(pcs_article_group **out, pcs_session *s,
                                const pcs_candidate *c, pcs_error *err)
{
    const pcs_partition *p = &pcs_session_shown(s, c)->shelf->partition;
    const pcs_segment_record *segment;
    pcs_status status =
        pcs_partition_segment(&segment, p, c->shown_segment, err);
    return status == PCS_OK ? pcs_article_group_get(out, s, c->shown_shelf,
                                                    segment->article, err)
                            : status;
}

void pcs_article_group_put(pcs_article_group *g, const pcs_candidate *c)
{
    size_t at = 0;
    while (at < g->n_best && g->best[at].shown_segment != c->shown_segment)
        at++;
    if (at == g->n_best) {
        if (at == PCS_ARTICLE_SEGMENTS_MAX &&
            pcs_candidate_compare(c, &g->best[at - 1]) >= 0)
            return;
        at -= at == PCS_ARTICLE_SEGMENTS_MAX;
        g->n_best = at + 1;
    }
    for (; at > 0 && pcs_candidate_compare(c, &g->best[at - 1]) < 0; at--)
        g->best[at] = g->best[at - 1];
    g->best[at] = *c;
}

pcs_status pcs_session_keep(pcs_session *s, const pcs_candidate *c,
                            uint32_t article, pcs_error *err)
{
    if (s->groups) {
        pcs_article_group *group = NULL;
        pcs_status status =
            pcs_article_group_get(&group, s, c->shown_shelf, article, err);
        if (status != PCS_OK)
            return status;
        group->segments++;
        pcs_article_group_put(group, c);
    }
    return pcs_top_add(&s->top, c, err);
}
