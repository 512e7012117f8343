/* keys.c - which members a search may have, and of what type */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "server/meili/keys.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

typedef enum kind {
    KIND_TEXT,
    KIND_COUNT,
    KIND_BOOL,
    KIND_LIST,   /* of texts */
    KIND_NUMBER, /* from 0 to 1 */
    KIND_OTHER   /* looked at by whoever takes it */
} kind;

enum { MULTI = 1, FACET = 2, SEARCH = 4 }; /* who knows it */

static const struct key {
    const char *name, *code;
    kind kind;
    int who;
} keys[] = {
    {"indexUid", "invalid_index_uid", KIND_TEXT, MULTI},
    {"facetName", "invalid_facet_search_facet_name", KIND_TEXT, FACET},
    {"facetQuery", "invalid_facet_search_facet_query", KIND_TEXT, FACET},
    {"exhaustiveFacetCount", "invalid_facet_search_exhaustive_facet_count",
     KIND_BOOL, FACET},
    {"q", "invalid_search_q", KIND_TEXT, SEARCH | FACET},
    {"vector", "invalid_search_vector", KIND_OTHER, SEARCH | FACET},
    {"offset", "invalid_search_offset", KIND_COUNT, SEARCH},
    {"limit", "invalid_search_limit", KIND_COUNT, SEARCH},
    {"page", "invalid_search_page", KIND_COUNT, SEARCH},
    {"hitsPerPage", "invalid_search_hits_per_page", KIND_COUNT, SEARCH},
    {"attributesToRetrieve", "invalid_search_attributes_to_retrieve", KIND_LIST,
     SEARCH},
    {"retrieveVectors", "invalid_search_retrieve_vectors", KIND_BOOL, SEARCH},
    {"attributesToCrop", "invalid_search_attributes_to_crop", KIND_LIST,
     SEARCH},
    {"cropLength", "invalid_search_crop_length", KIND_COUNT, SEARCH},
    {"attributesToHighlight", "invalid_search_attributes_to_highlight",
     KIND_LIST, SEARCH},
    {"showMatchesPosition", "invalid_search_show_matches_position", KIND_BOOL,
     SEARCH},
    {"showRankingScore", "invalid_search_show_ranking_score", KIND_BOOL,
     SEARCH},
    {"showRankingScoreDetails", "invalid_search_show_ranking_score_details",
     KIND_BOOL, SEARCH},
    {"filter", "invalid_search_filter", KIND_OTHER, SEARCH | FACET},
    {"sort", "invalid_search_sort", KIND_LIST, SEARCH},
    {"distinct", "invalid_search_distinct", KIND_TEXT, SEARCH},
    {"facets", "invalid_search_facets", KIND_LIST, SEARCH},
    {"highlightPreTag", "invalid_search_highlight_pre_tag", KIND_TEXT, SEARCH},
    {"highlightPostTag", "invalid_search_highlight_post_tag", KIND_TEXT,
     SEARCH},
    {"cropMarker", "invalid_search_crop_marker", KIND_TEXT, SEARCH},
    {"matchingStrategy", "invalid_search_matching_strategy", KIND_TEXT,
     SEARCH | FACET},
    {"attributesToSearchOn", "invalid_search_attributes_to_search_on",
     KIND_LIST, SEARCH | FACET},
    {"hybrid", "invalid_search_hybrid", KIND_OTHER, SEARCH | FACET},
    {"rankingScoreThreshold", "invalid_search_ranking_score_threshold",
     KIND_NUMBER, SEARCH | FACET},
    {"locales", "invalid_search_locales", KIND_LIST, SEARCH | FACET},
};
#define N_KEYS (sizeof keys / sizeof *keys)

static bool is_known(const struct key *key, pcs_meili_origin origin)
{
    int who = origin == PCS_MEILI_MULTI    ? SEARCH | MULTI
              : origin == PCS_MEILI_SINGLE ? SEARCH
                                           : FACET;
    return key->who & who;
}

static const struct key *find_key(const char *name, pcs_meili_origin origin)
{
    for (size_t i = 0; i < N_KEYS; i++)
        if (strcmp(keys[i].name, name) == 0 && is_known(&keys[i], origin))
            return &keys[i];
    return NULL;
}

static const char *type_name(const json_t *value)
{
    switch (json_typeof(value)) {
    case JSON_OBJECT:
        return "an object";
    case JSON_ARRAY:
        return "an array";
    case JSON_STRING:
        return "a string";
    case JSON_INTEGER:
        return json_integer_value(value) < 0 ? "a negative integer"
                                             : "a positive integer";
    case JSON_REAL:
        return "a number";
    case JSON_NULL:
        return "null";
    default:
        return "a boolean";
    }
}

bool pcs_meili_wrong_type(pcs_meili_error *error, const char *code,
                          const char *where, const char *key,
                          const char *expected, const json_t *value)
{
    char *text = json_dumps(value, JSON_ENCODE_ANY | JSON_COMPACT);
    size_t len = text ? strlen(text) : 0;
    pcs_meili_fail(
        error, 400, code,
        "Invalid value type at `%s%s%s`: expected %s, but found %s: "
        "`%.*s`",
        where, *key && *key != '[' ? "." : "", key, expected, type_name(value),
        (int)pcs_utf8_cut(text ? text : "", len, 64), text ? text : "");
    free(text);
    return false;
}

static bool is_list(const json_t *value)
{
    size_t i;
    json_t *one;
    bool good = json_is_array(value);
    if (good)
        json_array_foreach(value, i, one) good = good && json_is_string(one);
    return good;
}

static bool check_type(const struct key *key, const json_t *value,
                       const char *where, pcs_meili_error *error)
{
    static const char *const expected[] = {"a string",
                                           "a positive integer",
                                           "a boolean",
                                           "an array of strings",
                                           "a number between 0 and 1",
                                           ""};
    bool good = true;
    if (json_is_null(value))
        return true;
    if (key->kind == KIND_TEXT)
        good = json_is_string(value);
    else if (key->kind == KIND_COUNT)
        good = json_is_integer(value) && json_integer_value(value) >= 0;
    else if (key->kind == KIND_BOOL)
        good = json_is_boolean(value);
    else if (key->kind == KIND_LIST)
        good = is_list(value);
    else if (key->kind == KIND_NUMBER)
        good = json_is_number(value) && json_number_value(value) >= 0 &&
               json_number_value(value) <= 1;
    return good || pcs_meili_wrong_type(error, key->code, where, key->name,
                                        expected[key->kind], value);
}

static bool fail_unknown(const char *name, pcs_meili_origin origin,
                         const char *where, pcs_meili_error *error)
{
    pcs_buffer known = {0};
    for (size_t i = 0; i < N_KEYS; i++)
        if (is_known(&keys[i], origin))
            pcs_buffer_printf(&known, "%s`%s`", known.len ? ", " : "",
                              keys[i].name);
    pcs_meili_fail(error, 400, "bad_request",
                   "Unknown field `%.*s`%s%s%s: expected one of %s",
                   (int)pcs_utf8_cut(name, strlen(name), 64), name,
                   *where ? " inside `" : "", where, *where ? "`" : "",
                   known.data ? known.data : "");
    pcs_buffer_dispose(&known);
    return false;
}

bool pcs_meili_keys_check(const json_t *object, pcs_meili_origin origin,
                          const char *where, pcs_meili_error *error)
{
    const char *name;
    json_t *value;
    if (!json_is_object(object))
        return pcs_meili_wrong_type(error, "bad_request", where, "",
                                    "an object", object);
    json_object_foreach((json_t *)(uintptr_t)object, name, value)
    {
        const struct key *key = find_key(name, origin);
        /* Front ends send a facet search all that they searched with. */
        if (!key && origin == PCS_MEILI_FACET)
            continue;
        if (!key)
            return fail_unknown(name, origin, where, error);
        if (!check_type(key, value, where, error))
            return false;
    }
    return true;
}

static json_t *read_list(const char *text)
{
    json_t *list = json_array();
    for (size_t n; list && *text; text += n + (text[n] == ',')) {
        n = strcspn(text, ",");
        json_array_append_new(list, json_stringn(text, n));
    }
    return list;
}

/* A filter may be the JSON of an array. */
static json_t *read_filter(const pcs_http_param *param)
{
    json_t *array = param->value[0] == '[' && param->len < 32768
                        ? json_loadb(param->value, param->len, 0, NULL)
                        : NULL;
    return array ? array : json_stringn(param->value, param->len);
}

static json_t *read_number(const struct key *key, const char *text,
                           pcs_meili_error *error)
{
    char *end;
    double number = strtod(text, &end);
    bool is_count = key->kind == KIND_COUNT;
    bool good = end != text && *end == '\0' && number >= 0 && number < 1e15 &&
                (!is_count || strspn(text, "0123456789") == strlen(text));
    if (good)
        return is_count ? json_integer((json_int_t)number) : json_real(number);
    pcs_meili_fail(error, 400, key->code,
                   "Invalid value in parameter `%s`: could not parse `%.*s` as "
                   "a %s",
                   key->name, (int)pcs_utf8_cut(text, strlen(text), 64), text,
                   is_count ? "positive integer" : "number");
    return NULL;
}

static json_t *read_param(const struct key *key, const pcs_http_param *param,
                          pcs_meili_error *error)
{
    const char *text = param->value;
    if (key->kind == KIND_TEXT)
        return json_stringn(text, param->len);
    if (key->kind == KIND_LIST)
        return read_list(text);
    if (key->kind == KIND_OTHER)
        return read_filter(param);
    if (key->kind != KIND_BOOL)
        return read_number(key, text, error);
    if (strcmp(text, "true") == 0 || strcmp(text, "false") == 0)
        return json_boolean(*text == 't');
    pcs_meili_fail(error, 400, key->code,
                   "Invalid value in parameter `%s`: could not parse `%.*s` as "
                   "a boolean, expected either `true` or `false`",
                   key->name, (int)pcs_utf8_cut(text, param->len, 64), text);
    return NULL;
}

bool pcs_meili_keys_of_address(json_t **out, const pcs_exchange *x,
                               pcs_meili_error *error)
{
    json_t *object = *out = json_object();
    for (size_t i = 0; object && i < x->n_params; i++) {
        const struct key *key = find_key(x->params[i].name, PCS_MEILI_SINGLE);
        json_t *value = NULL;
        if (!key)
            fail_unknown(x->params[i].name, PCS_MEILI_SINGLE, "", error);
        else
            value = read_param(key, &x->params[i], error);
        if (!value || json_object_set_new(object, key->name, value) != 0) {
            json_decref(object);
            *out = NULL;
            return error->status ? false : pcs_meili_nomem(error);
        }
    }
    return object ? true : pcs_meili_nomem(error);
}
