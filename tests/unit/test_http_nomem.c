/* test_http_nomem.c - the transport when memory is refused */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "test_nomem.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "server/http/guard.h"
#include "server/http/lane.h"
#include "server/http/problem.h"
#include "server/http/request.h"
#include "server/http/uri.h"

static void answer(void *context, pcs_exchange *x)
{
    (void)context;
    (void)x;
}

static const pcs_http_route routes[] = {
    {"GET", "/a/{x}/{y...}", "rest", answer, PCS_HTTP_OPEN, PCS_HTTP_PROBLEM}};

/* From an address to its route. */
static pcs_status find_route(void *context, pcs_error *err)
{
    static const char target[] =
        "/a/%ea%b5%ac/%00/"
        "d?q=%ea%b5%ac+%ff&&b=c&long=aaaaaaaaaaaaaaaaaaaaaaaaa";
    pcs_http_routes part = {routes, 1, NULL};
    pcs_exchange x = {.method = "GET"};
    (void)context;
    pcs_status status = pcs_uri_decode(&x, target, sizeof target - 1, err);
    if (status == PCS_OK) {
        pcs_http_found found = pcs_http_find(&part, 1, &x);
        assert_true(found.status == 200 || found.status == 503);
        if (found.status == 503)
            status = pcs_error_nomem(err);
        else
            assert_string_equal(pcs_exchange_variable(&x, "x")->value,
                                "\xEA\xB5\xAC");
    }
    pcs_arena_dispose(&x.arena);
    return status;
}

/* What a handler gives, and what becomes of it: 503 where there was no room for
 * a header. */
static pcs_status make_response(void *context, pcs_error *err)
{
    pcs_http_service service = {0};
    pcs_http_request r = {.service = &service};
    (void)context;
    r.x.transport = &r;
    r.x.status = 200;
    pcs_exchange_set_header(&r.x, "X-A", "b");
    pcs_exchange_set_header(&r.x, "x-a", "c");
    pcs_exchange_set_header(&r.x, "X-D", "e");
    for (int i = 0; i < 2000; i++)
        pcs_buffer_puts(&r.x.reply, "abc");
    bool has_failed = r.x.reply.failed;
    if (has_failed)
        pcs_http_problem(&r.x, PCS_HTTP_MEILI, 503, "out-of-memory", "again");
    pcs_http_make_response(&r);
    assert_non_null(r.response);
    assert_int_equal(r.x.status, has_failed ? 503 : 200);
    MHD_destroy_response(r.response);
    pcs_arena_dispose(&r.x.arena);
    pcs_buffer_dispose(&r.x.reply);
    return has_failed ? pcs_error_nomem(err) : PCS_OK;
}

static pcs_status read_tokens(void *context, pcs_error *err)
{
    const char *path = context;
    pcs_tokens *tokens = NULL;
    pcs_status status = pcs_tokens_open(&tokens, path, err);
    if (status == PCS_OK)
        status = pcs_tokens_reload(tokens, err);
    if (status == PCS_OK)
        assert_true(pcs_tokens_check(tokens, "0123456789abcdef", 16));
    pcs_tokens_free(tokens);
    return status;
}

static pcs_status add_connections(void *context, pcs_error *err)
{
    pcs_connections table = {.max = 100, .max_per_address = 100};
    pcs_peer peer = {.is_unix = true, .is_local = true, .is_free = true};
    (void)context;
    pcs_status status = pcs_connections_init(&table, err);
    for (int fd = 10; status == PCS_OK && fd < 60; fd++)
        if (pcs_connections_add(&table, fd, &peer) != PCS_CONNECTION_ADDED)
            status = pcs_error_nomem(err);
    pcs_connections_dispose(&table);
    return status;
}

static pcs_status start_lane(void *context, pcs_error *err)
{
    pcs_lane *lane = NULL;
    (void)context;
    pcs_status status = pcs_lane_start(&lane, 2, 4, 1000, err);
    pcs_lane_stop(lane);
    return status;
}

static void test_all(void **state)
{
    (void)state;
    char path[] = "/tmp/pcs-tokens-XXXXXX";
    int fd = mkstemp(path);
    FILE *file = fdopen(fd, "w");
    assert_non_null(file);
    for (int i = 0; i < 40; i++)
        fprintf(file, "0123456789abcdef%.*d\n", i, 0);
    assert_int_equal(fclose(file), 0);
    assert_true(refuse_each(find_route, NULL) > 1);
    assert_true(refuse_each(make_response, NULL) > 1);
    assert_true(refuse_each(read_tokens, path) > 3);
    assert_true(refuse_each(add_connections, NULL) > 1);
    assert_int_equal(refuse_each(start_lane, NULL), 1);
    assert_int_equal(unlink(path), 0);
}

/* It takes no memory at all. */
static void test_guard(void **state)
{
    static const char text[] = "GET /a HTTP/1.1\r\nHost: b\r\nA : b";
    pcs_guard g = {.body_max = 1};
    (void)state;
    allocations_left = 0;
    was_refused = 0;
    size_t n = pcs_guard_take(&g, text, sizeof text - 1);
    const char *ending = pcs_guard_ending(&g);
    allocations_left = -1;
    assert_false(was_refused);
    assert_int_equal(g.status, 400);
    assert_int_equal(n, sizeof text - 1 - 4);
    assert_string_equal(ending, "-: 0\r\n\r\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_all),
                                       cmocka_unit_test(test_guard)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
