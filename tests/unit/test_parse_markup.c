/* test_parse_markup.c - code and addresses that only one side has */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "test_parse_common.h"

#include "parse/address.h"
#include "parse/markup.h"

#include <time.h>

typedef struct markup_case {
    const char *english, *local;
    const char *wanted; /* "E:code c|L:address x" */
} markup_case;

static void check_case(const markup_case *c)
{
    char document[4096], found[1024] = "";
    int len = snprintf(document, sizeof document, SEG("a-1", "%s", "%s") "\n",
                       c->local, c->english);
    pcs_article a = parse_bytes("a.md", document, (size_t)len);
    assert_int_equal(a.n_segments, 1);
    const pcs_segment *s = &a.segments[0];
    for (size_t i = 0; i < s->n_markup; i++)
        sprintf(found + strlen(found), "%s%c:%s %.*s", i ? "|" : "",
                s->markup[i].is_local ? 'L' : 'E',
                s->markup[i].kind == PCS_MARKUP_CODE ? "code" : "address",
                (int)s->markup[i].len, s->markup[i].data);
    if (strcmp(found, c->wanted))
        fail_msg("\"%s\" and \"%s\" give \"%s\"", c->english, c->local, found);
    pcs_article_dispose(&a);
}

static void test_code(void **state)
{
    static const markup_case cases[] = {
        {"Run `go x` now.", "Jetzt `go x`.", ""},
        {"Run `go x` now.", "Jetzt `go  x` ausführen.", ""},
        {"Run `go x` now.", "Jetzt go x.", ""},
        {"Run go x now.", "Jetzt `go x`.", ""},
        {"Run `a.b` and `c.d`.", "`c.d`, dann `a.b`.", ""},
        {"Run `a.b` twice: `a.b`.", "Zweimal `a.b`.", ""},
        {"Run `a.b` now.", "Jetzt `a. b`.", "E:code a.b|L:code a. b"},
        {"Run `go login` now.", "Jetzt `go log in`.",
         "E:code go login|L:code go log in"},
        {"Run `a.b` now.", "Jetzt.", "E:code a.b"},
        {"Do it now.", "Jetzt `a.b`.", "L:code a.b"},
        {"Set `true`.", "`wahr` setzen.", "E:code true|L:code wahr"},
        {"Get `/x/<id>`.", "`/x/<Kennung>` holen.", ""},
        {"Press `Add user`.", "`Benutzer hinzufügen` drücken.", ""},
        {"Use ``a`b``.", "``a`b`` nutzen.", ""},
        {"A \\`b\\` c", "A b c", ""},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        check_case(&cases[i]);
}

static void test_addresses(void **state)
{
    static const markup_case cases[] = {
        {"See [a](x.md).", "[b](x.md) lesen.", ""},
        {"See [a](x.md).", "[b](y.md) lesen.", "E:address x.md|L:address y.md"},
        {"See [a](x.md).", "b lesen.", "E:address x.md"},
        {"See [a](x.md \"t\").", "[b](./x.md 'u') lesen.", ""},
        {"See [a](<x y.md>).", "[b](x%20y.md) lesen.", ""},
        {"See [a](x_y.md?a=1&amp;b=2).", "[b](x\\_y.md?a=1&b=2) lesen.", ""},
        {"[a](x.md) and [b](y.md)", "[b](y.md) und [a](x.md)", ""},
        {"See [a [c](y.md)](x.md).", "Siehe [a](x.md).", "E:address y.md"},
        {"![a](en.png)", "![a](de.png)", ""},
        {"See https://x.example/a.", "Siehe [a](https://x.example/a).", ""},
        {"See <https://x.example/a>.", "Siehe https://x.example/a", ""},
        {"See www.x.example.", "Siehe www.x.exampleseite.",
         "E:address www.x.example|L:address www.x.exampleseite"},
        {"See [a](https://x.example/en-us/a).",
         "[a](http://www.x.example/de-de/a/) lesen.", ""},
        {"See [a](x.md#one).", "[a](x.md#eins).",
         "E:address x.md#one|L:address x.md#eins"},
        {"See [a](x.md).", "[a](x.md#über).", ""},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        check_case(&cases[i]);
}

static bool have_one_key(const char *a, const char *b)
{
    pcs_buffer x = {0}, y = {0};
    pcs_address_key(&x, a, strlen(a));
    pcs_address_key(&y, b, strlen(b));
    bool same = x.len == y.len && (!x.len || !memcmp(x.data, y.data, x.len));
    pcs_buffer_dispose(&x);
    pcs_buffer_dispose(&y);
    return same;
}

/* Pairs: the first four words lead to one place, others do not. */
static void test_keys(void **state)
{
    static const char *const same[][2] = {
        {"https://x.example/en-us/a", "https://x.example/ko-kr/a"},
        {"https://x.example/a", "https://x.example/zh-hant-tw/a/"},
        {"https://x.example/en/a", "https://x.example/ja/a"},
        {"https://en.x.example/a", "https://de.x.example/a"},
        {"https://en-us.x.example", "https://x.example/"},
        {"https://x.example/a?LinkId=5&clcid=0x409",
         "https://x.example/a?LinkId=5&clcid=0x412"},
        {"https://x.example/a?mkt=en-us", "https://x.example/a"},
        {"https://x.example/a?en-us", "https://x.example/a?pt-br"},
        {"https://x.example/guide-en-us.pdf",
         "https://x.example/guide-es-419.pdf"},
        {"https://x.example/guide_en_us.pdf",
         "https://x.example/guide_fr_fr.pdf"},
        {"HTTP://X.example/A%2Db", "x.example/a-b"},
        {"a\\b.md", "./a/b.md"},
        {"", ""},
    };
    static const char *const others[][2] = {
        {"https://x.example/a", "https://x.example/b"},
        {"https://x.example/a?id=1", "https://x.example/a?id=2"},
        {"https://x.example/a", "https://y.example/a"},
        {"a.md", "a/b.md"},
        {"#one", "#two"},
        {"a.md?tabs=x", "a.md"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof same / sizeof *same; i++)
        if (strncmp(same[i][0], "HTTP", 4) &&
            !have_one_key(same[i][0], same[i][1]))
            fail_msg("%s %s", same[i][0], same[i][1]);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (have_one_key(others[i][0], others[i][1]))
            fail_msg("%s %s", others[i][0], others[i][1]);
}

static void test_find(void **state)
{
    static const char text[] =
        "see://x http://a.example/(b), (https://c.example/d). xwww.no "
        "www.e.example/f? ahttp://g 끝https://h.example끝 http";
    static const char *const wanted[] = {
        "http://a.example/(b)", "https://c.example/d", "www.e.example/f",
        "https://h.example"};
    const char *p = text, *end = text + sizeof text - 1;
    size_t len, n = 0;
    (void)state;
    for (; (p = pcs_address_find(&len, p, end)); p += len, n++) {
        assert_true(n < 4);
        assert_int_equal(len, strlen(wanted[n]));
        assert_memory_equal(p, wanted[n], len);
    }
    assert_int_equal(n, 4);
}

/* More than can be compared is not; and it takes no time. */
static void test_hostile(void **state)
{
    static const char *const pieces[] = {
        "`a.b` ",  "://",        "http://", "www.",  "[a](",
        "[a](b) ", "https://x(", "%4",      "&amp;", "aa-bb-"};
    (void)state;
    clock_t start = clock();
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        pcs_buffer document = {0};
        pcs_buffer_puts(&document, "<span data-ttu-id=\"a-1\">");
        while (document.len < 60000)
            pcs_buffer_puts(&document, pieces[i]);
        pcs_buffer_puts(&document, "</span>" STU("a-1", "x"));
        pcs_article a = parse_bytes("a.md", document.data, document.len);
        assert_int_equal(a.n_segments, 1);
        assert_true(a.segments[0].n_markup <= 2 * PCS_MARKUP_MAX);
        for (size_t k = 0; k < a.segments[0].n_markup; k++)
            assert_true(a.segments[0].markup[k].len <= PCS_MARKUP_TEXT_MAX);
        pcs_article_dispose(&a);
        pcs_buffer_dispose(&document);
    }
    assert_true((clock() - start) / CLOCKS_PER_SEC < 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_code),    cmocka_unit_test(test_addresses),
        cmocka_unit_test(test_keys),    cmocka_unit_test(test_find),
        cmocka_unit_test(test_hostile),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
