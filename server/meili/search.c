/* search.c - answers of searches as Meilisearch gives them */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "server/meili/search.h"

#include <string.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/status.h"
#include "server/meili/document.h"
#include "server/meili/facets.h"
#include "server/weight.h"

void pcs_meili_options(pcs_search_options *o, const char **locale,
                       const pcs_meili_query *q)
{
    *o = (pcs_search_options)PCS_SEARCH_OPTIONS_INIT;
    *locale = q->index.locale;
    o->locales = locale;
    o->n_locales = *locale != NULL;
    o->limit = o->offset = 0;
    o->grouping = q->index.is_articles ? PCS_GROUP_ARTICLE
                  : q->is_distinct     ? PCS_GROUP_PAIR
                                       : PCS_GROUP_NONE;
    o->mode = q->needs_all_words ? PCS_MATCH_ALL : PCS_MATCH_AUTO;
    o->in = q->in;
    o->no_suggestions = true;
    /* Without one, an empty query would find nothing. */
    if (q->condition.n || q->q_len == 0)
        o->condition = &q->condition;
}

/* Which hits an answer has. */
static void set_page(pcs_search_options *o, const pcs_meili_query *q)
{
    const uint64_t max = PCS_MEILI_HITS_MAX;
    uint64_t limit = q->is_paged ? q->hits_per_page : q->limit;
    uint64_t offset = q->offset;
    limit = limit < max ? limit : max;
    if (q->is_paged && q->page == 0)
        limit = 0;
    else if (q->is_paged)
        offset = ((q->page < max ? q->page : max + 1) - 1) * limit;
    if (offset >= max)
        limit = 0;
    else if (limit > max - offset)
        limit = max - offset;
    o->limit =
        limit < PCS_MEILI_LIMIT_MAX ? (size_t)limit : PCS_MEILI_LIMIT_MAX;
    o->offset = o->limit ? (size_t)offset : 0;
    o->want_origin = o->want_article = true;
    o->no_marks = !(q->highlighted | q->cropped) && !q->shows_positions;
}

size_t pcs_meili_weight(const pcs_meili_query *q, size_t *hits)
{
    pcs_search_options o;
    const char *locale;
    pcs_meili_options(&o, &locale, q);
    set_page(&o, q);
    *hits += o.limit;
    return pcs_search_weight(q->q, q->q_len, &o) + q->condition.n;
}

static uint64_t total_of(const pcs_results *r, const pcs_meili_query *q)
{
    return q->index.is_articles ? r->articles
           : q->is_distinct     ? r->pairs
                                : r->segments;
}

/* From 0 to 1: the tier decides first, as it does in the order of hits, which
 * is kept: other things count there, too. */
static double ranking_score(pcs_tier of, double value, double before)
{
    int tier = of > PCS_TIER_NONE ? PCS_TIER_COUNT - (int)of : 0;
    double within = value > 0 ? value / (value + 5) : 0;
    double score = (tier - 1 + within) / (PCS_TIER_COUNT - 1);
    score = score < 0 ? 0 : score;
    return score < before ? score : before;
}

static pcs_status write_hits(pcs_json *json, pcs_searcher *searcher,
                             const pcs_meili_query *q, const pcs_results *r,
                             pcs_error *err)
{
    pcs_arena arena = {0};
    pcs_meili_document document;
    double score = 1;
    bool good = true;
    pcs_json_key(json, "hits");
    pcs_json_begin_array(json);
    for (size_t i = 0; good && i < r->n_hits; i++) {
        const pcs_hit *hit = &r->hits[i];
        score = ranking_score(hit->tier, hit->score, score);
        good = pcs_meili_document_make(&document, &arena, searcher, hit);
        if (good)
            pcs_meili_document_write(json, &document, q, score);
    }
    for (size_t i = 0; good && i < r->n_article_hits; i++) {
        const pcs_article_hit *hit = &r->article_hits[i];
        score = ranking_score(hit->tier, hit->score, score);
        good = pcs_meili_document_of_article(&document, &arena, searcher, hit);
        if (good)
            pcs_meili_document_write(json, &document, q, score);
    }
    pcs_json_end_array(json);
    pcs_arena_dispose(&arena);
    return good ? PCS_OK : pcs_error_nomem(err);
}

static void write_totals(pcs_json *json, const pcs_meili_query *q,
                         uint64_t total)
{
    uint64_t reached = total < PCS_MEILI_HITS_MAX ? total : PCS_MEILI_HITS_MAX;
    if (!q->is_paged) {
        pcs_json_put_unsigned(json, "limit", q->limit);
        pcs_json_put_unsigned(json, "offset", q->offset);
        pcs_json_put_unsigned(json, "estimatedTotalHits", total);
        return;
    }
    uint64_t size = q->hits_per_page;
    pcs_json_put_unsigned(json, "hitsPerPage", size);
    pcs_json_put_unsigned(json, "page", q->page);
    pcs_json_put_unsigned(json, "totalPages",
                          size ? reached / size + (reached % size != 0) : 0);
    pcs_json_put_unsigned(json, "totalHits", total);
}

pcs_status pcs_meili_search(pcs_json *json, pcs_searcher *searcher,
                            const pcs_meili_query *q, bool has_uid,
                            pcs_error *err)
{
    pcs_search_options o;
    const char *locale, *facets[PCS_MEILI_ATTRIBUTES];
    pcs_results results = {0};
    double start = pcs_clock_ms();
    pcs_meili_options(&o, &locale, q);
    set_page(&o, q);
    pcs_meili_facets_ask(&o, facets, q);
    pcs_status status = pcs_search(&results, searcher, q->q, q->q_len, &o, err);
    if (status != PCS_OK)
        return status;
    pcs_json_begin_object(json);
    if (has_uid)
        pcs_json_put_text(json, "indexUid", q->index.uid);
    status = write_hits(json, searcher, q, &results, err);
    pcs_json_put_string(json, "query", q->q, q->q_len);
    pcs_json_put_unsigned(json, "processingTimeMs",
                          (uint64_t)(pcs_clock_ms() - start));
    write_totals(json, q, total_of(&results, q));
    if (q->has_facets)
        pcs_meili_facets_write(json, &results, q);
    pcs_json_end_object(json);
    pcs_results_dispose(&results);
    return status;
}
