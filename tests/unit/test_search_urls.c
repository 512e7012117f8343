/* test_search_urls.c - the addresses of published pages */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <ctype.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "search/searcher.h"
#include "search/urls.h"

static const pcs_url_place place = {"ko-kr", "billing/pay.md", "ko-KR", "how"};

/* The address, or "-" where text is no template. */
static const char *expand(const char *text, const pcs_url_place *at)
{
    static char out[4096];
    pcs_buffer url = {0};
    bool is_url = pcs_url_expand(&url, text, at);
    snprintf(out, sizeof out, "%s", is_url ? url.data : "-");
    if (!is_url)
        assert_int_equal(url.len, 0);
    pcs_buffer_dispose(&url);
    return out;
}

static void test_placeholders(void **state)
{
    (void)state;
    assert_string_equal(
        expand("https://help.example.com/{locale-lower}/{stem}#{anchor}",
               &place),
        "https://help.example.com/ko-kr/billing/pay#how");
    assert_string_equal(expand("http://e/{source}/{locale}/{path}", &place),
                        "http://e/ko-kr/ko-KR/billing/pay.md");
    assert_string_equal(expand("HTTPS://{locale-lower}.e:8080/{stem}", &place),
                        "HTTPS://ko-kr.e:8080/billing/pay");
    assert_string_equal(expand("https://e/?p={path}&a={anchor}", &place),
                        "https://e/?p=billing/pay.md&a=how");
    assert_string_equal(expand("https://e", &place), "https://e");
}

static void test_anchor(void **state)
{
    (void)state;
    pcs_url_place none = place;
    none.anchor = "";
    assert_string_equal(expand("https://e/{stem}#{anchor}", &none),
                        "https://e/billing/pay");
    none.anchor = NULL;
    assert_string_equal(expand("https://e/{stem}#{anchor}", &none),
                        "https://e/billing/pay");
    /* What is more than the anchor stays. */
    assert_string_equal(expand("https://e/{stem}#s-{anchor}", &none),
                        "https://e/billing/pay#s-");
}

static void test_stem(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"a.md", "a"},
        {"a.b.md", "a.b"},
        {"a/b.c/d", "a/b.c/d"},
        {".md", ".md"},
        {"a/.md", "a/.md"},
        {"a", "a"},
        {"a/index.md", "a/index"},
        {"a.", "a"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        pcs_url_place at = {"s", cases[i][0], "de-DE", NULL};
        char wanted[64];
        snprintf(wanted, sizeof wanted, "https://e/%s", cases[i][1]);
        assert_string_equal(expand("https://e/{stem}", &at), wanted);
    }
}

/* Nothing that a path or a template holds may end the address, or begin
 * another part of it, or drive a terminal. */
static void test_encoding(void **state)
{
    (void)state;
    pcs_url_place at = {"a b/c", "구독 ?#%2e\xE2\x80\xAE\x1B\\&'(1).md",
                        "de-DE", "\xC3\xBC#x"};
    assert_string_equal(
        expand("https://e/{stem}#{anchor}", &at),
        "https://e/%EA%B5%AC%EB%8F%85%20%3F%23%252e%E2%80%AE%1B%5C%26%27%281%29"
        "#%C3%BC%23x");
    assert_string_equal(expand("https://e/{source}", &at), "https://e/a%20b/c");
    assert_string_equal(
        expand("https://e/\xE2\x80\xAE x\x07\"<>\\^`|%zz%41/{locale}", &at),
        "https://e/%E2%80%AE%20x%07%22%3C%3E%5C%5E%60%7C%25zz%41/de-DE");
    at.path = "\xFF\xFE";
    assert_string_equal(expand("https://e/{path}", &at), "https://e/%FF%FE");
}

static void test_faults(void **state)
{
    (void)state;
    static const struct {
        const char *text, *message;
    } cases[] = {
        {"", "an address that begins with https:// or http:// was expected"},
        {"ftp://e/", "an address that begins with https:// or http:// was "
                     "expected"},
        {"javascript:alert(1)",
         "an address that begins with https:// or http:// was expected"},
        {"//e/{path}",
         "an address that begins with https:// or http:// was expected"},
        {"https:///{path}", "no host is named; write an address such as "
                            "https://help.example.com/{locale-lower}/{stem}"},
        {"https://{path}/", "the host may hold letters of ASCII, digits, "
                            "\"-\", \".\", {locale} and {locale-lower}"},
        {"https://a@b/", "the host may hold letters of ASCII, digits, "
                         "\"-\", \".\", {locale} and {locale-lower}"},
        {"https://h\xC3\xBClle.de/",
         "the host may hold letters of ASCII, digits, "
         "\"-\", \".\", {locale} and {locale-lower}"},
        {"https://e/{pth}",
         "{pth} is no placeholder; there are " PCS_URL_PLACEHOLDERS},
        {"https://e/{}",
         "{} is no placeholder; there are " PCS_URL_PLACEHOLDERS},
        {"https://e/{Path}",
         "{Path} is no placeholder; there are " PCS_URL_PLACEHOLDERS},
        {"https://e/{path", "a { opens no placeholder; write it as %7B, or one "
                            "of " PCS_URL_PLACEHOLDERS},
        {"https://e/path}", "a } closes nothing; write it as %7D"},
        {"https://e/#a#{anchor}",
         "it has more than one #; write others as %23"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        pcs_error err = PCS_ERROR_INIT;
        assert_int_equal(pcs_url_check(cases[i].text, &err), PCS_EINVAL);
        assert_string_equal(err.message, cases[i].message);
        assert_string_equal(expand(cases[i].text, &place), "-");
    }
    assert_string_equal(expand(NULL, &place), "-");
}

static void test_length(void **state)
{
    (void)state;
    char text[PCS_URL_TEMPLATE_MAX + 2];
    memset(text, 'a', sizeof text);
    memcpy(text, "https://", 8);
    text[PCS_URL_TEMPLATE_MAX] = '\0';
    assert_int_equal(pcs_url_check(text, NULL), PCS_OK);
    text[PCS_URL_TEMPLATE_MAX] = 'a';
    text[PCS_URL_TEMPLATE_MAX + 1] = '\0';
    assert_int_equal(pcs_url_check(text, NULL), PCS_EINVAL);
}

/* Whatever is put in, what comes out is one address. */
static void test_anything(void **state)
{
    (void)state;
    static const char alphabet[] = "{}{path}{stem}{anchor}#?%/\\ \n\x1B\x80\xE2"
                                   "aZ0:@[]\"<";
    unsigned seed = 7;
    for (int round = 0; round < 20000; round++) {
        char text[64] = "https://e/", path[32];
        size_t len = 10 + (seed = seed * 1103515245u + 12345u) / 65536 % 50;
        for (size_t i = 10; i < len; i++)
            text[i] = alphabet[(seed = seed * 1103515245u + 12345u) / 65536 %
                               (sizeof alphabet - 1)];
        text[len] = '\0';
        for (size_t i = 0; i < sizeof path - 1; i++) {
            path[i] = (char)((seed = seed * 1103515245u + 12345u) / 65536);
            path[i] = (char)(path[i] ? path[i] : 1);
        }
        path[sizeof path - 1] = '\0';
        pcs_url_place at = {path, path, "ko-KR", path};
        const char *url = expand(text, &at);
        size_t hashes = 0;
        for (const char *p = url; *p; p++) {
            assert_true(*p > ' ' && *p <= '~' && !strchr("{}\\\"<>^`|", *p));
            hashes += *p == '#';
            if (*p == '%')
                assert_true(isxdigit((unsigned char)p[1]) &&
                            isxdigit((unsigned char)p[2]));
        }
        assert_true(hashes <= 1);
    }
}

static void test_searcher(void **state)
{
    (void)state;
    char with[] = "ko-kr", without[] = "de-de", bad[] = "ja-jp";
    char url[] = "https://e/{stem}", broken[] = "data:{stem}";
    pcs_manifest_source sources[] = {{.name = with, .url = url},
                                     {.name = without},
                                     {.name = bad, .url = broken}};
    pcs_searcher s = {.manifest = {.sources = sources, .n_sources = 3}};
    pcs_buffer out = {0};
    pcs_url_place at = place;
    pcs_buffer_puts(&out, "<");
    assert_true(pcs_url_append(&out, &s, &at));
    assert_string_equal(out.data, "<https://e/billing/pay");
    at.source = without;
    assert_false(pcs_url_append(&out, &s, &at));
    at.source = bad;
    assert_false(pcs_url_append(&out, &s, &at));
    at.source = "nobody";
    assert_false(pcs_url_append(&out, &s, &at));
    assert_string_equal(out.data, "<https://e/billing/pay");
    pcs_buffer_dispose(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_placeholders), cmocka_unit_test(test_anchor),
        cmocka_unit_test(test_stem),         cmocka_unit_test(test_encoding),
        cmocka_unit_test(test_faults),       cmocka_unit_test(test_length),
        cmocka_unit_test(test_anything),     cmocka_unit_test(test_searcher),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
