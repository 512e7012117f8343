/* test_search_fields.c - reading the fields of a query, and globs */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "test_base_common.h"

#include "search/fields.h"
#include "search/filter.h"

static const char *const locales[] = {"de-DE", "ko-KR", "zh-Hant-TW"};

static void print_node(pcs_buffer *out, const pcs_node *n)
{
    static const char *const names[] = {"and", "or", "not"};
    if (n->kind == PCS_NODE_TERM || n->kind == PCS_NODE_FILTER) {
        if (n->language)
            pcs_buffer_printf(out, "%.*s/", (int)n->language_len, n->language);
        pcs_buffer_printf(out, "%s%s%s%.*s%s%s",
                          n->kind == PCS_NODE_FILTER  ? pcs_field_text(n->field)
                          : n->side == PCS_SIDE_LOCAL ? "local"
                                                      : "en",
                          n->kind == PCS_NODE_FILTER ? "=" : "~",
                          n->is_phrase ? "\"" : "", (int)n->len, n->text,
                          n->is_phrase ? "\"" : "", n->is_prefix ? "*" : "");
        return;
    }
    pcs_buffer_puts(out, names[n->kind]);
    for (const pcs_node *c = n->child; c; c = c->next) {
        pcs_buffer_putc(out, c == n->child ? '(' : ' ');
        print_node(out, c);
    }
    pcs_buffer_putc(out, ')');
}

/* The tree of a query as text, and what was ignored. */
static void check(const char *text, const char *expected, const char *ignored)
{
    pcs_query query;
    pcs_error err = PCS_ERROR_INIT;
    pcs_buffer out = {0};
    pcs_query_options options = {
        .is_plain = false, .locales = locales, .n_locales = 3};
    assert_int_equal(
        PCS_OK, pcs_query_parse(&query, text, strlen(text), &options, &err));
    if (query.root)
        print_node(&out, query.root);
    assert_string_equal(expected, out.data ? out.data : "");
    assert_string_equal(ignored, query.ignored.data ? query.ignored.data : "");
    pcs_buffer_dispose(&out);
    pcs_query_dispose(&query);
}

static void test_fields(void **state)
{
    (void)state;
    static const char *const names[] = {"locale", "title",   "heading", "path",
                                        "topic",  "service", "author",  "id"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char text[64], expected[64];
        snprintf(text, sizeof text, "%s:a-b*", names[i]);
        snprintf(expected, sizeof expected, "%s=a-b*", names[i]);
        check(text, expected, "");
    }
    check("date:2020-03..", "date=2020-03..", "");
    check("date:>=2020", "date=>=2020", "");
    check("date:\"2020\"", "date=\"2020\"", "");
    check("type:MT", "type=MT", "");
    check("type:h*", "type=h*", "");
    check("type:auto", "type=auto", "");
    check("path:*.md", "path=*.md", "");
    check("topic:*", "topic=*", "");
}

static void test_values(void **state)
{
    (void)state;
    check("title:\"due date\"", "title=\"due date\"", "");
    check("title:\"due d\"*", "title=\"due d\"*", "");
    check("(title:\"due d\"*)", "title=\"due d\"*", "");
    check("title:(a OR b)", "or(title=a title=b)", "");
    check("title:(a -b c*)", "and(title=a not(title=b) title=c*)", "");
    check("path:(a en:b)", "and(path=a en~b)", "");
    check("-path:x y", "and(not(path=x) local~y)", "");
    check("NOT path:x", "not(path=x)", "");
    check("a OR type:mt", "or(local~a type=mt)", "");
    check("title:", "local~title:",
          "the field in title:: nothing behind it, taken as a word");
    check("title: x", "and(local~title: local~x)",
          "the field in title:: nothing behind it, taken as a word");
    check("ko: x", "and(local~ko: local~x)", "");
    check("date:2021..2020", "date=2021..2020",
          "the order of 2021..2020: its ends are swapped");
    check("Title:x", "local~Title:x", "");
    check("xtitle:x", "local~xtitle:x", "");
    check("http://x", "local~http://x", "");
    check(":x", "local~:x", "");
}

static void test_languages(void **state)
{
    (void)state;
    check("ko:a", "ko/local~a", "");
    check("ko-kr:a", "ko-kr/local~a", "");
    check("zh-Hant:(a b)", "and(zh-Hant/local~a zh-Hant/local~b)", "");
    check("ko:en:a", "ko/en~a", "");
    check("ko:title:a", "ko/title=a", "");
    check("ko:(a) b", "and(ko/local~a local~b)", "");
    check("fr:a", "local~fr:a", "");
    check("k:a", "local~k:a", "");
    check("en:a", "en~a", "");
    check("zh-H:a", "local~zh-H:a", "");
}

static void test_unreadable(void **state)
{
    (void)state;
    check("date:abc", "local~date:abc",
          "the field in date:abc: no date, taken as words");
    check("-date:abc", "not(local~date:abc)",
          "the field in date:abc: no date, taken as words");
    check("date:2020*", "local~date:2020*",
          "the field in date:2020: no date, taken as words");
    check("type:xx", "local~type:xx",
          "the field in type:xx: no type (ht, mt, auto), taken as words");
    check("date:(abc OR 2020)", "or(local~abc date=2020)",
          "the field in date:abc: no date, taken as words");
    check("date:\"a b\"", "local~\"a b\"",
          "the field in date:a b: no date, taken as words");
}

static void test_caps(void **state)
{
    (void)state;
    pcs_buffer text = {0};
    pcs_query query;
    pcs_error err = PCS_ERROR_INIT;
    pcs_query_options options = {
        .is_plain = false, .locales = NULL, .n_locales = 0};
    for (int i = 0; i < 20; i++)
        pcs_buffer_puts(&text, "path:a b ");
    assert_int_equal(
        PCS_OK, pcs_query_parse(&query, text.data, text.len, &options, &err));
    assert_int_equal(PCS_QUERY_TERMS_MAX, query.n_terms + query.n_filters);
    assert_int_equal(1, query.n_ignored);
    pcs_query_dispose(&query);
    pcs_buffer_clear(&text);
    for (int i = 0; i < 100; i++)
        pcs_buffer_puts(&text, "title:");
    pcs_buffer_puts(&text, "x");
    assert_int_equal(
        PCS_OK, pcs_query_parse(&query, text.data, text.len, &options, &err));
    assert_int_equal(1, query.n_terms + query.n_filters);
    pcs_query_dispose(&query);
    pcs_buffer_dispose(&text);
}

static void test_plain(void **state)
{
    (void)state;
    pcs_query query;
    pcs_error err = PCS_ERROR_INIT;
    pcs_query_options options = {
        .is_plain = true, .locales = locales, .n_locales = 3};
    assert_int_equal(
        PCS_OK, pcs_query_parse(&query, "type:mt ko:a", 12, &options, &err));
    assert_int_equal(2, query.n_terms);
    assert_int_equal(0, query.n_filters);
    pcs_query_dispose(&query);
}

/* ASCII to UTF-16. */
static size_t widen(UChar *out, const char *text)
{
    size_t n = 0;
    for (; text[n]; n++)
        out[n] = (UChar)text[n];
    return n;
}

static void test_globs(void **state)
{
    (void)state;
    static const struct {
        const char *pattern, *text;
        bool matches;
    } cases[] = {
        {"a", "a", true},
        {"a", "ab", false},
        {"a*", "ab", true},
        {"*", "", true},
        {"", "", true},
        {"", "a", false},
        {"*b", "aab", true},
        {"*b", "aba", false},
        {"a*b*c", "axbbxc", true},
        {"a*b*c", "axcb", false},
        {"?", "", false},
        {"?", "a", true},
        {"a?c", "abc", true},
        {"a?c", "ac", false},
        {"*a?", "aab", true},
        {"**", "ab", true},
        {"*.md", "a/b.md", true},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        UChar pattern[16], text[16];
        size_t n = widen(pattern, cases[i].pattern);
        size_t len = widen(text, cases[i].text);
        if (pcs_glob_match(pattern, n, text, len) != cases[i].matches)
            fail_msg("%s %s", cases[i].pattern, cases[i].text);
    }
}

/* Stars that would take a careless matcher for ever. */
static void test_glob_hostile(void **state)
{
    (void)state;
    static UChar pattern[64], text[4096];
    for (size_t i = 0; i < 64; i++)
        pattern[i] = i % 2 ? 'a' : '*';
    pattern[63] = 'b';
    for (size_t i = 0; i < 4096; i++)
        text[i] = 'a';
    assert_false(pcs_glob_match(pattern, 64, text, 4096));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_fields),    cmocka_unit_test(test_values),
        cmocka_unit_test(test_languages), cmocka_unit_test(test_unreadable),
        cmocka_unit_test(test_caps),      cmocka_unit_test(test_plain),
        cmocka_unit_test(test_globs),     cmocka_unit_test(test_glob_hostile),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
