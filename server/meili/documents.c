/* documents.c - documents by their ids, and page by page */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/arena.h"
#include "base/status.h"
#include "base/utf8.h"
#include "server/meili/body.h"
#include "server/meili/document.h"
#include "server/meili/handlers.h"
#include "server/meili/id.h"
#include "server/meili/search.h"

typedef struct asking {
    pcs_meili_asked asked;
    pcs_meili_query query;
    pcs_searcher *searcher;
    const char *text; /* of the id that is looked for */
    pcs_meili_id id;
    bool is_found;
} asking;

static const pcs_condition everything = {.kind = PCS_CONDITION_ALL};

/* "*" or names between commas. */
static pcs_meili_set read_fields(const pcs_exchange *x)
{
    const pcs_http_param *p = pcs_exchange_param(x, "fields");
    pcs_meili_set set = 0;
    const char *text = p ? p->value : "*";
    for (size_t n; *text; text += n + (text[n] == ',')) {
        n = strcspn(text, ",");
        pcs_meili_attribute a = pcs_meili_find(text, n);
        if (n == 1 && *text == '*')
            set = PCS_MEILI_ALL;
        else if (a < PCS_MEILI_ATTRIBUTES)
            set |= 1U << a;
    }
    return set;
}

static bool start(asking *a, pcs_exchange *x, pcs_meili_error *error)
{
    a->asked.error = error;
    a->asked.exchange = x;
    a->asked.current = &a->query;
    a->query.retrieved = read_fields(x);
    a->query.condition = everything;
    return pcs_meili_index_find(&a->query.index,
                                pcs_exchange_variable(x, "uid")->value, error);
}

static pcs_status write_document(asking *a, const pcs_hit *hit,
                                 const pcs_article_hit *article, pcs_error *err)
{
    pcs_arena arena = {0};
    pcs_meili_document document;
    bool good =
        article ? pcs_meili_document_of_article(&document, &arena, a->searcher,
                                                article)
                : pcs_meili_document_make(&document, &arena, a->searcher, hit);
    if (good)
        pcs_meili_document_write(&a->asked.json, &document, &a->query, 0);
    pcs_arena_dispose(&arena);
    return good ? PCS_OK : pcs_error_nomem(err);
}

static bool is_wanted(const asking *a, const char *locale,
                      const pcs_place_of *place)
{
    return strcmp(locale, a->id.locale) == 0 &&
           strcmp(place->source, a->id.source) == 0 &&
           strcmp(place->path, a->id.path) == 0;
}

static pcs_status begin_visit(void *context, const pcs_results *results,
                              const pcs_visit_locales *locales, pcs_error *err)
{
    (void)context;
    (void)results;
    (void)locales;
    (void)err;
    return PCS_OK;
}

/* Segments come until the one that is looked for. */
static pcs_status visit(void *context, const pcs_hit *hit, pcs_error *err)
{
    asking *a = context;
    if (a->is_found || !hit->origin ||
        !is_wanted(a, hit->locale, &hit->places[0]) ||
        hit->origin->position != a->id.position)
        return PCS_OK;
    a->is_found = true;
    return write_document(a, hit, NULL, err);
}

/* An article is found by what its id says, as every document can be. */
static pcs_status ask_document(void *context, pcs_searcher *searcher,
                               pcs_error *err)
{
    asking *a = context;
    pcs_condition both[] = {
        {.kind = PCS_CONDITION_IS, .name = "path", .value = a->id.path},
        {.kind = PCS_CONDITION_IS, .name = "source", .value = a->id.source}};
    pcs_condition here = {.kind = PCS_CONDITION_ALL, .items = both, .n = 2};
    pcs_visitor visitor = {a, true, begin_visit, visit};
    bool is_article = a->query.index.is_articles;
    pcs_search_options o = PCS_SEARCH_OPTIONS_INIT;
    pcs_results results = {0};
    a->searcher = searcher;
    a->asked.json = (pcs_json){.out = a->asked.json.out};
    a->is_found = false;
    o.locales = &a->id.locale;
    o.n_locales = 1;
    o.condition = &here;
    o.limit = is_article ? PCS_MEILI_LIMIT_MAX : SIZE_MAX;
    o.grouping = is_article ? PCS_GROUP_ARTICLE : PCS_GROUP_NONE;
    o.visitor = is_article ? NULL : &visitor;
    o.want_origin = o.want_article = o.no_marks = o.no_suggestions = true;
    pcs_status status = pcs_search(&results, searcher, "", 0, &o, err);
    for (size_t i = 0; status == PCS_OK && i < results.n_article_hits; i++) {
        const pcs_article_hit *article = &results.article_hits[i];
        if (a->is_found || !is_wanted(a, article->locale, &article->place))
            continue;
        a->is_found = true;
        status = write_document(a, NULL, article, err);
    }
    pcs_results_dispose(&results);
    /* What has gone is no failure. */
    if (status == PCS_EINVAL || (status == PCS_OK && !a->is_found)) {
        pcs_meili_fail(a->asked.error, 404, "document_not_found",
                       "Document `%.*s` not found.",
                       (int)pcs_utf8_cut(a->text, strlen(a->text), 512),
                       a->text);
        return PCS_OK;
    }
    return status;
}

/* Whether a document of that locale may be in the index. */
static bool is_of_index(const asking *a)
{
    const char *locale = a->query.index.locale;
    size_t n = locale ? strlen(locale) : 0;
    return (!locale || (strncasecmp(a->id.locale, locale, n) == 0 &&
                        (a->id.locale[n] == '\0' || a->id.locale[n] == '-'))) &&
           a->id.has_position != a->query.index.is_articles;
}

void pcs_meili_get_document(void *context, pcs_exchange *x)
{
    pcs_meili_error error = {0};
    asking a = {.text = pcs_exchange_variable(x, "id")->value};
    if (!start(&a, x, &error)) {
        pcs_meili_answer_error(x, &error);
        return;
    }
    if (!pcs_meili_id_read(&a.id, &x->arena, a.text) || !is_of_index(&a)) {
        pcs_meili_fail(&error, 404, "document_not_found",
                       "Document `%.*s` not found.",
                       (int)pcs_utf8_cut(a.text, strlen(a.text), 512), a.text);
        pcs_meili_answer_error(x, &error);
        return;
    }
    pcs_meili_ask(context, x, ask_document, &a.asked);
}

static pcs_status write_list(asking *a, const pcs_results *r, pcs_error *err)
{
    pcs_json *json = &a->asked.json;
    pcs_status status = PCS_OK;
    pcs_json_begin_object(json);
    pcs_json_key(json, "results");
    pcs_json_begin_array(json);
    for (size_t i = 0; status == PCS_OK && i < r->n_hits; i++)
        status = write_document(a, &r->hits[i], NULL, err);
    for (size_t i = 0; status == PCS_OK && i < r->n_article_hits; i++)
        status = write_document(a, NULL, &r->article_hits[i], err);
    pcs_json_end_array(json);
    pcs_json_put_unsigned(json, "offset", a->query.offset);
    pcs_json_put_unsigned(json, "limit", a->query.limit);
    pcs_json_put_unsigned(
        json, "total", a->query.index.is_articles ? r->articles : r->segments);
    pcs_json_end_object(json);
    return status;
}

static pcs_status ask_list(void *context, pcs_searcher *searcher,
                           pcs_error *err)
{
    asking *a = context;
    pcs_search_options o;
    const char *locale;
    pcs_results results = {0};
    const uint64_t max = PCS_MEILI_HITS_MAX;
    uint64_t limit = a->query.limit, offset = a->query.offset;
    a->searcher = searcher;
    a->asked.json = (pcs_json){.out = a->asked.json.out};
    pcs_meili_options(&o, &locale, &a->query);
    limit = limit < PCS_MEILI_LIMIT_MAX ? limit : PCS_MEILI_LIMIT_MAX;
    o.limit = offset < max ? (size_t)limit : 0;
    o.offset = offset < max ? (size_t)offset : 0;
    o.want_origin = o.want_article = o.no_marks = true;
    pcs_status status = pcs_search(&results, searcher, "", 0, &o, err);
    if (status == PCS_OK)
        status = write_list(a, &results, err);
    pcs_results_dispose(&results);
    return status;
}

void pcs_meili_get_documents(void *context, pcs_exchange *x)
{
    pcs_meili_error error = {0};
    asking a = {.text = ""};
    bool good = start(&a, x, &error);
    a.query.q = "";
    a.query.offset = pcs_meili_number(x, "offset", 0);
    a.query.limit = pcs_meili_number(x, "limit", 20);
    if (!good)
        pcs_meili_answer_error(x, &error);
    else if (a.query.limit + a.query.offset / 8 <= 100 ||
             !pcs_exchange_put_off(x))
        pcs_meili_ask(context, x, ask_list, &a.asked);
}
