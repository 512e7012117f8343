/* routes.c - the Meilisearch-compatible part of the service */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "server/meili/routes.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/arena.h"
#include "server/meili/body.h"
#include "server/meili/handlers.h"
#include "server/meili/keys.h"
#include "server/meili/search.h"
#include "server/weight.h"

/* What a query costs beside what it looks for. */
#define PCS_MEILI_QUERY_WEIGHT 20

/* Bytes of JSON that are read at once. */
#define PCS_MEILI_LIGHT_BODY 16384

/* What the library said, in Meilisearch's words. */
static void translate(pcs_meili_error *error, const pcs_meili_query *query,
                      const pcs_error *err)
{
    if (err->status == PCS_EINVAL && query)
        pcs_meili_no_index(error, query->index.uid);
    else if (err->status == PCS_ELIMIT)
        pcs_meili_fail(error, 400, "invalid_search_filter",
                       "Too many filter conditions, can't process more than %d "
                       "filters.",
                       PCS_CONDITIONS_MAX / 2);
    else
        pcs_meili_fail(error, err->status == PCS_ENOMEM ? 503 : 500, "internal",
                       "The index cannot be read at the moment.");
}

void pcs_meili_ask(pcs_service *service, pcs_exchange *x,
                   pcs_service_question *question, pcs_meili_asked *asked)
{
    pcs_error err = PCS_ERROR_INIT;
    pcs_meili_error *error = asked->error;
    pcs_searcher *searcher = pcs_service_take(service, x);
    asked->json = (pcs_json){.out = &x->reply};
    if (!searcher) {
        pcs_meili_fail(error, 503, "internal", "There is no index yet.");
        pcs_meili_answer_error(x, error);
        return;
    }
    x->content_type = "application/json";
    pcs_status status =
        pcs_service_ask(service, x, searcher, question, asked, &err);
    if (status == PCS_OK)
        status = pcs_buffer_status(&x->reply, &err);
    pcs_service_give(service, searcher);
    /* A question that has an answer of its own says so. */
    if (error->status == 0 && status != PCS_OK) {
        err.status = status;
        if (status != PCS_EINVAL && status != PCS_ELIMIT)
            pcs_service_problem(service, x, &err);
        translate(error, asked->current, &err);
    }
    if (error->status != 0)
        pcs_meili_answer_error(x, error);
}

typedef struct single {
    pcs_meili_asked asked;
    pcs_meili_query query;
} single;

static pcs_status ask_search(void *context, pcs_searcher *searcher,
                             pcs_error *err)
{
    single *s = context;
    s->asked.json = (pcs_json){.out = s->asked.json.out};
    return s->query.facet_name ? pcs_meili_facet_search(
                                     &s->asked.json, searcher, &s->query, err)
                               : pcs_meili_search(&s->asked.json, searcher,
                                                  &s->query, false, err);
}

/* A search of the index of the address. */
static void answer_single(pcs_service *service, pcs_exchange *x,
                          const json_t *object, pcs_meili_origin origin,
                          pcs_meili_error *error)
{
    single s = {.asked = {.error = error, .exchange = x}};
    s.asked.current = &s.query;
    if (pcs_meili_index_find(&s.query.index,
                             pcs_exchange_variable(x, "uid")->value, error) &&
        pcs_meili_query_read(&s.query, object, origin, "", &x->arena, error)) {
        size_t hits = 0;
        if (pcs_meili_weight(&s.query, &hits) <= PCS_WEIGHT_LIGHT ||
            !pcs_exchange_put_off(x))
            pcs_meili_ask(service, x, ask_search, &s.asked);
    } else {
        pcs_meili_answer_error(x, error);
    }
}

static void get_search(void *context, pcs_exchange *x)
{
    pcs_meili_error error = {0};
    json_t *object;
    if (pcs_meili_keys_of_address(&object, x, &error))
        answer_single(context, x, object, PCS_MEILI_SINGLE, &error);
    else
        pcs_meili_answer_error(x, &error);
    json_decref(object);
}

static void answer_body(pcs_service *service, pcs_exchange *x,
                        pcs_meili_origin origin)
{
    pcs_meili_error error = {0};
    json_t *object;
    if (x->body_len > PCS_MEILI_LIGHT_BODY && pcs_exchange_put_off(x))
        return;
    if (pcs_meili_body_read(&object, x, &error))
        answer_single(service, x, object, origin, &error);
    else
        pcs_meili_answer_error(x, &error);
    json_decref(object);
}

static void post_search(void *context, pcs_exchange *x)
{
    answer_body(context, x, PCS_MEILI_SINGLE);
}

static void post_facet_search(void *context, pcs_exchange *x)
{
    answer_body(context, x, PCS_MEILI_FACET);
}

typedef struct several {
    pcs_meili_asked asked;
    pcs_meili_query *queries;
    size_t n;
    size_t weight;
} several;

/* Processor time of this thread, milliseconds. */
static double thread_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1000 + (double)t.tv_nsec / 1000000;
}

/* Whether there is time for one more. */
static bool may_go_on(const several *s, double start)
{
    return thread_ms() - start <= PCS_MEILI_TOGETHER_MS_MAX ||
           pcs_meili_fail(s->asked.error, 503, "too_many_search_requests",
                          "The queries at `.queries` take too long together.");
}

static pcs_status ask_several(void *context, pcs_searcher *searcher,
                              pcs_error *err)
{
    several *s = context;
    pcs_json *json = &s->asked.json;
    pcs_status status = PCS_OK;
    double start = thread_ms();
    *json = (pcs_json){.out = json->out};
    pcs_json_begin_object(json);
    pcs_json_key(json, "results");
    pcs_json_begin_array(json);
    for (size_t i = 0; status == PCS_OK && i < s->n; i++) {
        if (!may_go_on(s, start))
            return PCS_OK;
        s->asked.current = &s->queries[i];
        status = pcs_meili_search(json, searcher, &s->queries[i], true, err);
        if (status != PCS_EINVAL)
            continue;
        pcs_meili_no_index(s->asked.error, s->queries[i].index.uid);
        pcs_meili_prefix(s->asked.error, "Inside `.queries[%zu]`: ", i);
    }
    pcs_json_end_array(json);
    pcs_json_end_object(json);
    return status;
}

/* The queries of a multi-search, and nothing else. */
static bool check_several(const json_t *object, pcs_meili_error *error)
{
    const char *name;
    json_t *value;
    const json_t *queries = json_object_get(object, "queries");
    json_object_foreach((json_t *)(uintptr_t)object, name, value)
    {
        if (strcmp(name, "federation") == 0 && !json_is_null(value))
            return pcs_meili_fail(error, 400, "invalid_multi_search_federation",
                                  "Federated search is not supported by this "
                                  "service.");
        if (strcmp(name, "queries") != 0 && strcmp(name, "federation") != 0)
            return pcs_meili_fail(error, 400, "bad_request",
                                  "Unknown field `%.64s`: expected one of "
                                  "`queries`, `federation`",
                                  name);
    }
    if (!queries)
        return pcs_meili_fail(error, 400, "bad_request",
                              "Missing field `queries`");
    if (!json_is_array(queries))
        return pcs_meili_wrong_type(error, "bad_request", "", "queries",
                                    "an array", queries);
    return json_array_size(queries) <= PCS_MEILI_QUERIES_MAX ||
           pcs_meili_fail(error, 400, "bad_request",
                          "More than %d queries at `.queries`.",
                          PCS_MEILI_QUERIES_MAX);
}

static bool read_several(several *s, const json_t *object, pcs_arena *arena)
{
    size_t i, hits = 0;
    json_t *one;
    if (!check_several(object, s->asked.error))
        return false;
    const json_t *queries = json_object_get(object, "queries");
    s->n = json_array_size(queries);
    s->queries = pcs_arena_alloc(arena, s->n * sizeof *s->queries + 1);
    if (!s->queries)
        return pcs_meili_nomem(s->asked.error);
    memset(s->queries, 0, s->n * sizeof *s->queries);
    json_array_foreach(queries, i, one)
    {
        char where[32];
        snprintf(where, sizeof where, ".queries[%zu]", i);
        if (!pcs_meili_query_read(&s->queries[i], one, PCS_MEILI_MULTI, where,
                                  arena, s->asked.error))
            return false;
        s->weight +=
            PCS_MEILI_QUERY_WEIGHT + pcs_meili_weight(&s->queries[i], &hits);
    }
    return hits <= PCS_MEILI_HITS_TOGETHER_MAX ||
           pcs_meili_fail(s->asked.error, 400, "bad_request",
                          "More than %d hits asked for at `.queries`.",
                          PCS_MEILI_HITS_TOGETHER_MAX);
}

static void post_multi_search(void *context, pcs_exchange *x)
{
    pcs_meili_error error = {0};
    several s = {.asked = {.error = &error, .exchange = x}};
    json_t *object;
    /* To read it takes long enough. */
    if (x->body_len > PCS_MEILI_LIGHT_BODY && pcs_exchange_put_off(x))
        return;
    if (!pcs_meili_body_read(&object, x, &error) ||
        !read_several(&s, object, &x->arena))
        pcs_meili_answer_error(x, &error);
    else if (s.weight <= PCS_WEIGHT_LIGHT || !pcs_exchange_put_off(x))
        pcs_meili_ask(context, x, ask_several, &s.asked);
    json_decref(object);
}

static void refuse(void *context, pcs_exchange *x)
{
    (void)context;
    pcs_meili_error error = {0};
    pcs_meili_fail(&error, 403, "read_only",
                   "This service is read-only: it answers searches, and its "
                   "index is made by pcindex.");
    pcs_meili_answer_error(x, &error);
}

#define ROUTE(method, pattern, name, handler)                                  \
    {                                                                          \
        method, pattern, name, handler, PCS_HTTP_KEYED, PCS_HTTP_MEILI         \
    }

static const pcs_http_route all[] = {
    ROUTE("POST", "/multi-search", "meili-multi-search", post_multi_search),
    ROUTE("POST", "/indexes/{uid}/search", "meili-search", post_search),
    ROUTE("GET", "/indexes/{uid}/search", "meili-search", get_search),
    ROUTE("POST", "/indexes/{uid}/facet-search", "meili-facet-search",
          post_facet_search),
    ROUTE("GET", "/version", "meili-version", pcs_meili_get_version),
    ROUTE("GET", "/stats", "meili-stats", pcs_meili_get_stats),
    ROUTE("GET", "/indexes", "meili-indexes", pcs_meili_get_indexes),
    ROUTE("GET", "/indexes/{uid}", "meili-index", pcs_meili_get_index),
    ROUTE("GET", "/indexes/{uid}/stats", "meili-index-stats",
          pcs_meili_get_index_stats),
    ROUTE("GET", "/indexes/{uid}/settings", "meili-settings",
          pcs_meili_get_settings),
    ROUTE("GET", "/indexes/{uid}/settings/{name}", "meili-settings",
          pcs_meili_get_settings),
    ROUTE("GET", "/indexes/{uid}/documents", "meili-documents",
          pcs_meili_get_documents),
    ROUTE("GET", "/indexes/{uid}/documents/{id}", "meili-document",
          pcs_meili_get_document),
    ROUTE("POST", "/indexes", "meili-refused", refuse),
    ROUTE("POST", "/indexes/{rest...}", "meili-refused", refuse),
    ROUTE("GET", "/keys", "meili-refused", refuse),
    ROUTE("POST", "/keys", "meili-refused", refuse),
    ROUTE("GET", "/tasks", "meili-refused", refuse),
    ROUTE("POST", "/tasks/{rest...}", "meili-refused", refuse),
    ROUTE("POST", "/swap-indexes", "meili-refused", refuse),
    ROUTE("POST", "/dumps", "meili-refused", refuse),
    ROUTE("POST", "/snapshots", "meili-refused", refuse),
};

pcs_http_routes pcs_meili_routes(pcs_service *service)
{
    return (pcs_http_routes){all, sizeof all / sizeof *all, service};
}
