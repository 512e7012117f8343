/* articles.c - hits put together by their articles */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/articles.h"

#include <stdlib.h>
#include <string.h>

#include "search/also.h"
#include "search/crossing.h"

/* An article that matches, and the best of its candidates. */
typedef struct group {
    uint16_t shelf;
    uint32_t article;
    uint64_t segments;
    size_t best[PCS_ARTICLE_SEGMENTS_MAX];
    size_t n_best;
} group;

typedef struct grouping {
    pcs_session *s;
    uint32_t **numbers; /* by shelf and article: its group's number plus one */
    group *groups;
    size_t n, cap;
} grouping;

static pcs_status find_group(group **out, grouping *g, const pcs_candidate *c,
                             pcs_error *err)
{
    const pcs_partition *p = &pcs_session_shown(g->s, c)->shelf->partition;
    const pcs_segment_record *segment;
    pcs_status status =
        pcs_partition_segment(&segment, p, c->shown_segment, err);
    if (status != PCS_OK)
        return status;
    if (segment->article >= p->n_articles)
        return pcs_error_set(err, PCS_ECORRUPT, "damaged index: segment %u",
                             c->shown_segment);
    uint32_t **numbers = &g->numbers[c->shown_shelf];
    if (!*numbers && !(*numbers = calloc(p->n_articles, sizeof **numbers)))
        return pcs_error_nomem(err);
    uint32_t *number = &(*numbers)[segment->article];
    if (!*number) {
        if (!PCS_ARRAY_RESERVE(g->groups, g->cap, g->n + 1))
            return pcs_error_nomem(err);
        memset(&g->groups[g->n], 0, sizeof *g->groups);
        g->groups[g->n].shelf = c->shown_shelf;
        g->groups[g->n].article = segment->article;
        *number = (uint32_t)++g->n;
    }
    *out = &g->groups[*number - 1];
    return PCS_OK;
}

static pcs_status collect(grouping *g, pcs_error *err)
{
    pcs_status status = PCS_OK;
    for (size_t i = 0; status == PCS_OK && i < g->s->top.len; i++) {
        group *found = NULL;
        status = find_group(&found, g, &g->s->top.items[i], err);
        if (status != PCS_OK)
            return status;
        found->segments++;
        if (found->n_best < PCS_ARTICLE_SEGMENTS_MAX)
            found->best[found->n_best++] = i;
    }
    return status;
}

static pcs_status fetch_title(pcs_article_hit *out, pcs_session *s,
                              pcs_matching *m, pcs_error *err)
{
    pcs_arena *arena = &s->results->arena;
    pcs_marks marks = {NULL, 0, 0};
    pcs_status status = pcs_marks_find(&marks, m, PCS_SIDE_LOCAL, out->title,
                                       strlen(out->title), err);
    size_t size = marks.len * sizeof *marks.items;
    pcs_mark *copy = pcs_arena_alloc(arena, size + 1);
    if (status == PCS_OK && !copy)
        status = pcs_error_nomem(err);
    if (status == PCS_OK && size)
        memcpy(copy, marks.items, size);
    out->marks = copy;
    out->n_marks = marks.len;
    free(marks.items);
    return status;
}

static pcs_status fetch_group(pcs_article_hit *out, pcs_session *s,
                              const group *g, pcs_error *err)
{
    pcs_arena *arena = &s->results->arena;
    pcs_hit *hits = pcs_arena_alloc(arena, g->n_best * sizeof *hits);
    memset(out, 0, sizeof *out);
    if (!hits)
        return pcs_error_nomem(err);
    pcs_status status = PCS_OK;
    for (size_t i = 0; status == PCS_OK && i < g->n_best; i++) {
        const pcs_candidate *c = &s->top.items[g->best[i]];
        status = pcs_session_fetch_hit(&hits[i], s, c, err);
    }
    if (status != PCS_OK)
        return status;
    out->hits = hits;
    out->n_hits = g->n_best;
    out->segments = g->segments;
    out->title = out->hits[0].title;
    /* What the query marks is the sibling's. */
    if (s->options->n_answers)
        return PCS_OK;
    return fetch_title(out, s, &s->matchings[g->shelf], err);
}

/* Takes the candidates of n groups together, in the order of the groups. */
static pcs_status gather(pcs_candidate *items, grouping *g, size_t first,
                         size_t n, pcs_error *err)
{
    size_t *ends = calloc(n + 1, sizeof *ends);
    if (!ends)
        return pcs_error_nomem(err);
    for (size_t i = 0; i < n; i++)
        ends[i + 1] = ends[i] + g->groups[first + i].segments;
    pcs_status status = PCS_OK;
    for (size_t i = 0; status == PCS_OK && i < g->s->top.len; i++) {
        group *found = NULL;
        status = find_group(&found, g, &g->s->top.items[i], err);
        size_t number = status == PCS_OK ? (size_t)(found - g->groups) : n;
        if (number >= first && number - first < n)
            items[ends[number - first]++] = g->s->top.items[i];
    }
    free(ends);
    return status;
}

/* A visitor is given all that matches in an article, not the best alone. */
static pcs_status visit(grouping *g, size_t first, size_t n, pcs_error *err)
{
    size_t len = 0;
    for (size_t i = first; i < first + n; i++)
        len += g->groups[i].segments;
    pcs_candidate *items = calloc(len + 1, sizeof *items);
    pcs_status status =
        items ? gather(items, g, first, n, err) : pcs_error_nomem(err);
    if (status == PCS_OK)
        status = pcs_session_visit(g->s, items, len, err);
    free(items);
    return status;
}

static pcs_status fetch(grouping *g, pcs_error *err)
{
    const pcs_search_options *o = g->s->options;
    pcs_results *r = g->s->results;
    size_t first = o->offset < g->n ? o->offset : g->n;
    size_t n = g->n - first < o->limit ? g->n - first : o->limit;
    if (o->visitor)
        return visit(g, first, n, err);
    pcs_article_hit *list = pcs_arena_alloc(&r->arena, n * sizeof *list + 1);
    if (!list)
        return pcs_error_nomem(err);
    pcs_status status = PCS_OK;
    for (size_t i = 0; status == PCS_OK && i < n; i++)
        status = fetch_group(&list[i], g->s, &g->groups[first + i], err);
    r->article_hits = list;
    r->n_article_hits = status == PCS_OK ? n : 0;
    return status;
}

pcs_status pcs_session_group_articles(pcs_session *s, pcs_error *err)
{
    size_t n = s->searcher->manifest.n_locales;
    grouping g = {s, calloc(n + 1, sizeof *g.numbers), NULL, 0, 0};
    pcs_status status = g.numbers ? collect(&g, err) : pcs_error_nomem(err);
    if (status == PCS_OK)
        status = fetch(&g, err);
    for (size_t i = 0; g.numbers && i < n; i++)
        free(g.numbers[i]);
    free(g.numbers);
    free(g.groups);
    return status;
}
