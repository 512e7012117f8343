/* test_page_html.c - text as HTML, and addresses of pages */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "test_base_common.h"

#include <stdio.h>
#include <string.h>

#include "server/page/address.h"
#include "server/page/html.h"

static void check_text(const char *text, size_t len, const char *expected)
{
    pcs_buffer out = {0};
    pcs_buffer_puts(&out, "");
    pcs_html_text(&out, text, len);
    assert_string_equal(out.data ? out.data : "", expected);
    pcs_buffer_dispose(&out);
}

static void test_escapes(void **state)
{
    (void)state;
    check_text("a<b>&\"'c", 8, "a&lt;b&gt;&amp;&quot;&#39;c");
    check_text("", 0, "");
    check_text("&amp;", 5, "&amp;amp;");
}

static void test_cleans(void **state)
{
    (void)state;
    check_text("\x1b[31m\x07\x7f", 7,
               "\xE2\x90\x9B[31m\xE2\x90\x87\xE2\x90\xA1");
    check_text("a\tb\r\nc", 6, "a b  c");
    check_text("a\0b", 3,
               "a\xE2\x90\x80"
               "b");
    /* C1, bad bytes, and what is no character. */
    check_text("\xC2\x9B", 2, "\xEF\xBF\xBD");
    check_text("\xFF", 1, "\xEF\xBF\xBD");
    check_text("\xEF\xBF\xBE", 3, "\xEF\xBF\xBD");
    /* Overrides and isolates go; marks of direction stay. */
    check_text("\xE2\x80\xAE"
               "a\xE2\x80\xAC\xE2\x81\xA6\xE2\x80\x8F",
               13, "a\xE2\x80\x8F");
}

static void check_marked(const char *text, const pcs_mark *marks, size_t n,
                         size_t max, const char *expected)
{
    pcs_buffer out = {0};
    size_t len = strlen(text);
    pcs_html_marked(&out, text, len, marks, n,
                    pcs_html_window_at(text, len, marks, n, max));
    assert_string_equal(out.data, expected);
    pcs_buffer_dispose(&out);
}

static void test_marks(void **state)
{
    (void)state;
    const pcs_mark marks[] = {{0, 2}, {4, 5}};
    check_marked("a<bcd", marks, 2, 100, "<mark>a&lt;</mark>bc<mark>d</mark>");
    check_marked("abcd", NULL, 0, 100, "abcd");
    /* Beyond the end, backwards, one in another: never outside the text. */
    const pcs_mark odd[] = {{1, 900}, {2, 3}, {7, 6}};
    check_marked("abcd", odd, 3, 100, "a<mark>bcd</mark>");
}

static void test_window(void **state)
{
    (void)state;
    const pcs_mark mark = {50, 54};
    check_marked("one two three four five six seven eight nine ten. word "
                 "eleven twelve thirteen fourteen fifteen sixteen",
                 &mark, 1, 24,
                 "\xE2\x80\xA6 ten. <mark>word</mark> eleven twelve "
                 "\xE2\x80\xA6");
    check_marked("short enough to be shown", &mark, 0, 20,
                 "short enough to be shown");
    /* Between characters where there is no space. */
    check_marked("\xEA\xB5\xAC\xEA\xB5\xAC\xEA\xB5\xAC\xEA\xB5\xAC", NULL, 0, 7,
                 "\xEA\xB5\xAC\xEA\xB5\xAC \xE2\x80\xA6");
}

static void test_window_of_any_length(void **state)
{
    (void)state;
    char text[400];
    for (size_t len = 0; len < sizeof text; len++) {
        memset(text, len % 7 ? 'x' : ' ', sizeof text);
        for (uint32_t at = 0; at <= len; at += 13) {
            pcs_mark mark = {at, at + 3};
            pcs_html_window w = pcs_html_window_at(text, len, &mark, 1, 40);
            assert_true(w.start <= w.end && w.end <= len);
            assert_true(w.end - w.start <= 50);
            assert_true(len == 0 || at >= len || w.start <= at);
            assert_true(at >= len || w.end > at);
        }
    }
}

static pcs_page_address read_params(const pcs_http_param *params, size_t n)
{
    pcs_exchange exchange = {.params = params, .n_params = n};
    pcs_page_address address;
    pcs_page_address_read(&address, &exchange);
    return address;
}

static void test_address(void **state)
{
    (void)state;
    const pcs_http_param params[] = {
        {"q", "a&b \"c\"", 7},   {"locale", "ko-KR", 5}, {"locale", "ko-KR", 5},
        {"locale", "", 0},       {"product", "x<y", 3},  {"page", "3", 1},
        {"group", "article", 7}, {"unknown", "1", 1},    {"side", "english", 7},
        {"typing", "1", 1}};
    pcs_page_address a = read_params(params, sizeof params / sizeof *params);
    pcs_buffer out = {0};
    pcs_page_address_append(&out, &a, "./");
    assert_string_equal(out.data,
                        "?q=a%26b%20%22c%22&amp;locale=ko-KR&amp;product=x%3Cy"
                        "&amp;group=article&amp;page=3&amp;side=english");
    assert_true(pcs_page_address_is_search(&a));
    assert_true(pcs_page_address_is_narrowed(&a));
    assert_true(a.is_typing);
    pcs_buffer_dispose(&out);
}

static void test_address_of_nothing(void **state)
{
    (void)state;
    const pcs_http_param params[] = {
        {"q", " \t", 2}, {"page", "-5", 2}, {"group", "x", 1}};
    pcs_page_address a = read_params(params, 3);
    pcs_buffer out = {0};
    pcs_page_address_append(&out, &a, "./");
    assert_string_equal(out.data, "./");
    assert_false(pcs_page_address_is_search(&a));
    assert_int_equal(a.page, 1);
    pcs_buffer_dispose(&out);
}

static void test_address_limits(void **state)
{
    (void)state;
    pcs_http_param params[40];
    char values[40][8], longest[PCS_PAGE_VALUE_BYTES_MAX + 2];
    for (int i = 0; i < 40; i++) {
        snprintf(values[i], sizeof values[i], "t%d", i);
        params[i] = (pcs_http_param){"topic", values[i], strlen(values[i])};
    }
    memset(longest, 'x', sizeof longest);
    longest[sizeof longest - 1] = '\0';
    params[0] = (pcs_http_param){"topic", longest, sizeof longest - 1};
    params[1] = (pcs_http_param){"page", "99999999999999999999", 20};
    pcs_page_address a = read_params(params, 40);
    assert_int_equal(a.facets[PCS_PAGE_TOPIC].n, PCS_PAGE_VALUES_MAX);
    assert_string_equal(a.facets[PCS_PAGE_TOPIC].items[0], "t2");
    assert_int_equal(a.page, PCS_PAGE_NUMBER_MAX);
}

static void test_percent(void **state)
{
    (void)state;
    pcs_buffer out = {0};
    pcs_html_percent(&out, "a/b c\"<\xEA\xB5\xAC", true);
    assert_string_equal(out.data, "a/b%20c%22%3C%EA%B5%AC");
    pcs_buffer_clear(&out);
    pcs_html_percent(&out, "a/b+", false);
    assert_string_equal(out.data, "a%2Fb%2B");
    pcs_buffer_dispose(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_escapes),
        cmocka_unit_test(test_cleans),
        cmocka_unit_test(test_marks),
        cmocka_unit_test(test_window),
        cmocka_unit_test(test_window_of_any_length),
        cmocka_unit_test(test_address),
        cmocka_unit_test(test_address_of_nothing),
        cmocka_unit_test(test_address_limits),
        cmocka_unit_test(test_percent),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
