/* test_server_params_nomem.c - parameters and JSON when memory is refused */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "test_nomem.h"

#include <stdarg.h>
#include <stdio.h>

#include "server/api/searchparams.h"
#include "server/marks16.h"

/* The transport's: what the handlers under test answer with. */
void pcs_exchange_problem(pcs_exchange *x, unsigned status, const char *code,
                          const char *format, ...)
{
    (void)code;
    (void)format;
    x->status = status;
}

static const pcs_http_param good[] = {
    {"q", " ", 1},           {"locale", "ko,de,,ko", 9},  {"locale", "ja", 2},
    {"topic", "", 0},        {"topic", "how-to", 6},      {"product", "a", 1},
    {"service", "b", 1},     {"date", "2024..", 6},       {"limit", "7", 1},
    {"group", "article", 7}, {"marks", "utf16", 5},       {"plain", "", 0},
    {"synonyms", "0", 1},    {"facets", "year,topic", 10}};

static pcs_status read_good(void *context, pcs_error *err)
{
    pcs_exchange x = {
        .status = 200, .params = good, .n_params = sizeof good / sizeof *good};
    pcs_param_value values[PCS_SEARCH_PARAMS];
    pcs_search_request request;
    (void)context;
    bool is_read =
        pcs_params_read(values, &x, pcs_search_params, PCS_SEARCH_PARAMS) &&
        pcs_search_request_make(&request, &x, values);
    assert_int_equal(is_read, x.status == 200);
    if (is_read) {
        const pcs_search_options *o = &request.search;
        assert_int_equal(o->n_locales, 3);
        assert_string_equal(o->locales[2], "ja");
        assert_int_equal(o->limit, 7);
        assert_int_equal(o->grouping, PCS_GROUP_ARTICLE);
        assert_true(o->is_plain && o->no_synonyms && !o->no_marks);
        assert_int_equal(o->n_facets, 2);
        assert_int_equal(request.offsets, PCS_OFFSETS_UTF16);
        /* topic, product with service, date */
        assert_int_equal(o->condition->n, 3);
        assert_int_equal(o->condition->items[0].n, 2);
        assert_int_equal(o->condition->items[0].items[0].kind,
                         PCS_CONDITION_NOT);
        assert_int_equal(o->condition->items[1].n, 2);
    }
    pcs_arena_dispose(&x.arena);
    if (is_read)
        return PCS_OK;
    assert_int_equal(x.status, 503);
    return pcs_error_nomem(err);
}

static void test_params(void **state)
{
    (void)state;
    assert_true(refuse_each(read_good, NULL) > 0);
}

static void test_bad_params(void **state)
{
    (void)state;
    static const pcs_http_param bad[] = {
        {"x", "", 0},
        {"limit", "-1", 2},
        {"limit", "1001", 4},
        {"limit", "", 0},
        {"group", "x", 1},
        {"plain", "maybe", 5},
        {"facets", "x", 1},
        {"date", "soon", 4},
        {"Q", "", 0},
        {"offset", "1 ", 2},
        {"marks", "UTF16", 5},
        {"tier", "", 0},
        {"limit", "99999999999999999999999", 23}};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        pcs_exchange x = {.status = 200, .params = &bad[i], .n_params = 1};
        pcs_param_value values[PCS_SEARCH_PARAMS];
        pcs_search_request request;
        bool is_read =
            pcs_params_read(values, &x, pcs_search_params, PCS_SEARCH_PARAMS) &&
            pcs_search_request_make(&request, &x, values);
        assert_false(is_read);
        assert_int_equal(x.status, 400);
        pcs_arena_dispose(&x.arena);
    }
}

static pcs_status write_json(void *context, pcs_error *err)
{
    static const pcs_mark marks[] = {{0, 3}, {3, 6}};
    pcs_buffer out = {0};
    pcs_json j = {.out = &out};
    (void)context;
    pcs_json_begin_object(&j);
    for (int i = 0; i < 100; i++) {
        pcs_json_put_text(&j, "text", "some \"text\" \x01");
        pcs_json_key(&j, "marks");
        pcs_json_marks(&j, PCS_OFFSETS_UTF16, "\xEA\xB5\xAC\xEA\xB5\xAC", 6,
                       marks, 2);
    }
    pcs_json_end_object(&j);
    pcs_status status = pcs_buffer_status(&out, err);
    if (status == PCS_OK)
        assert_int_equal(out.data[out.len - 1], '}');
    pcs_buffer_dispose(&out);
    return status;
}

static void test_json(void **state)
{
    (void)state;
    assert_true(refuse_each(write_json, NULL) > 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_params),
                                       cmocka_unit_test(test_bad_params),
                                       cmocka_unit_test(test_json)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
