/* search.c - GET /v1/search */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "server/api/answer.h"
#include "server/api/facets.h"
#include "server/api/hits.h"
#include "server/api/searchparams.h"
#include "server/weight.h"

static void put_tiers(pcs_json *j, const pcs_results *r)
{
    pcs_json_key(j, "tiers");
    pcs_json_begin_object(j);
    for (int i = PCS_TIER_WORD; i < PCS_TIER_COUNT; i++)
        if (r->tiers[i])
            pcs_json_put_unsigned(j, pcs_tier_name((pcs_tier)i), r->tiers[i]);
    pcs_json_end_object(j);
}

static void put_expanded(pcs_json *j, const pcs_results *r)
{
    pcs_json_key(j, "expanded");
    pcs_json_begin_array(j);
    for (size_t i = 0; i < r->n_expanded; i++) {
        pcs_json_begin_object(j);
        pcs_json_put_text(j, "term", r->expanded[i].term);
        pcs_json_put_texts(j, "with", r->expanded[i].with,
                           r->expanded[i].n_with);
        pcs_json_end_object(j);
    }
    pcs_json_end_array(j);
}

static void put_summary(pcs_json *j, const pcs_search_request *q,
                        const pcs_results *r)
{
    pcs_json_put_string(j, "query", q->query, q->len);
    pcs_json_put_text(j, "group", pcs_group_names[q->search.grouping]);
    pcs_json_put_unsigned(j, "segments", r->segments);
    pcs_json_put_unsigned(j, "pairs", r->pairs);
    pcs_json_put_unsigned(j, "articles", r->articles);
    pcs_json_put_bool(j, "exact", r->is_exact);
    pcs_json_put_unsigned(j, "offset", q->search.offset);
    pcs_json_put_unsigned(j, "shown", r->n_hits + r->n_article_hits);
    put_tiers(j, r);
    pcs_json_put_texts(j, "ignored", r->ignored, r->n_ignored);
    pcs_json_put_texts(j, "dropped", r->dropped, r->n_dropped);
    pcs_json_put_texts(j, "suggestions", r->suggestions, r->n_suggestions);
    put_expanded(j, r);
    pcs_json_put_texts(j, "also_english", r->english, r->n_english);
}

static void put_hits(pcs_answer *a, const pcs_search_request *q,
                     const pcs_results *r)
{
    pcs_hit_style style = {&a->json, a->searcher, q->offsets,
                           q->search.no_marks};
    pcs_json_key(&a->json, "hits");
    pcs_json_begin_array(&a->json);
    for (size_t i = 0; i < r->n_hits; i++)
        pcs_hit_put(&style, &r->hits[i], q->search.offset + i + 1);
    for (size_t i = 0; i < r->n_article_hits; i++)
        pcs_article_hit_put(&style, &r->article_hits[i],
                            q->search.offset + i + 1);
    pcs_json_end_array(&a->json);
}

/* For the access log: how much was found, and nothing of what was typed. */
static void note(pcs_exchange *x, const pcs_results *r)
{
    char text[32];
    int len = snprintf(text, sizeof text, "%" PRIu64 " segments", r->segments);
    x->log_note = pcs_arena_copy(&x->arena, text, (size_t)len);
}

static pcs_status write_answer(pcs_answer *a, void *context, pcs_error *err)
{
    const pcs_search_request *q = context;
    pcs_results results = {0};
    pcs_status status =
        pcs_search(&results, a->searcher, q->query, q->len, &q->search, err);
    if (status != PCS_OK)
        return status;
    pcs_json_begin_object(&a->json);
    put_summary(&a->json, q, &results);
    put_hits(a, q, &results);
    if (q->search.n_facets)
        pcs_facets_put(&a->json, results.facets, results.n_facets);
    pcs_answer_put_end(a);
    pcs_json_end_object(&a->json);
    note(a->exchange, &results);
    pcs_results_dispose(&results);
    return PCS_OK;
}

static bool is_put_off(pcs_exchange *x, const pcs_search_request *q)
{
    return pcs_search_weight(q->query, q->len, &q->search) > PCS_WEIGHT_LIGHT &&
           pcs_exchange_put_off(x);
}

static void handle(void *context, pcs_exchange *x)
{
    pcs_answer answer;
    pcs_param_value values[PCS_SEARCH_PARAMS];
    pcs_search_request request;
    if (!pcs_answer_begin(&answer, context, x, &pcs_api_search, values))
        return;
    if (pcs_search_request_make(&request, x, values) &&
        !is_put_off(x, &request))
        pcs_answer_end(&answer, write_answer, &request);
    else
        pcs_answer_drop(&answer);
}

const pcs_operation pcs_api_search = {
    .path = "/v1/search",
    .name = "search",
    .summary = "Search",
    .description =
        "Finds segments, or articles, whose translation, or for what is "
        "clearly "
        "English the English text, holds the words of a query. Totals and "
        "facets are exact.",
    .params = pcs_search_params,
    .n_params = PCS_SEARCH_PARAMS,
    .schema = "SearchAnswer",
    .handler = handle,
};
