/* test_guard.c - the bytes of requests, checked before they are read */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "server/http/guard.h"

#define GET "GET /a HTTP/1.1\r\nHost: b\r\n"

/* The status with which text is refused, 0 where it is not; however it is cut
 * into two pieces. */
static unsigned refuse(const char *text, size_t len)
{
    unsigned status = 0;
    for (size_t cut = 0; cut <= len; cut++) {
        pcs_guard g = {.body_max = 100};
        size_t n = pcs_guard_take(&g, text, cut);
        if (n == cut)
            n += pcs_guard_take(&g, text + cut, len - cut);
        assert_true(g.status != 0 ? n < len : n == len);
        assert_int_equal(pcs_guard_take(&g, "GET", 3), g.status != 0 ? 0 : 3);
        if (cut > 0)
            assert_int_equal(g.status, status);
        status = g.status;
    }
    return status;
}

static unsigned refuse_text(const char *text)
{
    return refuse(text, strlen(text));
}

static void test_good(void **state)
{
    (void)state;
    static const char *const good[] = {
        "",
        "\r\n\r\n",
        GET "\r\n",
        "\r\n" GET "\r\n" GET "Content-Length: 3\r\n\r\nabc" GET "\r\n",
        GET "Content-Length: 5\r\n\r\n\n\0\r\n\n",
        "GET / HTTP/1.0\r\n\r\n",
        "M-SEARCH /%00?a=b&c[]={} HTTP/1.1\r\nhost:b\r\nX:\r\nY: \tz\t "
        "\r\n\r\n",
        GET "X: \xEA\xB5\xAC\xFF\r\n\r\n",
        GET "Content-Length: 100\r\n\r\n",
    };
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        assert_int_equal(refuse_text(good[i]), 0);
}

static void test_refused(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        unsigned status;
    } all[] = {
        {GET "Content-Length: 101\r\n\r\n", 413},
        {GET "Content-Length: 1\r\ncontent-LENGTH: 1\r\n\r\n", 400},
        {GET "Content-Length: 1 \r\n\r\n", 400},
        {GET "Content-Length: 18446744073709551617\r\n\r\n", 400},
        {GET "Transfer-Encoding: chunked\r\n\r\n", 411},
        {GET "Transfer-Encoding: chunked\r\nContent-Length: 0\r\n\r\n", 400},
        {GET "Transfer-Encoding: identity\r\n\r\n", 400},
        {"GET /a HTTP/1.1\r\n\r\n", 400},
        {GET "Host: b\r\n\r\n", 400},
        {"GET /a HTTP/1.1\r\nHost: \t\r\n\r\n", 400},
        {GET "X : b\r\n\r\n", 400},
        {GET "X: b\n\r\n", 400},
        {GET " X: b\r\n\r\n", 400},
        {"GET /a HTTP/1.1\nHost: b\r\n\r\n", 400},
        {"GET a HTTP/1.1\r\n", 400},
        {"GET /a HTTP/3.0\r\n", 505},
        {"\r\r", 400},
        {"\n", 400},
        {" ", 400},
    };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        assert_int_equal(refuse_text(all[i].text), all[i].status);
    assert_int_equal(refuse(GET "X: \0\r\n", sizeof GET + 6), 400);
}

static void test_sizes(void **state)
{
    (void)state;
    static char text[20000];
    pcs_guard g = {0};
    memset(text, 'a', sizeof text);
    memcpy(text, "GET /", 5);
    assert_int_equal(pcs_guard_take(&g, text, sizeof text), PCS_GUARD_HEAD_MAX);
    assert_int_equal(g.status, 414);
    memset(&g, 0, sizeof g);
    memcpy(text, GET "X:", sizeof GET + 1);
    assert_int_equal(pcs_guard_take(&g, text, sizeof text), PCS_GUARD_HEAD_MAX);
    assert_int_equal(g.status, 431);
}

/* What is fine and the ending are a whole request together. */
static void test_endings(void **state)
{
    (void)state;
    static const char *const refused[] = {
        "\x01",
        "GE(",
        "GET x",
        "GET /x\x01",
        "GET /x HT\x01",
        "GET /x HTTP/1.1x",
        "GET /x HTTP/1.1\r\r",
        GET "(",
        GET "X(",
        GET "X: \x01",
        GET "X: y\rz",
        GET "Content-Length: x",
        GET "Content-Length: 1x",
        GET "Content-Length: 1\r\nContent-Length: 2",
        GET "\rx",
        "\rx",
    };
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        pcs_guard g = {.body_max = 9}, again = {.body_max = 9};
        char whole[256];
        size_t n = pcs_guard_take(&g, refused[i], strlen(refused[i]));
        const char *ending = pcs_guard_ending(&g);
        assert_int_not_equal(g.status, 0);
        assert_int_equal(g.heads, 1);
        assert_int_equal(g.wholes, 0);
        memcpy(whole, refused[i], n);
        memcpy(whole + n, ending, strlen(ending) + 1);
        /* A head without a host is whole, too, for who does not ask for one. */
        size_t taken = pcs_guard_take(&again, whole, strlen(whole));
        assert_true(taken >= strlen(whole) - 1);
        assert_true(again.heads == 1);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_good),
        cmocka_unit_test(test_refused),
        cmocka_unit_test(test_sizes),
        cmocka_unit_test(test_endings),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
