/* indexes.c - which indexes there are, and what is in them */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>

#include "base/utf8.h"
#include "server/meili/body.h"
#include "server/meili/handlers.h"

/* The release of Meilisearch whose answers these are, for clients that look
 * for one. */
#define COMPATIBLE "1.12.0"

/* What is asked: one index, or all. */
typedef struct asking {
    pcs_meili_asked asked;
    const char *uid; /* NULL: all */
    uint64_t offset, limit, n;
    bool is_stats;
    char since[32];
} asking;

static void write_time(char out[32], double seconds)
{
    time_t when = (time_t)seconds;
    struct tm tm;
    if (!gmtime_r(&when, &tm) || !strftime(out, 32, "%Y-%m-%dT%H:%M:%SZ", &tm))
        strcpy(out, "1970-01-01T00:00:00Z");
}

void pcs_meili_get_version(void *context, pcs_exchange *x)
{
    (void)context;
    pcs_json json = {.out = &x->reply};
    x->content_type = "application/json";
    pcs_json_begin_object(&json);
    pcs_json_put_text(&json, "commitSha", "pcsearch-" PCS_VERSION);
    pcs_json_put_text(&json, "commitDate", "unknown");
    pcs_json_put_text(&json, "pkgVersion", COMPATIBLE);
    pcs_json_end_object(&json);
}

/* How many segments and articles each locale has. */
static pcs_status count_all(pcs_results *results, pcs_searcher *searcher,
                            pcs_error *err)
{
    static const char *const facets[] = {"locale"};
    static const pcs_condition all = {.kind = PCS_CONDITION_ALL};
    pcs_search_options o = PCS_SEARCH_OPTIONS_INIT;
    o.limit = 0;
    o.facets = facets;
    o.n_facets = 1;
    o.facet_limit = SIZE_MAX;
    o.condition = &all;
    o.no_suggestions = true;
    return pcs_search(results, searcher, "", 0, &o, err);
}

static void write_stats(pcs_json *json, uint64_t documents)
{
    pcs_json_begin_object(json);
    pcs_json_put_unsigned(json, "numberOfDocuments", documents);
    pcs_json_put_bool(json, "isIndexing", false);
    pcs_json_key(json, "fieldDistribution");
    pcs_json_begin_object(json);
    for (int i = 0; i < PCS_MEILI_ATTRIBUTES; i++)
        pcs_json_put_unsigned(json, pcs_meili_name((pcs_meili_attribute)i),
                              documents);
    pcs_json_end_object(json);
    pcs_json_end_object(json);
}

static void write_index(pcs_json *json, const asking *a, const char *uid)
{
    pcs_json_begin_object(json);
    pcs_json_put_text(json, "uid", uid);
    pcs_json_put_text(json, "createdAt", a->since);
    pcs_json_put_text(json, "updatedAt", a->since);
    pcs_json_put_text(json, "primaryKey", pcs_meili_name(PCS_MEILI_ID));
    pcs_json_end_object(json);
}

/* An index among those of a list, or the one that is asked for. */
static void add_index(asking *a, const char *uid, uint64_t documents)
{
    pcs_json *json = &a->asked.json;
    uint64_t number = a->n++;
    if (!a->uid && !a->is_stats &&
        (number < a->offset || number - a->offset >= a->limit))
        return;
    if (a->is_stats && !a->uid)
        pcs_json_key_text(json, uid);
    if (a->is_stats)
        write_stats(json, documents);
    else
        write_index(json, a, uid);
}

static uint64_t count_of(const pcs_facet_value *v, bool is_articles)
{
    return is_articles ? v->articles : v->segments;
}

/* All locales, then each. */
static void add_indexes(asking *a, const pcs_results *r, bool is_articles)
{
    const char *name = is_articles ? "articles" : "segments";
    const pcs_facet *locales = &r->facets[0];
    add_index(a, name, is_articles ? r->articles : r->segments);
    for (size_t i = 0; i < locales->n_values; i++) {
        char uid[128];
        snprintf(uid, sizeof uid, "%s_%s", name, locales->values[i].value);
        add_index(a, uid, count_of(&locales->values[i], is_articles));
    }
}

/* Whether wanted, any case, is locale or its beginning up to a hyphen. */
static bool is_meant(const char *locale, const char *wanted)
{
    size_t n = strlen(wanted);
    return strncasecmp(locale, wanted, n) == 0 &&
           (locale[n] == '\0' || locale[n] == '-');
}

static void add_one(asking *a, const pcs_results *r,
                    const pcs_meili_index *index)
{
    uint64_t n = 0;
    bool found = !index->locale;
    const pcs_facet *locales = &r->facets[0];
    if (found)
        n = index->is_articles ? r->articles : r->segments;
    for (size_t i = 0; index->locale && i < locales->n_values; i++) {
        if (!is_meant(locales->values[i].value, index->locale))
            continue;
        found = true;
        n += count_of(&locales->values[i], index->is_articles);
    }
    if (found)
        add_index(a, index->uid, n);
    else
        pcs_meili_no_index(a->asked.error, index->uid);
}

static pcs_status ask_one(void *context, pcs_searcher *searcher, pcs_error *err)
{
    asking *a = context;
    pcs_results results = {0};
    pcs_meili_index index;
    a->asked.json = (pcs_json){.out = a->asked.json.out};
    if (!pcs_meili_index_find(&index, a->uid, a->asked.error))
        return PCS_OK;
    pcs_status status = count_all(&results, searcher, err);
    if (status == PCS_OK)
        add_one(a, &results, &index);
    pcs_results_dispose(&results);
    return status;
}

static pcs_status ask_all(void *context, pcs_searcher *searcher, pcs_error *err)
{
    asking *a = context;
    pcs_json *json = &a->asked.json;
    pcs_results results = {0};
    pcs_status status = count_all(&results, searcher, err);
    if (status != PCS_OK)
        return status;
    *json = (pcs_json){.out = json->out};
    a->n = 0;
    pcs_json_begin_object(json);
    if (a->is_stats)
        pcs_json_put_unsigned(json, "databaseSize", 0);
    if (a->is_stats)
        pcs_json_put_text(json, "lastUpdate", a->since);
    pcs_json_key(json, a->is_stats ? "indexes" : "results");
    if (a->is_stats)
        pcs_json_begin_object(json);
    else
        pcs_json_begin_array(json);
    add_indexes(a, &results, false);
    add_indexes(a, &results, true);
    if (a->is_stats)
        pcs_json_end_object(json);
    else
        pcs_json_end_array(json);
    if (!a->is_stats) {
        pcs_json_put_unsigned(json, "offset", a->offset);
        pcs_json_put_unsigned(json, "limit", a->limit);
        pcs_json_put_unsigned(json, "total", a->n);
    }
    pcs_json_end_object(json);
    pcs_results_dispose(&results);
    return PCS_OK;
}

static void answer(pcs_service *service, pcs_exchange *x, asking *a)
{
    pcs_meili_error error = {0};
    pcs_service_state state;
    pcs_service_state_read(service, &state);
    write_time(a->since, state.since);
    a->asked.error = &error;
    a->asked.exchange = x;
    pcs_meili_ask(service, x, a->uid ? ask_one : ask_all, &a->asked);
}

void pcs_meili_get_stats(void *context, pcs_exchange *x)
{
    asking a = {.is_stats = true};
    answer(context, x, &a);
}

void pcs_meili_get_indexes(void *context, pcs_exchange *x)
{
    asking a = {.offset = pcs_meili_number(x, "offset", 0),
                .limit = pcs_meili_number(x, "limit", 20)};
    answer(context, x, &a);
}

void pcs_meili_get_index(void *context, pcs_exchange *x)
{
    asking a = {.uid = pcs_exchange_variable(x, "uid")->value};
    answer(context, x, &a);
}

void pcs_meili_get_index_stats(void *context, pcs_exchange *x)
{
    asking a = {.uid = pcs_exchange_variable(x, "uid")->value,
                .is_stats = true};
    answer(context, x, &a);
}
