/* test_parse_frontmatter.c - metadata and locale */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "test_parse_common.h"

#include "parse/frontmatter.h"

static void assert_meta(const pcs_article *a, size_t i, const char *key,
                        const char *value, uint32_t line)
{
    assert_true(i < a->n_meta);
    assert_text(a->meta[i].key, key);
    assert_text(a->meta[i].value, value);
    assert_int_equal(a->meta[i].line, line);
}

static void test_scalars(void **state)
{
    (void)state;
    pcs_article a =
        PARSE("---\r\nTitle: \"구독 \\u0041: b\"\r\nms.date: "
              "01/07/2021\r\nn: 0x10\r\nempty:\r\ndescription: |\r\n"
              "  one\r\n  two\r\ntitle: again\r\n---\r\nbody\r\n");
    assert_int_equal(a.n_meta, 6);
    assert_meta(&a, 0, "Title", "구독 A: b", 2);
    assert_meta(&a, 1, "ms.date", "01/07/2021", 3);
    assert_meta(&a, 2, "n", "0x10", 4);
    assert_meta(&a, 3, "empty", "", 5);
    assert_meta(&a, 4, "description", "one\ntwo\n", 6);
    assert_meta(&a, 5, "title", "again", 9);
    assert_text(a.title, "구독 A: b");
    assert_text(a.description, "one\ntwo\n");
    assert_int_equal(a.n_warnings, 0);
    pcs_article_dispose(&a);
}

static void test_lists_and_mappings(void **state)
{
    (void)state;
    pcs_article a = PARSE("---\na:\n- x\n- - y\n- k: z\n  l: w\nb: {c: d, "
                          "e: [f, g]}\nh:\n  title: no\n# c\ni: j\n---\n");
    assert_int_equal(a.n_meta, 9);
    assert_meta(&a, 0, "a", "x", 3);
    assert_meta(&a, 1, "a", "y", 4);
    assert_meta(&a, 2, "a.k", "z", 5);
    assert_meta(&a, 3, "a.l", "w", 6);
    assert_meta(&a, 4, "b.c", "d", 7);
    assert_meta(&a, 5, "b.e", "f", 7);
    assert_meta(&a, 6, "b.e", "g", 7);
    assert_meta(&a, 7, "h.title", "no", 9);
    assert_meta(&a, 8, "i", "j", 11);
    assert_text(a.title, "");
    assert_int_equal(a.n_warnings, 0);
    pcs_article_dispose(&a);
}

static void test_what_does_not_parse(void **state)
{
    (void)state;
    pcs_article a =
        PARSE("---\na: b\nc: 'd' e\nms.contentlocale: ko-KR\n---\n" SEG(
            "a-1", "x", "y"));
    assert_int_equal(a.n_meta, 2);
    assert_meta(&a, 0, "a", "b", 2);
    assert_meta(&a, 1, "c", "d", 3);
    assert_text(a.locale, "ko-KR");
    assert_int_equal(a.n_segments, 1);
    assert_int_equal(a.n_warnings, 1);
    assert_int_equal(a.warnings[0].line, 3);
    assert_non_null(strstr(a.warnings[0].message, "front matter unreadable: "));
    pcs_article_dispose(&a);
}

static void test_control_character(void **state)
{
    (void)state;
    pcs_article a = PARSE("---\na: b\nc: d\ne: f\033\ng: h\n---\n");
    assert_int_equal(a.n_meta, 2);
    assert_meta(&a, 1, "c", "d", 3);
    assert_warned(&a, 4,
                  "front matter unreadable: control characters are not "
                  "allowed");
    pcs_article_dispose(&a);
}

static void test_what_is_refused(void **state)
{
    (void)state;
    pcs_article a = PARSE("---\na: &x b\nc: *x\n*x : d\n---\n");
    assert_int_equal(a.n_meta, 2);
    assert_meta(&a, 0, "a", "b", 2);
    assert_meta(&a, 1, "x", "d", 4);
    assert_int_equal(a.n_warnings, 2);
    assert_string_equal(a.warnings[0].message,
                        "front matter alias refused: *x");
    assert_int_equal(a.warnings[0].line, 3);
    pcs_article_dispose(&a);
    a = PARSE("---\na: b\nc: [[[[[[[[[[[[[[[[[[ d ]]]]]]]]]]]]]]]]]]\n---\n");
    assert_int_equal(a.n_meta, 1);
    assert_warned(&a, 3, "front matter is nested too deeply");
    pcs_article_dispose(&a);
    a = PARSE("---\na: b\n? [c]\n: d\n---\n");
    assert_int_equal(a.n_meta, 1);
    assert_warned(&a, 3, "front matter has a key that is no text");
    pcs_article_dispose(&a);
    a = PARSE("---\n- a\n---\n");
    assert_warned(&a, 2, "front matter is no mapping");
    pcs_article_dispose(&a);
    a = PARSE("---\nonly text\n---\n");
    assert_warned(&a, 2, "front matter is no mapping");
    pcs_article_dispose(&a);
    a = PARSE("---\na: b\n%TAG ! x\nc: d\n---\n");
    assert_int_equal(a.n_meta, 1);
    assert_warned(&a, 3, "front matter goes on behind its end");
    pcs_article_dispose(&a);
}

static void test_too_much(void **state)
{
    (void)state;
    char *text = malloc(PCS_META_MAX * 8 + 100), *p = text;
    assert_non_null(text);
    p = stpcpy(p, "---\na:\n");
    for (int i = 0; i <= PCS_META_MAX; i++)
        p = stpcpy(p, "- x\n");
    p = stpcpy(p, "---\n");
    pcs_article a = parse_bytes("a.md", text, (size_t)(p - text));
    assert_int_equal(a.n_meta, PCS_META_MAX);
    assert_ptr_equal(a.meta[0].key.data, a.meta[PCS_META_MAX - 1].key.data);
    assert_warned(&a, PCS_META_MAX + 3, "front matter has too many entries");
    pcs_article_dispose(&a);
    p = stpcpy(text, "---\na: b\n? ");
    memset(p, 'k', PCS_META_KEY_MAX + 1);
    p = stpcpy(p + PCS_META_KEY_MAX + 1, "\n: v\n---\n");
    a = parse_bytes("a.md", text, (size_t)(p - text));
    assert_int_equal(a.n_meta, 1);
    assert_warned(&a, 3, "front matter has too long a key");
    pcs_article_dispose(&a);
    free(text);
}

static void test_where_it_ends(void **state)
{
    (void)state;
    pcs_article a = PARSE("--- \na: b\n...\nc: d\n---\n");
    assert_int_equal(a.n_meta, 1);
    pcs_article_dispose(&a);
    a = PARSE("---\na: b\n");
    assert_int_equal(a.n_meta, 0);
    assert_warned(&a, 1, "front matter is not closed");
    pcs_article_dispose(&a);
    a = PARSE("---\n---\n");
    assert_int_equal(a.n_meta, 0);
    assert_int_equal(a.n_warnings, 0);
    pcs_article_dispose(&a);
    a = PARSE("----\na: b\n---\n");
    assert_int_equal(a.n_meta, 0);
    assert_int_equal(a.n_warnings, 0);
    pcs_article_dispose(&a);
}

static void test_translated_front_matter(void **state)
{
    (void)state;
    pcs_article a = PARSE(
        "---\n# " SEG("a-1", "x", "y") "\nms.contentlocale: "
                                       "zh-CN\n---\n" SEG("a-2", "p", "q"));
    assert_int_equal(a.n_meta, 0);
    assert_int_equal(a.n_segments, 2);
    assert_text(a.segments[1].heading, "x");
    assert_text(a.locale, "zh-CN");
    assert_warned(&a, 1, "front matter holds segments, read as text");
    pcs_article_dispose(&a);
}

static void assert_locale(const char *text, const char *wanted)
{
    pcs_article a = parse_bytes("a.md", text, strlen(text));
    assert_text(a.locale, wanted);
    pcs_article_dispose(&a);
}

static void test_locale(void **state)
{
    (void)state;
    assert_locale("---\nms.contentlocale: de-DE\n---\n", "de-DE");
    assert_locale("---\n\tms.contentlocale:'ja-jp' x\n---\n", "ja-jp");
    assert_locale("---\nms.contentlocale: \nms.contentlocale: a_b\n---\n", "a");
    assert_locale("---\nxms.contentlocale: a\nMs.contentlocale: b\n---\n", "");
    assert_locale("---\na: b\n---\nms.contentlocale: c\n", "");
    assert_locale("---\n---\nms.contentlocale: c\n", "c");
    assert_locale("text\nms.contentlocale: \"c\n", "c");
    char text[4100];
    memset(text, '\n', sizeof text);
    strcpy(text + 3980, "ms.contentlocale: ko-KR");
    assert_locale(text, "ko");
}

static void test_other_line_ends(void **state)
{
    (void)state;
    pcs_article a = PARSE("---\na: b\rc: \"d\xe2\x80\xa8 e\xc2\x85 f\"\n"
                          "g: h\n---\n");
    assert_int_equal(a.n_meta, 3);
    assert_meta(&a, 1, "c",
                "d\xe2\x80\xa8"
                "e f",
                2);
    assert_meta(&a, 2, "g", "h", 3);
    pcs_article_dispose(&a);
}

static void test_yaml_file(void **state)
{
    (void)state;
    pcs_article a =
        PARSE_YAML("---\na: \"b\\\n  c\"\nd: e\nf: *g\n---\nh: i\n");
    assert_int_equal(a.n_meta, 2);
    assert_meta(&a, 0, "a", "bc", 2);
    assert_meta(&a, 1, "d", "e", 4);
    assert_warned(&a, 5, "front matter alias refused: *g");
    pcs_article_dispose(&a);
    /* The line of a warning from before stays what it is. */
    a = PARSE_YAML("---\na: \"b\\\n  c\"\nf: *g\n---\nh: \xff\n");
    assert_int_equal(a.n_warnings, 2);
    assert_int_equal(a.warnings[0].line, 4);
    assert_int_equal(a.warnings[1].line, 6);
    pcs_article_dispose(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_scalars),
        cmocka_unit_test(test_lists_and_mappings),
        cmocka_unit_test(test_what_does_not_parse),
        cmocka_unit_test(test_control_character),
        cmocka_unit_test(test_what_is_refused),
        cmocka_unit_test(test_too_much),
        cmocka_unit_test(test_where_it_ends),
        cmocka_unit_test(test_translated_front_matter),
        cmocka_unit_test(test_locale),
        cmocka_unit_test(test_other_line_ends),
        cmocka_unit_test(test_yaml_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
