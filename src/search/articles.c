/* articles.c - hits put together by their articles */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/articles.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "search/also.h"
#include "search/articlegroups.h"
#include "search/headmarks.h"
#include "search/headmatch.h"
#include "search/hits.h"

static pcs_status collect(pcs_session *s, pcs_error *err)
{
    pcs_status status = pcs_article_groups_new(
        &s->groups, s->searcher->manifest.n_locales, err);
    for (size_t i = 0; status == PCS_OK && i < s->top.len; i++) {
        pcs_article_group *found = NULL;
        status = pcs_article_group_of(&found, s, &s->top.items[i], err);
        if (status != PCS_OK)
            break;
        found->segments++;
        pcs_article_group_put(found, &s->top.items[i]);
    }
    return status;
}

/* Titles find articles, or put them higher up. */
static pcs_status add_heads(pcs_session *s, pcs_error *err)
{
    const pcs_head_matches *heads = s->heads;
    pcs_status status = PCS_OK;
    for (size_t i = 0; status == PCS_OK && heads && i < heads->n; i++) {
        const pcs_head_match *head = &heads->items[i];
        pcs_article_group *found = NULL;
        status =
            pcs_article_group_get(&found, s, head->shelf, head->article, err);
        if (status == PCS_OK)
            found->head = head;
    }
    return status;
}

static void rank(pcs_article_group *g)
{
    if (g->n_best)
        g->key = g->best[0];
    if (!g->head)
        return;
    pcs_candidate key = g->head->key;
    /* Of equal titles, what stands below them decides. */
    if (g->segments > 0 && key.order == g->key.order)
        key.score += g->key.score * log2f(1 + (float)g->segments);
    if (g->segments == 0 || pcs_candidate_compare(&key, &g->key) < 0)
        g->key = key;
}

/* The keys of the best groups, as many as pages up to this one have. */
static pcs_status choose(pcs_top *keys, pcs_session *s, pcs_error *err)
{
    const pcs_search_options *o = s->options;
    pcs_status status = PCS_OK;
    keys->max =
        o->limit > SIZE_MAX - o->offset ? SIZE_MAX : o->limit + o->offset;
    if (s->wants_together && !s->asked && !o->visitor)
        status = pcs_article_order(s, keys->max, err);
    for (size_t i = 0; status == PCS_OK && i < s->groups->n; i++) {
        rank(&s->groups->items[i]);
        status = pcs_top_add(keys, &s->groups->items[i].key, err);
    }
    pcs_top_sort(keys);
    return status;
}

static pcs_status fetch_text(const char **out, const pcs_mark **marks,
                             size_t *n, pcs_session *s,
                             const pcs_article_group *g, pcs_string_ref ref,
                             size_t kind, pcs_error *err)
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
    if (status != PCS_OK || s->options->n_answers || s->options->no_marks)
        return status;
    status = pcs_head_marks_find_in(&found, &s->matchings[g->shelf],
                                    PCS_HEAD_KINDS * (size_t)g->article + kind,
                                    *out, len, err);
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
                             const pcs_article_group *g, pcs_error *err)
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
                            a->title, PCS_HEAD_TITLE, err);
    return status == PCS_OK
               ? fetch_text(&out->description, &out->description_marks,
                            &out->n_description_marks, s, g, a->description,
                            PCS_HEAD_DESCRIPTION, err)
               : status;
}

static pcs_status fetch_group(pcs_article_hit *out, pcs_session *s,
                              const pcs_article_group *g, pcs_error *err)
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
        const pcs_candidate *c = by_head ? &g->head->hits[i] : &g->best[i];
        status = pcs_session_fetch_hit(&hits[i], s, c, err);
    }
    if (status != PCS_OK)
        return status;
    out->hits = hits;
    out->n_hits = n;
    out->segments = g->segments;
    return fetch_head(out, s, g, err);
}

/* Takes the candidates of the page's groups together, in the groups' order. */
static pcs_status gather(pcs_candidate *items, pcs_session *s, size_t *ends,
                         pcs_error *err)
{
    pcs_status status = PCS_OK;
    for (size_t i = 0; status == PCS_OK && i < s->top.len; i++) {
        pcs_article_group *found = NULL;
        status = pcs_article_group_of(&found, s, &s->top.items[i], err);
        if (status == PCS_OK && found->number != SIZE_MAX)
            items[ends[found->number]++] = s->top.items[i];
    }
    return status;
}

/* A visitor is given all that matches in an article, not the best alone. */
static pcs_status visit(pcs_session *s, pcs_article_group *const *page,
                        size_t n, pcs_error *err)
{
    size_t *ends = calloc(n + 1, sizeof *ends);
    for (size_t i = 0; ends && i < n; i++)
        ends[i + 1] = ends[i] + page[i]->segments;
    size_t len = ends ? ends[n] : 0;
    pcs_candidate *items = calloc(len + 1, sizeof *items);
    pcs_status status =
        items && ends ? gather(items, s, ends, err) : pcs_error_nomem(err);
    if (status == PCS_OK)
        status = pcs_session_visit(s, items, len, err);
    free(items);
    free(ends);
    return status;
}

static pcs_status fetch(pcs_session *s, pcs_article_group *const *page,
                        size_t n, pcs_error *err)
{
    pcs_results *r = s->results;
    pcs_article_hit *list = pcs_arena_alloc(&r->arena, n * sizeof *list + 1);
    pcs_status status = list ? PCS_OK : pcs_error_nomem(err);
    if (status == PCS_OK && s->wants_together && !s->asked)
        status = pcs_article_order_more(s, err);
    for (size_t i = 0; status == PCS_OK && i < n; i++)
        status = fetch_group(&list[i], s, page[i], err);
    r->article_hits = list;
    r->n_article_hits = status == PCS_OK ? n : 0;
    return status;
}

/* The groups of the page, which have numbers from then on. */
static pcs_status turn_to(pcs_article_group **page, size_t *n, pcs_session *s,
                          const pcs_top *keys, pcs_error *err)
{
    pcs_status status = PCS_OK;
    *n = 0;
    for (size_t i = s->options->offset; status == PCS_OK && i < keys->len;
         i++) {
        status = pcs_article_group_of(&page[*n], s, &keys->items[i], err);
        if (status == PCS_OK) {
            page[*n]->number = *n;
            ++*n;
        }
    }
    return status;
}

pcs_status pcs_session_group_articles(pcs_session *s, pcs_error *err)
{
    pcs_top keys = {0};
    pcs_article_group **page = NULL;
    size_t n = 0;
    if (s->options->limit == 0 && !s->options->visitor)
        return PCS_OK;
    pcs_status status = s->options->visitor ? collect(s, err) : PCS_OK;
    if (status == PCS_OK)
        status = add_heads(s, err);
    if (status == PCS_OK)
        status = choose(&keys, s, err);
    if (status == PCS_OK && !(page = calloc(keys.len + 1, sizeof *page)))
        status = pcs_error_nomem(err);
    if (status == PCS_OK)
        status = turn_to(page, &n, s, &keys, err);
    if (status == PCS_OK)
        status = s->options->visitor ? visit(s, page, n, err)
                                     : fetch(s, page, n, err);
    free(page);
    free(keys.items);
    return status;
}
