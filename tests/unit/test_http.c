/* test_http.c - parts of the transport: addresses, routes, headers, tokens */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "server/http/connections.h"
#include "server/http/gzip.h"
#include "server/http/json.h"
#include "server/http/negotiate.h"
#include "server/http/peer.h"
#include "server/http/router.h"
#include "server/http/sockets.h"
#include "server/http/tokens.h"
#include "server/http/uri.h"

static void test_uri(void **state)
{
    (void)state;
    static const struct {
        const char *target, *path, *all; /* "name=value;" */
    } good[] = {
        {"/", "/", ""},
        {"/a%2fb+c", "/a/b+c", ""},
        {"/?", "/", ""},
        {"/?&&a&b=&=c&a=b=c", "/", "a=;b=;=c;a=b=c;"},
        {"/?q=%ea%b5%ac+%2B", "/", "q=\xEA\xB5\xAC +;"},
        {"/%00%ff", "/\xEF\xBF\xBD\xEF\xBF\xBD", ""},
        {"/?q?=?", "/", "q?=?;"},
    };
    static const char *const bad[] = {"/%", "/%4", "/%4g", "/?%", "/?a=%g4"};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        pcs_exchange x = {0};
        char all[256] = "";
        assert_int_equal(
            pcs_uri_decode(&x, good[i].target, strlen(good[i].target), NULL),
            PCS_OK);
        assert_string_equal(x.path, good[i].path);
        for (size_t k = 0; k < x.n_params; k++) {
            assert_int_equal(strlen(x.params[k].value), x.params[k].len);
            snprintf(all + strlen(all), sizeof all - strlen(all), "%s=%s;",
                     x.params[k].name, x.params[k].value);
        }
        assert_string_equal(all, good[i].all);
        pcs_arena_dispose(&x.arena);
    }
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        pcs_exchange x = {0};
        pcs_error err = PCS_ERROR_INIT;
        assert_int_equal(pcs_uri_decode(&x, bad[i], strlen(bad[i]), &err),
                         PCS_EFORMAT);
        assert_string_not_equal(err.message, "");
        pcs_arena_dispose(&x.arena);
    }
}

static void answer(void *context, pcs_exchange *x)
{
    (void)context;
    (void)x;
}

static const pcs_http_route routes[] = {
    {"GET", "/", "root", answer, PCS_HTTP_OPEN, PCS_HTTP_PROBLEM},
    {"GET", "/a/{x}", "one", answer, PCS_HTTP_OPEN, PCS_HTTP_PROBLEM},
    {"POST", "/a/{x}", "post", answer, PCS_HTTP_OPEN, PCS_HTTP_PROBLEM},
    {"GET", "/a/{x}/{y...}", "rest", answer, PCS_HTTP_OPEN, PCS_HTTP_PROBLEM},
    {"POST", "/m/{x}/s", "meili", answer, PCS_HTTP_KEYED, PCS_HTTP_MEILI},
};

static void test_router(void **state)
{
    (void)state;
    static const struct {
        const char *method, *path, *name; /* or what is allowed */
        unsigned status;
        pcs_http_dialect dialect;
    } all[] = {
        {"GET", "/", "root", 200, PCS_HTTP_PROBLEM},
        {"HEAD", "/", "root", 200, PCS_HTTP_PROBLEM},
        {"GET", "/a/b", "one", 200, PCS_HTTP_PROBLEM},
        {"POST", "/a/b", "post", 200, PCS_HTTP_PROBLEM},
        {"GET", "/a/b/c/d", "rest", 200, PCS_HTTP_PROBLEM},
        {"POST", "/m/u/s", "meili", 200, PCS_HTTP_MEILI},
        {"GET", "/m/u/s", "POST, OPTIONS", 405, PCS_HTTP_MEILI},
        {"", "/a/b", "GET, HEAD, POST, OPTIONS", 405, PCS_HTTP_PROBLEM},
        {"GET", "/m/u", NULL, 404, PCS_HTTP_MEILI},
        {"GET", "/mm", NULL, 404, PCS_HTTP_PROBLEM},
        {"GET", "/a/", NULL, 404, PCS_HTTP_PROBLEM},
        {"GET", "/a/b/", NULL, 404, PCS_HTTP_PROBLEM},
        {"GET", "", NULL, 404, PCS_HTTP_PROBLEM},
    };
    pcs_http_routes part = {routes, sizeof routes / sizeof *routes, NULL};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        pcs_exchange x = {.method = all[i].method, .path = all[i].path};
        pcs_http_found found = pcs_http_find(&part, 1, &x);
        assert_int_equal(found.status, all[i].status);
        assert_int_equal(found.dialect, all[i].dialect);
        if (found.status == 200)
            assert_string_equal(found.route->name, all[i].name);
        if (found.status == 405)
            assert_string_equal(found.allowed, all[i].name);
        if (found.status == 200 && strcmp(all[i].name, "rest") == 0) {
            assert_string_equal(pcs_exchange_variable(&x, "x")->value, "b");
            assert_string_equal(pcs_exchange_variable(&x, "y")->value, "c/d");
        }
        pcs_arena_dispose(&x.arena);
    }
}

static void test_negotiate(void **state)
{
    (void)state;
    assert_true(pcs_http_accepts_gzip("gzip"));
    assert_true(pcs_http_accepts_gzip("br;q=1, x-gzip;q=0.001"));
    assert_true(pcs_http_accepts_gzip("*;q=0.5"));
    assert_false(pcs_http_accepts_gzip(NULL));
    assert_false(pcs_http_accepts_gzip("gzip;q=0.000"));
    assert_false(pcs_http_accepts_gzip("gzip;q=0.5,identity"));
    assert_false(pcs_http_accepts_gzip("gzip;q=2"));
    assert_false(pcs_http_accepts_gzip("gzip;q=0.12345678901234567890"));
    assert_false(pcs_http_accepts_gzip(",,;,"));
    assert_true(pcs_http_etag_matches("\"a\", W/\"b\"", "b"));
    assert_true(pcs_http_etag_matches(" * ", "b"));
    assert_false(pcs_http_etag_matches("\"a", "a"));
    assert_false(pcs_http_etag_matches("a", "a"));
    assert_false(pcs_http_etag_matches(NULL, "a"));
    static const char *const names[] = {"Help.Example"};
    assert_true(pcs_http_host_is_allowed("help.example:80", names, 1));
    assert_true(pcs_http_host_is_allowed("[::1]", NULL, 0));
    assert_false(pcs_http_host_is_allowed("", names, 1));
    assert_false(pcs_http_host_is_allowed("[", names, 1));
    assert_false(pcs_http_host_is_allowed("help.example:80:80", names, 1));
    assert_true(pcs_http_request_id_is_sane("a-b_C.9:"));
    assert_false(pcs_http_request_id_is_sane(""));
    assert_false(pcs_http_request_id_is_sane("a\"b"));
}

static void test_peers(void **state)
{
    (void)state;
    pcs_peer_range range;
    pcs_peer peer;
    char text[PCS_PEER_TEXT_MAX];
    assert_true(pcs_peer_range_parse(&range, "192.0.2.128/25"));
    assert_true(pcs_peer_parse(&peer, "192.0.2.200", 11));
    assert_true(pcs_peer_range_holds(&range, &peer.address));
    assert_true(pcs_peer_parse(&peer, "192.0.2.1", 9));
    assert_false(pcs_peer_range_holds(&range, &peer.address));
    pcs_peer_format(text, &peer);
    assert_string_equal(text, "192.0.2.1");
    assert_true(pcs_peer_range_parse(&range, "2001:db8::/32"));
    assert_true(pcs_peer_forwarded(&peer, "x, [2001:db8::7]:80"));
    assert_true(pcs_peer_range_holds(&range, &peer.address));
    assert_true(pcs_peer_range_parse(&range, "0.0.0.0/0"));
    assert_false(pcs_peer_range_holds(&range, &peer.address));
    assert_true(pcs_peer_forwarded(&peer, "192.0.2.9 "));
    assert_true(pcs_peer_range_holds(&range, &peer.address));
    assert_false(pcs_peer_forwarded(&peer, "unknown"));
    assert_false(pcs_peer_forwarded(&peer, ""));
    static const char *const bad[] = {"",  "1.2.3",    "1.2.3.4/33", "::/129",
                                      "/", "1.2.3.4/", "::1/x",      "a"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(pcs_peer_range_parse(&range, bad[i]));
}

static void write_text(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

static void test_tokens(void **state)
{
    (void)state;
    char path[] = "/tmp/pcs-tokens-XXXXXX";
    int fd = mkstemp(path);
    pcs_tokens *tokens = NULL;
    pcs_error err = PCS_ERROR_INIT;
    size_t len = 0;
    assert_true(fd >= 0);
    close(fd);
    write_text(path, "#a\n\n 0123456789abcdef\t\r\nfedcba9876543210");
    assert_int_equal(pcs_tokens_open(&tokens, path, &err), PCS_OK);
    assert_true(pcs_tokens_check(tokens, "0123456789abcdef", 16));
    assert_true(pcs_tokens_check(tokens, "fedcba9876543210", 16));
    assert_false(pcs_tokens_check(tokens, "0123456789abcdeF", 16));
    assert_false(pcs_tokens_check(tokens, "0123456789abcdef", 15));
    assert_false(pcs_tokens_check(tokens, "", 0));
    static const char *const bad[] = {"short\n", "# none\n", "",
                                      "0123456789 abcdef\n",
                                      "0123456789abc\xEA\xB5\xAC\n"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        write_text(path, bad[i]);
        assert_int_equal(pcs_tokens_reload(tokens, &err), PCS_EFORMAT);
        assert_true(pcs_tokens_check(tokens, "0123456789abcdef", 16));
    }
    assert_string_equal(pcs_tokens_bearer("bearer  x ", &len), "x ");
    assert_int_equal(len, 1);
    assert_null(pcs_tokens_bearer("Bearer ", &len));
    assert_null(pcs_tokens_bearer("Basic x", &len));
    pcs_tokens_free(tokens);
    assert_int_equal(unlink(path), 0);
    assert_int_equal(pcs_tokens_open(&tokens, path, &err), PCS_ENOTFOUND);
}

static void test_json(void **state)
{
    (void)state;
    pcs_buffer out = {0};
    pcs_http_json(&out, "a\"\\\n\x1b\x7f\0\xFF\xE2\x80\xAE\xEA\xB5\xAC", 14);
    assert_string_equal(out.data, "\"a\\\"\\\\\\u000a\\u001b\\u007f\\u0000"
                                  "\xEF\xBF\xBD\\u202e\xEA\xB5\xAC\"");
    pcs_buffer_dispose(&out);
}

static void test_gzip(void **state)
{
    (void)state;
    pcs_buffer body = {0};
    pcs_buffer_puts(&body, "ab");
    assert_false(pcs_http_gzip(&body));
    assert_string_equal(body.data, "ab");
    for (int i = 0; i < 1000; i++)
        pcs_buffer_puts(&body, "text text ");
    assert_true(pcs_http_gzip(&body));
    assert_true(body.len < 500);
    assert_memory_equal(body.data, "\x1f\x8b", 2);
    pcs_buffer_dispose(&body);
}

/* Limits of connections, with addresses that tests cannot have. */
static void test_connections(void **state)
{
    (void)state;
    pcs_connections t = {.max = 4, .max_per_address = 2};
    pcs_connections second = {0};
    pcs_error err = PCS_ERROR_INIT;
    int pairs[5][2];
    struct sockaddr_in from = {.sin_family = AF_INET};
    pcs_peer peer;
    from.sin_addr.s_addr = htonl(0xC0000201);
    pcs_peer_read(&peer, (const struct sockaddr *)&from, NULL, 0);
    assert_false(peer.is_free);
    assert_int_equal(pcs_connections_init(&t, &err), PCS_OK);
    assert_int_equal(pcs_connections_init(&second, &err), PCS_EBUSY);
    for (int i = 0; i < 5; i++)
        assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, pairs[i]), 0);
    assert_int_equal(pcs_connections_add(&t, pairs[0][0], &peer),
                     PCS_CONNECTION_ADDED);
    assert_int_equal(pcs_connections_add(&t, pairs[1][0], &peer),
                     PCS_CONNECTION_ADDED);
    assert_int_equal(pcs_connections_add(&t, pairs[2][0], &peer),
                     PCS_CONNECTION_PER_ADDRESS);
    peer.is_free = true;
    assert_int_equal(pcs_connections_add(&t, pairs[2][0], &peer),
                     PCS_CONNECTION_ADDED);
    assert_int_equal(pcs_connections_add(&t, pairs[3][0], &peer),
                     PCS_CONNECTION_ADDED);
    assert_false(pcs_connections_have_room(&t)); /* nobody has waited long */
    assert_int_equal(pcs_connections_add(&t, pairs[4][0], &peer),
                     PCS_CONNECTION_FULL);
    /* What is read goes through the guard. */
    char data[64];
    assert_int_equal(write(pairs[0][1], "GET /\n", 6), 6);
    assert_int_equal(recv(pairs[0][0], data, sizeof data, 0), 5 + 13);
    assert_memory_equal(data, "GET / HTTP/1.0\r\n\r\n", 18);
    pcs_connection *c = pcs_connections_find(&t, pairs[0][0]);
    assert_int_equal(c->guard.status, 400);
    usleep(60000);
    assert_true(pcs_connections_have_room(&t));
    assert_int_equal(atomic_load(&t.counts.evicted), 1);
    /* The oldest was closed, but for the one that is to be answered. */
    assert_int_equal(read(pairs[1][1], data, 1), 0);
    t.times = (pcs_connection_times){1, 1, 1, 100000};
    pcs_connections_reap(&t);
    assert_int_equal(atomic_load(&t.counts.head), 2);
    assert_int_equal(atomic_load(&t.counts.open), 1);
    assert_int_equal(pcs_connections_drain(&t), 1);
    pcs_connections_remove(&t, pairs[0][0]);
    assert_int_equal(pcs_connections_drain(&t), 0);
    assert_null(pcs_connections_find(&t, pairs[0][0]));
    assert_null(pcs_connections_find(&t, -1));
    for (int i = 0; i < 5; i++)
        for (int k = 0; k < 2; k++)
            close(pairs[i][k]);
    pcs_connections_dispose(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_uri),       cmocka_unit_test(test_router),
        cmocka_unit_test(test_negotiate), cmocka_unit_test(test_peers),
        cmocka_unit_test(test_tokens),    cmocka_unit_test(test_json),
        cmocka_unit_test(test_gzip),      cmocka_unit_test(test_connections),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
