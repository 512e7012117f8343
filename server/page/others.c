/* others.c - the same article in other locales */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "server/page/others.h"

#include <string.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/status.h"

/* A sibling in each locale would do, but a segment may have been added to one
 * edition alone: that many are asked. */
#define SEGMENTS_ASKED 8
#define ID_BYTES_MAX 64

static bool has_locale(const pcs_page_others *others, const char *locale)
{
    for (size_t i = 0; i < others->n; i++)
        if (strcmp(others->items[i].locale, locale) == 0)
            return true;
    return false;
}

static void add(pcs_page_others *out, const pcs_hit_sibling *sibling,
                pcs_arena *arena)
{
    /* "elsewhere" is the same sentence in another article. */
    if (strcmp(sibling->by, "elsewhere") == 0 ||
        has_locale(out, sibling->locale) || out->n == PCS_PAGE_OTHERS_MAX)
        return;
    pcs_page_other other = {
        pcs_arena_copy(arena, sibling->locale, strlen(sibling->locale)),
        pcs_arena_copy(arena, sibling->place.source,
                       strlen(sibling->place.source)),
        pcs_arena_copy(arena, sibling->place.path,
                       strlen(sibling->place.path))};
    if (other.locale && other.source && other.path)
        out->items[out->n++] = other;
}

/* Hits that stand in the article: an id may be there twice. */
static void add_hits(pcs_page_others *out, const pcs_results *results,
                     const pcs_article_view *article, pcs_arena *arena)
{
    for (size_t i = 0; i < results->n_hits; i++) {
        const pcs_hit *hit = &results->hits[i];
        if (strcmp(hit->places[0].path, article->path) != 0 ||
            strcmp(hit->places[0].source, article->source) != 0)
            continue;
        for (size_t j = 0; j < hit->n_also; j++)
            add(out, &hit->also[j], arena);
    }
}

/* The query for the article's first segments. */
static void put_query(pcs_buffer *out, const pcs_article_view *article)
{
    size_t n = 0;
    for (size_t i = 0; i < article->n_segments && n < SEGMENTS_ASKED; i++) {
        const char *id = article->segments[i].id;
        if (!*id || strlen(id) > ID_BYTES_MAX || strpbrk(id, "\"*"))
            continue;
        pcs_buffer_printf(out, "%sid:\"%s\"", n++ ? " OR " : "", id);
    }
}

static pcs_status search(pcs_page_others *out, pcs_searcher *searcher,
                         const pcs_article_view *article,
                         const pcs_buffer *query, pcs_search_options *options,
                         pcs_arena *arena, pcs_error *err)
{
    pcs_results results = {0};
    options->locales = &article->locale;
    options->n_locales = 1;
    options->limit = 4 * SEGMENTS_ASKED;
    options->grouping = PCS_GROUP_NONE;
    options->no_marks = true;
    options->no_suggestions = true;
    pcs_status status = pcs_search(&results, searcher, query->data, query->len,
                                   options, err);
    if (status == PCS_OK)
        add_hits(out, &results, article, arena);
    pcs_results_dispose(&results);
    return status;
}

pcs_status pcs_page_others_find(pcs_page_others *out, pcs_searcher *searcher,
                                const pcs_article_view *article,
                                const pcs_index_info *info, pcs_arena *arena,
                                pcs_error *err)
{
    const char *also[PCS_PAGE_OTHERS_MAX];
    pcs_buffer query = {0};
    pcs_search_options options = PCS_SEARCH_OPTIONS_INIT;
    memset(out, 0, sizeof *out);
    options.also = also;
    for (size_t i = 0; i < info->n_locales; i++)
        if (options.n_also < PCS_PAGE_OTHERS_MAX &&
            strcmp(info->locales[i].locale, article->locale) != 0)
            also[options.n_also++] = info->locales[i].locale;
    put_query(&query, article);
    pcs_status status = pcs_buffer_status(&query, err);
    if (status == PCS_OK && query.len > 0 && options.n_also > 0)
        status = search(out, searcher, article, &query, &options, arena, err);
    /* Another generation may have been published in between. */
    if (status == PCS_EINVAL)
        status = PCS_OK;
    pcs_buffer_dispose(&query);
    return status;
}
