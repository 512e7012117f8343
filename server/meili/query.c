/* query.c - what a search of the Meilisearch subset asks for */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "server/meili/query.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "server/meili/filter.h"
#include "server/meili/keys.h"

#define CROP_WORDS 10 /* where nothing is said, as Meilisearch has it */

typedef struct reader {
    pcs_meili_query *query;
    const json_t *object;
    const char *where;
    pcs_arena *arena;
    pcs_meili_error *error;
} reader;

bool pcs_meili_no_index(pcs_meili_error *error, const char *uid)
{
    return pcs_meili_fail(error, 404, "index_not_found",
                          "Index `%.*s` not found.",
                          (int)pcs_utf8_cut(uid, strlen(uid), 128), uid);
}

bool pcs_meili_index_find(pcs_meili_index *out, const char *uid,
                          pcs_meili_error *error)
{
    static const char *const names[] = {"segments", "articles"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        size_t n = strlen(names[i]);
        if (strncmp(uid, names[i], n) != 0 || (uid[n] && uid[n] != '_') ||
            (uid[n] && !uid[n + 1]))
            continue;
        *out = (pcs_meili_index){uid, i == 1, uid[n] ? uid + n + 1 : NULL};
        return true;
    }
    return pcs_meili_no_index(error, uid);
}

/* The member of that name; NULL where it is not there, or null. */
static const json_t *get(const reader *r, const char *name)
{
    const json_t *value = json_object_get(r->object, name);
    return value && !json_is_null(value) ? value : NULL;
}

static const char *get_text(const reader *r, const char *name,
                            const char *otherwise)
{
    const json_t *value = get(r, name);
    return value ? json_string_value(value) : otherwise;
}

static uint64_t get_count(const reader *r, const char *name, uint64_t otherwise)
{
    const json_t *value = get(r, name);
    return value ? (uint64_t)json_integer_value(value) : otherwise;
}

static bool get_bool(const reader *r, const char *name)
{
    return json_is_true(get(r, name));
}

/* The attributes that a list names, "*" being all; others are passed over, as
 * Meilisearch does. */
static pcs_meili_set get_set(const reader *r, const char *name,
                             pcs_meili_set otherwise)
{
    const json_t *list = get(r, name);
    pcs_meili_set set = 0;
    size_t i;
    json_t *one;
    if (!list)
        return otherwise;
    json_array_foreach(list, i, one)
    {
        pcs_meili_attribute a =
            pcs_meili_find(json_string_value(one), json_string_length(one));
        if (strcmp(json_string_value(one), "*") == 0)
            set = PCS_MEILI_ALL;
        else if (a < PCS_MEILI_ATTRIBUTES)
            set |= 1U << a;
    }
    return set;
}

/* "local", "local:20" or "*" */
static void read_crops(reader *r)
{
    const json_t *list = get(r, "attributesToCrop");
    pcs_meili_query *q = r->query;
    uint64_t words = get_count(r, "cropLength", CROP_WORDS);
    size_t i;
    json_t *one;
    if (!list)
        return;
    json_array_foreach(list, i, one)
    {
        const char *text = json_string_value(one);
        size_t n = strcspn(text, ":");
        uint64_t own = text[n] ? strtoull(text + n + 1, NULL, 10) : words;
        pcs_meili_attribute a = pcs_meili_find(text, n);
        bool is_all = n == 1 && *text == '*';
        for (int j = 0; j < PCS_MEILI_ATTRIBUTES; j++) {
            if (!is_all && j != (int)a)
                continue;
            q->cropped |= 1U << j;
            q->crop_words[j] = own < UINT32_MAX ? (uint32_t)own : UINT32_MAX;
        }
    }
}

static bool read_paging(reader *r)
{
    pcs_meili_query *q = r->query;
    q->is_paged = get(r, "page") || get(r, "hitsPerPage");
    q->limit = get_count(r, "limit", 20);
    q->offset = get_count(r, "offset", 0);
    q->page = get_count(r, "page", 1);
    q->hits_per_page = get_count(r, "hitsPerPage", 20);
    return true;
}

static bool read_facets(reader *r)
{
    const json_t *list = get(r, "facets");
    size_t i;
    json_t *one;
    r->query->has_facets = list != NULL;
    if (!list)
        return true;
    json_array_foreach(list, i, one)
    {
        const char *name = json_string_value(one);
        pcs_meili_attribute a = pcs_meili_find(name, strlen(name));
        bool is_all = strcmp(name, "*") == 0;
        for (int j = 0; j < PCS_MEILI_ATTRIBUTES; j++)
            if ((is_all || j == (int)a) &&
                pcs_meili_facet((pcs_meili_attribute)j))
                r->query->facets |= 1U << j;
        if (is_all || (a < PCS_MEILI_ATTRIBUTES && pcs_meili_facet(a)))
            continue;
        pcs_buffer known = {0};
        pcs_meili_list(&known, true);
        pcs_meili_fail(r->error, 400, "invalid_search_facets",
                       "Invalid facet distribution: Attribute `%.*s` is not "
                       "filterable. Available filterable attributes are: "
                       "`%s`.",
                       (int)pcs_utf8_cut(name, strlen(name), 64), name,
                       known.data ? known.data : "");
        pcs_buffer_dispose(&known);
        return false;
    }
    return true;
}

static bool add_filter(pcs_meili_conditions *list, reader *r,
                       const json_t *value)
{
    pcs_condition one;
    if (!pcs_meili_filter_parse(&one, r->arena, json_string_value(value),
                                json_string_length(value), r->error))
        return false;
    return pcs_meili_conditions_add(list, r->arena, &one) ||
           pcs_meili_nomem(r->error);
}

static bool fail_filter(reader *r, const json_t *value)
{
    char *text = json_dumps(value, JSON_ENCODE_ANY | JSON_COMPACT);
    pcs_meili_fail(r->error, 400, "invalid_search_filter",
                   "Invalid syntax for the filter parameter: `expected String, "
                   "Array, found: %.64s`.",
                   text ? text : "");
    free(text);
    return false;
}

/* An array within an array: one of its filters has to hold. */
static bool read_inner(pcs_meili_conditions *all, reader *r, const json_t *list)
{
    pcs_meili_conditions any = {0};
    size_t i;
    json_t *one;
    json_array_foreach(list, i, one)
    {
        if (!json_is_string(one))
            return fail_filter(r, one);
        if (!add_filter(&any, r, one))
            return false;
    }
    if (any.n == 0)
        return true;
    pcs_condition c = {
        .kind = PCS_CONDITION_ANY, .items = any.items, .n = any.n};
    return pcs_meili_conditions_add(all, r->arena, &c) ||
           pcs_meili_nomem(r->error);
}

static bool read_filter(reader *r)
{
    const json_t *value = get(r, "filter");
    pcs_meili_conditions all = {0};
    size_t i;
    json_t *one;
    if (value && !json_is_string(value) && !json_is_array(value))
        return fail_filter(r, value);
    if (json_is_string(value) && !add_filter(&all, r, value))
        return false;
    if (json_is_array(value))
        json_array_foreach(value, i, one)
        {
            bool good = json_is_string(one)  ? add_filter(&all, r, one)
                        : json_is_array(one) ? read_inner(&all, r, one)
                                             : fail_filter(r, one);
            if (!good)
                return false;
        }
    r->query->condition = (pcs_condition){
        .kind = PCS_CONDITION_ALL, .items = all.items, .n = all.n};
    return true;
}

static bool read_strategy(reader *r)
{
    const char *text = get_text(r, "matchingStrategy", "last");
    r->query->needs_all_words = strcmp(text, "all") == 0;
    return r->query->needs_all_words || strcmp(text, "last") == 0 ||
           strcmp(text, "frequency") == 0 ||
           pcs_meili_fail(r->error, 400, "invalid_search_matching_strategy",
                          "Unknown value `%.*s` at `%s.matchingStrategy`: "
                          "expected one of `last`, `all`, `frequency`",
                          (int)pcs_utf8_cut(text, strlen(text), 64), text,
                          r->where);
}

/* One side, or the title; both sides are what is done anyway. */
static bool read_search_on(reader *r)
{
    enum { LOCAL = 1, ENGLISH = 2, TITLE = 4, HEADING = 8, ANY = 16 };
    const json_t *list = get(r, "attributesToSearchOn");
    int on = 0;
    size_t i;
    json_t *one;
    if (!list)
        return true;
    json_array_foreach(list, i, one)
    {
        const char *name = json_string_value(one);
        int bit = strcmp(name, "local") == 0     ? LOCAL
                  : strcmp(name, "english") == 0 ? ENGLISH
                  : strcmp(name, "title") == 0   ? TITLE
                  : strcmp(name, "heading") == 0 ? HEADING
                  : strcmp(name, "*") == 0       ? ANY
                                                 : 0;
        if (!bit)
            return pcs_meili_fail(
                r->error, 400, "invalid_search_attributes_to_search_on",
                "Attribute `%.*s` is not searchable. Available searchable "
                "attributes are: `local, english, title, heading`.",
                (int)pcs_utf8_cut(name, strlen(name), 64), name);
        on |= bit;
    }
    r->query->in = on == LOCAL     ? PCS_SEARCH_IN_LOCAL
                   : on == ENGLISH ? PCS_SEARCH_IN_ENGLISH
                   : on == TITLE   ? PCS_SEARCH_IN_TITLE
                   : on == HEADING ? PCS_SEARCH_IN_HEADING
                                   : PCS_SEARCH_IN_AUTO;
    return true;
}

static bool refuse(reader *r, const char *code, const char *what)
{
    return pcs_meili_fail(r->error, 400, code,
                          "%s is not supported by this service.", what);
}

/* What cannot be honoured, and would change what is found, or its order. */
static bool read_unsupported(reader *r)
{
    const json_t *sort = get(r, "sort");
    const char *distinct = get_text(r, "distinct", NULL);
    if (get(r, "vector"))
        return refuse(r, "invalid_search_vector", "Search by vectors");
    if (get(r, "hybrid"))
        return refuse(r, "invalid_search_hybrid", "Hybrid search");
    if (get_bool(r, "retrieveVectors"))
        return refuse(r, "invalid_search_retrieve_vectors",
                      "Search by vectors");
    if (get_bool(r, "showRankingScoreDetails"))
        return refuse(r, "invalid_search_show_ranking_score_details",
                      "`showRankingScoreDetails`");
    if (json_number_value(get(r, "rankingScoreThreshold")) > 0)
        return refuse(r, "invalid_search_ranking_score_threshold",
                      "`rankingScoreThreshold`");
    if (json_array_size(sort) > 0) {
        const char *name = json_string_value(json_array_get(sort, 0));
        return pcs_meili_fail(
            r->error, 400, "invalid_search_sort",
            "Attribute `%.*s` is not sortable. This index does not have "
            "configured sortable attributes.",
            (int)pcs_utf8_cut(name, strcspn(name, ":"), 64), name);
    }
    r->query->is_distinct = distinct && strcmp(distinct, "pair") == 0;
    return !distinct ||
           (r->query->is_distinct && !r->query->index.is_articles) ||
           pcs_meili_fail(r->error, 400, "invalid_search_distinct",
                          "Attribute `%.*s` is not filterable and thus, cannot "
                          "be used as distinct attribute. Only `pair` can, of "
                          "segments.",
                          (int)pcs_utf8_cut(distinct, strlen(distinct), 64),
                          distinct);
}

static bool read_facet_search(reader *r)
{
    pcs_meili_query *q = r->query;
    const char *name = get_text(r, "facetName", NULL);
    q->facet_query = get_text(r, "facetQuery", "");
    if (!name)
        return pcs_meili_fail(r->error, 400, "missing_facet_search_facet_name",
                              "Missing field `facetName`");
    pcs_meili_attribute a = pcs_meili_find(name, strlen(name));
    if (a < PCS_MEILI_ATTRIBUTES && pcs_meili_facet(a)) {
        q->facet_name = pcs_meili_facet(a);
        return true;
    }
    pcs_buffer known = {0};
    pcs_meili_list(&known, true);
    pcs_meili_fail(r->error, 400, "invalid_facet_search_facet_name",
                   "Attribute `%.*s` is not facet-searchable. Available "
                   "facet-searchable attributes are: `%s`.",
                   (int)pcs_utf8_cut(name, strlen(name), 64), name,
                   known.data ? known.data : "");
    pcs_buffer_dispose(&known);
    return false;
}

static bool read_index(reader *r)
{
    const char *uid = get_text(r, "indexUid", NULL);
    if (!uid)
        return pcs_meili_fail(r->error, 400, "missing_index_uid",
                              "Missing field `indexUid` inside `%s`", r->where);
    return pcs_meili_index_find(&r->query->index, uid, r->error) ||
           (pcs_meili_prefix(r->error, "Inside `%s`: ", r->where), false);
}

static bool read_tag(reader *r, const char **out, const char *name,
                     const char *code, const char *otherwise)
{
    *out = get_text(r, name, otherwise);
    return strlen(*out) <= PCS_MEILI_TAG_MAX ||
           pcs_meili_fail(r->error, 400, code,
                          "The value at `%s.%s` has more than %d bytes.",
                          r->where, name, PCS_MEILI_TAG_MAX);
}

static bool read_tags(reader *r)
{
    pcs_meili_query *q = r->query;
    return read_tag(r, &q->crop_marker, "cropMarker",
                    "invalid_search_crop_marker", "\xE2\x80\xA6") &&
           read_tag(r, &q->pre_tag, "highlightPreTag",
                    "invalid_search_highlight_pre_tag", "<em>") &&
           read_tag(r, &q->post_tag, "highlightPostTag",
                    "invalid_search_highlight_post_tag", "</em>");
}

bool pcs_meili_query_read(pcs_meili_query *out, const json_t *object,
                          pcs_meili_origin origin, const char *where,
                          pcs_arena *arena, pcs_meili_error *error)
{
    reader r = {out, object, where, arena, error};
    if (!pcs_meili_keys_check(object, origin, where, error) ||
        (origin == PCS_MEILI_MULTI && !read_index(&r)))
        return false;
    out->q = get_text(&r, "q", "");
    out->q_len = strlen(out->q);
    out->retrieved = get_set(&r, "attributesToRetrieve", PCS_MEILI_ALL);
    out->highlighted = get_set(&r, "attributesToHighlight", 0);
    out->shows_positions = get_bool(&r, "showMatchesPosition");
    out->shows_score = get_bool(&r, "showRankingScore");
    read_crops(&r);
    bool good = read_tags(&r) && read_paging(&r) && read_strategy(&r) &&
                read_search_on(&r) && read_unsupported(&r) && read_facets(&r) &&
                read_filter(&r);
    if (good && origin == PCS_MEILI_FACET)
        good = read_facet_search(&r);
    if (!good && origin == PCS_MEILI_MULTI)
        pcs_meili_prefix(error, "Inside `%s`: ", where);
    return good;
}
