/* articles.c - hits put together by their articles */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/articles.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "search/also.h"
#include "search/articlematch.h"
#include "search/crossing.h"
#include "search/headmarks.h"
#include "search/hits.h"

/* An article that matches, and the best of its candidates. */
typedef struct group {
    uint16_t shelf;
    uint32_t article;
    uint64_t segments;
    size_t best[PCS_ARTICLE_SEGMENTS_MAX];
    size_t n_best;
    pcs_candidate key; /* what it is ranked by: its best segment, or its head */
    const pcs_head_match *head; /* NULL where nothing but segments matches */
} group;

typedef struct grouping {
    pcs_session *s;
    uint32_t **numbers; /* by shelf and article: its group's number plus one */
    group *groups;
    size_t n, cap;
} grouping;

static pcs_status find_number(group **out, grouping *g, uint16_t shelf,
                              uint32_t article, pcs_error *err)
{
    const pcs_partition *p = &g->s->searcher->shelves[shelf].partition;
    uint32_t **numbers = &g->numbers[shelf];
    if (!*numbers && !(*numbers = calloc(p->n_articles, sizeof **numbers)))
        return pcs_error_nomem(err);
    uint32_t *number = &(*numbers)[article];
    if (!*number) {
        if (!PCS_ARRAY_RESERVE(g->groups, g->cap, g->n + 1))
            return pcs_error_nomem(err);
        memset(&g->groups[g->n], 0, sizeof *g->groups);
        g->groups[g->n].shelf = shelf;
        g->groups[g->n].article = article;
        *number = (uint32_t)++g->n;
    }
    *out = &g->groups[*number - 1];
    return PCS_OK;
}

static pcs_status find_group(group **out, grouping *g, const pcs_candidate *c,
                             pcs_error *err)
{
    const pcs_partition *p = &pcs_session_shown(g->s, c)->shelf->partition;
    const pcs_segment_record *segment;
    pcs_status status =
        pcs_partition_segment(&segment, p, c->shown_segment, err);
    return status == PCS_OK
               ? find_number(out, g, c->shown_shelf, segment->article, err)
               : status;
}

static pcs_status collect(grouping *g, pcs_error *err)
{
    pcs_status status = PCS_OK;
    for (size_t i = 0; status == PCS_OK && i < g->s->top.len; i++) {
        group *found = NULL;
        const pcs_candidate *c = &g->s->top.items[i];
        status = find_group(&found, g, c, err);
        if (status != PCS_OK)
            return status;
        if (found->segments++ == 0)
            found->key = *c;
        if (found->n_best < PCS_ARTICLE_SEGMENTS_MAX)
            found->best[found->n_best++] = i;
    }
    return status;
}

static int compare_groups(const void *a, const void *b)
{
    const group *x = a, *y = b;
    return pcs_candidate_compare(&x->key, &y->key);
}

/* Titles put articles higher up, and others beside them. */
static pcs_status add_heads(grouping *g, pcs_error *err)
{
    const pcs_head_matches *heads = g->s->heads;
    pcs_status status = PCS_OK;
    for (size_t i = 0; status == PCS_OK && heads && i < heads->n; i++) {
        const pcs_head_match *head = &heads->items[i];
        group *found = NULL;
        status = find_number(&found, g, head->shelf, head->article, err);
        if (status != PCS_OK)
            break;
        found->head = head;
        pcs_candidate key = head->key;
        /* Of equal titles, what stands below them decides. */
        if (found->segments > 0 && key.order == found->key.order)
            key.score += found->key.score * log2f(1 + (float)found->segments);
        if (found->segments == 0 ||
            pcs_candidate_compare(&key, &found->key) < 0)
            found->key = key;
    }
    if (status != PCS_OK || !heads || heads->n == 0)
        return status;
    qsort(g->groups, g->n, sizeof *g->groups, compare_groups);
    for (size_t i = 0; i < g->n; i++)
        g->numbers[g->groups[i].shelf][g->groups[i].article] = (uint32_t)i + 1;
    return PCS_OK;
}

static pcs_status fetch_text(const char **out, const pcs_mark **marks,
                             size_t *n, pcs_session *s, const group *g,
                             pcs_string_ref ref, pcs_error *err)
{
    const pcs_partition *p = &s->searcher->shelves[g->shelf].partition;
    pcs_arena *arena = &s->results->arena;
    pcs_marks found = {NULL, 0, 0};
    const char *text;
    size_t len;
    pcs_status status = pcs_partition_string(&text, &len, p, ref, err);
    if (status == PCS_OK && !(*out = pcs_arena_copy(arena, text, len)))
        status = pcs_error_nomem(err);
    /* What the query marks is the sibling's. */
    if (status != PCS_OK || s->options->n_answers)
        return status;
    status =
        pcs_head_marks_find(&found, &s->matchings[g->shelf], *out, len, err);
    size_t size = found.len * sizeof *found.items;
    pcs_mark *copy = pcs_arena_alloc(arena, size + 1);
    if (status == PCS_OK && !copy)
        status = pcs_error_nomem(err);
    if (status == PCS_OK && size)
        memcpy(copy, found.items, size);
    *marks = copy;
    *n = found.len;
    free(found.items);
    return status;
}

static pcs_status fetch_head(pcs_article_hit *out, pcs_session *s,
                             const group *g, pcs_error *err)
{
    const pcs_partition *p = &s->searcher->shelves[g->shelf].partition;
    const pcs_article_record *a;
    out->locale = s->searcher->shelves[g->shelf].locale;
    out->score = (double)g->key.score;
    out->tier = (pcs_tier)g->key.tier;
    out->by = g->head ? g->head->by : PCS_ARTICLE_BY_SEGMENTS;
    pcs_status status = pcs_partition_article(&a, p, g->article, err);
    if (status == PCS_OK)
        status = pcs_article_place(&out->place, &s->results->arena, p,
                                   g->article, err);
    if (status == PCS_OK && s->options->want_article)
        status = pcs_hit_article_fetch(&out->article, &s->results->arena, p,
                                       g->article, err);
    if (status == PCS_OK)
        status = fetch_text(&out->title, &out->marks, &out->n_marks, s, g,
                            a->title, err);
    return status == PCS_OK
               ? fetch_text(&out->description, &out->description_marks,
                            &out->n_description_marks, s, g, a->description,
                            err)
               : status;
}

static pcs_status fetch_group(pcs_article_hit *out, pcs_session *s,
                              const group *g, pcs_error *err)
{
    pcs_arena *arena = &s->results->arena;
    bool by_head = g->n_best == 0 && g->head;
    size_t n = by_head ? g->head->n_hits : g->n_best;
    pcs_hit *hits = pcs_arena_alloc(arena, n * sizeof *hits + 1);
    memset(out, 0, sizeof *out);
    if (!hits)
        return pcs_error_nomem(err);
    pcs_status status = PCS_OK;
    for (size_t i = 0; status == PCS_OK && i < n; i++) {
        const pcs_candidate *c =
            by_head ? &g->head->hits[i] : &s->top.items[g->best[i]];
        status = pcs_session_fetch_hit(&hits[i], s, c, err);
    }
    if (status != PCS_OK)
        return status;
    out->hits = hits;
    out->n_hits = n;
    out->segments = g->segments;
    return fetch_head(out, s, g, err);
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
        status = add_heads(&g, err);
    if (status == PCS_OK)
        status = fetch(&g, err);
    for (size_t i = 0; g.numbers && i < n; i++)
        free(g.numbers[i]);
    free(g.numbers);
    free(g.groups);
    return status;
}
