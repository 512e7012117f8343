/* others.c - the same article in other locales */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "server/page/others.h"

#include <string.h>

#include "base/arena.h"
#include "base/status.h"

/* A sibling in each locale would do, but a segment may have been added to one
 * edition alone: that many are asked. */
#define SEGMENTS_ASKED 8

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

/* Hits that stand in the article: paths may differ by case alone. */
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

static pcs_status search(pcs_page_others *out, pcs_searcher *searcher,
                         const pcs_article_view *article,
                         pcs_search_options *options, pcs_arena *arena,
                         pcs_error *err)
{
    pcs_results results = {0};
    pcs_condition both[] = {
        {.kind = PCS_CONDITION_IS, .name = "source", .value = article->source},
        {.kind = PCS_CONDITION_IS, .name = "path", .value = article->path}};
    pcs_condition all = {.kind = PCS_CONDITION_ALL, .items = both, .n = 2};
    options->condition = &all;
    options->locales = &article->locale;
    options->n_locales = 1;
    options->limit = SEGMENTS_ASKED;
    options->grouping = PCS_GROUP_NONE;
    options->no_marks = true;
    options->no_suggestions = true;
    pcs_status status = pcs_search(&results, searcher, "", 0, options, err);
    if (status == PCS_OK)
        add_hits(out, &results, article, arena);
    pcs_results_dispose(&results);
    options->condition = NULL;
    return status;
}

pcs_status pcs_page_others_find(pcs_page_others *out, pcs_searcher *searcher,
                                const pcs_article_view *article,
                                const pcs_index_info *info, pcs_arena *arena,
                                pcs_error *err)
{
    const char *also[PCS_PAGE_OTHERS_MAX];
    pcs_search_options options = PCS_SEARCH_OPTIONS_INIT;
    pcs_status status = PCS_OK;
    memset(out, 0, sizeof *out);
    options.also = also;
    for (size_t i = 0; i < info->n_locales; i++)
        if (options.n_also < PCS_PAGE_OTHERS_MAX &&
            strcmp(info->locales[i].locale, article->locale) != 0)
            also[options.n_also++] = info->locales[i].locale;
    if (options.n_also > 0)
        status = search(out, searcher, article, &options, arena, err);
    /* Another generation may have been published in between. */
    return status == PCS_EINVAL ? PCS_OK : status;
}
