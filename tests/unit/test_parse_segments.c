/* test_parse_segments.c - which spans make a segment, and what is on its line
 */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "test_parse_common.h"

static void test_plain_segment(void **state)
{
    (void)state;
    pcs_article a =
        PARSE("text\n" SEG("8697a-104", "구독 추가",
                           "Add one") " " SEG("8697a-105", "둘", "Two") "\n");
    assert_int_equal(a.n_segments, 2);
    assert_segment(&a, 0, "8697a-104", "구독 추가", "Add one");
    assert_segment(&a, 1, "8697a-105", "둘", "Two");
    assert_int_equal(a.segments[0].line, 2);
    assert_text(a.segments[0].heading, "");
    assert_text(a.segments[0].anchor, "");
    assert_int_equal(a.n_warnings, 0);
    pcs_article_dispose(&a);
}

static void test_nothing_in_it(void **state)
{
    (void)state;
    pcs_article a = PARSE("");
    assert_int_equal(a.n_segments, 0);
    pcs_article_dispose(&a);
    a = PARSE("no spans\n");
    assert_int_equal(a.n_segments, 0);
    assert_int_equal(a.n_warnings, 0);
    pcs_article_dispose(&a);
}

static void test_article_is_used_again(void **state)
{
    (void)state;
    static const char first[] = "---\ntitle: T\n---\n" SEG("a-1", "x", "y");
    pcs_article a = PARSE(first);
    assert_text(a.title, "T");
    assert_int_equal(pcs_article_parse(&a, NULL, NULL, "", 0, NULL), PCS_OK);
    assert_int_equal(a.n_segments, 0);
    assert_int_equal(a.n_meta, 0);
    assert_text(a.title, "");
    assert_int_equal(
        pcs_article_parse(&a, NULL, NULL, first, sizeof first - 1, NULL),
        PCS_OK);
    assert_segment(&a, 0, "a-1", "x", "y");
    pcs_article_dispose(&a);
    pcs_article_dispose(&a);
}

static void test_nested_form_and_white_space(void **state)
{
    (void)state;
    pcs_article a = PARSE(
        "<span data-ttu-id=\"a-1\">x<span class=\"sxs-lookup\"><span "
        "data-stu-id=\"a-1\">y</span></span></span>\n"
        "<span  data-ttu-id = \"a-2\" >p</span >\n<SPAN class=\"sxs-lookup\">"
        " <span\tdata-stu-id=\"a-2\">q</span> </span>");
    assert_int_equal(a.n_segments, 2);
    assert_segment(&a, 0, "a-1", "x", "y");
    assert_segment(&a, 1, "a-2", "p", "q");
    assert_int_equal(a.n_warnings, 0);
    pcs_article_dispose(&a);
}

static void test_segment_over_lines(void **state)
{
    (void)state;
    pcs_article a = PARSE("\n" TTU("a-1", "\none\n  two") STU(
        "a-1", "three\nfour") "\n" SEG("a-2", "x", "y"));
    assert_segment(&a, 0, "a-1", "one two", "three four");
    assert_int_equal(a.segments[0].line, 2);
    assert_int_equal(a.segments[1].line, 6);
    pcs_article_dispose(&a);
}

static void test_quotes(void **state)
{
    (void)state;
    pcs_article a = PARSE(
        "<span data-ttu-id=\"a-1&quot;>x</span><span class=&quot;sxs-lookup"
        "&quot;><span data-stu-id=&#34;a-1'>y</span></span>\n"
        "<span data-ttu-id='a-2'>p</span><span class='sxs-lookup'><span "
        "data-stu-id='a-2'>q</span></span>");
    assert_int_equal(a.n_segments, 2);
    assert_segment(&a, 0, "a-1", "x", "y");
    assert_segment(&a, 1, "a-2", "p", "q");
    pcs_article_dispose(&a);
}

static void test_foreign_spans_balanced(void **state)
{
    (void)state;
    pcs_article a =
        PARSE(SEG("a-1", "a <span class=\"ui\">b</span> c",
                  "d <span>e</span> <span/> f") SEG("a-2", "x", "y"));
    assert_int_equal(a.n_segments, 2);
    assert_segment(&a, 0, "a-1", "a b c", "d e f");
    assert_segment(&a, 1, "a-2", "x", "y");
    assert_int_equal(a.n_warnings, 0);
    pcs_article_dispose(&a);
}

static void test_foreign_spans_unbalanced(void **state)
{
    (void)state;
    pcs_article a = PARSE(
        "\n" SEG("a-1", "a.<span>b", "c.<span>d") "\n" SEG("a-2", "x", "y"));
    assert_int_equal(a.n_segments, 2);
    assert_segment(&a, 0, "a-1", "a.b", "c.d");
    assert_segment(&a, 1, "a-2", "x", "y");
    assert_warned(&a, 2, "spans do not balance in \"a-1\"");
    pcs_article_dispose(&a);
}

static void test_unclosed_segment(void **state)
{
    (void)state;
    pcs_article a = PARSE(
        TTU("a-1", "x") "<span class=\"sxs-lookup\"><span "
                        "data-stu-id=\"a-1\">y</span>\n" SEG("a-2", "p", "q"));
    assert_int_equal(a.n_segments, 2);
    assert_segment(&a, 0, "a-1", "x", "y");
    assert_segment(&a, 1, "a-2", "p", "q");
    assert_warned(&a, 1, "span is not closed: \"a-1\"");
    pcs_article_dispose(&a);
    a = PARSE(TTU("a-1", "x") "<span class=\"sxs-lookup\"><span "
                              "data-stu-id=\"a-1\">y to the end");
    assert_segment(&a, 0, "a-1", "x", "y to the end");
    pcs_article_dispose(&a);
}

static void test_deep_spans(void **state)
{
    (void)state;
    pcs_article a = PARSE(
        SEG("a-1",
            "<span><span><span><span><span><span><span><span>x</span></span>"
            "</span></span></span></span></span></span>",
            "y"));
    assert_int_equal(a.n_warnings, 0);
    pcs_article_dispose(&a);
    a = PARSE(SEG("a-1", "x",
                  "<span><span><span><span><span><span><span><span><span>y"
                  "</span></span></span></span></span></span></span></span>"
                  "</span>"));
    assert_segment(&a, 0, "a-1", "x", "y");
    assert_warned(&a, 1, "spans are nested too deeply in \"a-1\"");
    pcs_article_dispose(&a);
}

static void test_strays(void **state)
{
    (void)state;
    pcs_article a = PARSE(TTU("a-1", "x") "\n" SEG("a-2", "p", "q") "\n" STU(
        "a-3", "y") "\n" TTU("a-4", "x") STU("a-5", "y"));
    assert_int_equal(a.n_segments, 1);
    assert_segment(&a, 0, "a-2", "p", "q");
    assert_int_equal(a.n_warnings, 4);
    assert_string_equal(a.warnings[0].message,
                        "localized span without its English one \"a-1\"");
    assert_int_equal(a.warnings[0].line, 1);
    assert_string_equal(a.warnings[1].message,
                        "English span without its localized one \"a-3\"");
    assert_int_equal(a.warnings[1].line, 3);
    assert_int_equal(a.warnings[3].line, 4);
    pcs_article_dispose(&a);
}

static void test_duplicate_ids_are_two(void **state)
{
    (void)state;
    pcs_article a = PARSE(SEG("a-1", "x", "y") SEG("a-1", "p", "q"));
    assert_int_equal(a.n_segments, 2);
    assert_segment(&a, 1, "a-1", "p", "q");
    pcs_article_dispose(&a);
}

static void test_spans_count_everywhere(void **state)
{
    (void)state;
    pcs_article a = PARSE("<!-- " SEG("a-1", "x", "y") " -->\n\n```\n" SEG(
        "a-2", "p", "q") "\n\n[" SEG("a-3", "r", "s") "](t)\n");
    assert_int_equal(a.n_segments, 3);
    assert_int_equal(a.n_warnings, 0);
    pcs_article_dispose(&a);
}

static void test_bytes(void **state)
{
    (void)state;
    pcs_article a =
        PARSE("\xef\xbb\xbf# H\r\n" SEG("a-1", "x\r\n\r\nz", "y") "\r\n");
    assert_segment(&a, 0, "a-1", "x z", "y");
    assert_text(a.segments[0].heading, "H");
    assert_int_equal(a.n_warnings, 0);
    pcs_article_dispose(&a);
    a = PARSE("\xff\n" SEG("a-1", "x\xe3\x81y\xed\xa0\x80", "\0y\1"));
    assert_segment(&a, 0, "a-1",
                   "x\xef\xbf\xbdy\xef\xbf\xbd\xef\xbf\xbd"
                   "\xef\xbf\xbd",
                   "\xef\xbf\xbdy\xef\xbf\xbd");
    assert_warned(&a, 1, "invalid UTF-8 replaced, 5 places in all");
    pcs_article_dispose(&a);
}

static void test_ids_in_warnings_are_tame(void **state)
{
    (void)state;
    pcs_article a = PARSE(
        TTU("\033[31m\xc2\x9b"
            "0123456789012345678901234567890123456789012345678901234567890",
            "x"));
    assert_warned(&a, 1,
                  "localized span without its English one \"?[31m??"
                  "012345678901234567890123456789012345678901234567890123456"
                  "...\"");
    pcs_article_dispose(&a);
}

static void test_warnings_are_bounded(void **state)
{
    (void)state;
    char text[160 * 40];
    size_t len = 0;
    for (int i = 0; i < 150; i++)
        len += (size_t)snprintf(text + len, sizeof text - len,
                                "<span data-ttu-id=\"a-%d\">\n", i);
    pcs_article a = parse_bytes("a.md", text, len);
    assert_int_equal(a.n_warnings, PCS_WARNINGS_MAX + 1);
    assert_string_equal(a.warnings[PCS_WARNINGS_MAX].message,
                        "50 more warnings");
    assert_int_equal(a.warnings[PCS_WARNINGS_MAX].line, 101);
    pcs_article_dispose(&a);
}

static void test_yaml_scalars(void **state)
{
    (void)state;
    pcs_article a = PARSE_YAML(
        "# h\nitems:\n- a: \"<span data-ttu-id=\\\"a-1\\\">\\uAD6C\\n\\\n"
        "    b \\x41</span><span class=\\\"sxs-lookup\\\"><span data-stu-id="
        "\\\"a-1\\\">y\\_z \\ud83d.</span></span>\"\n"
        "- b: " SEG("a-2", "p\\*", "q") "\n");
    assert_int_equal(a.n_segments, 2);
    assert_segment(&a, 0, "a-1", "구 b A", "y z \xef\xbf\xbd.");
    assert_segment(&a, 1, "a-2", "p*", "q");
    assert_int_equal(a.segments[0].line, 3);
    assert_int_equal(a.segments[1].line, 5);
    assert_text(a.segments[0].heading, "");
    assert_int_equal(a.segments[1].place, PCS_PLACE_PARAGRAPH);
    pcs_article_dispose(&a);
}

static void test_yaml_lines_of_warnings(void **state)
{
    (void)state;
    pcs_article a = PARSE_YAML("a: \"x\\\n  y\\\n  z\"\nb: " TTU("a-1", "x"));
    assert_warned(&a, 4, "localized span without its English one \"a-1\"");
    pcs_article_dispose(&a);
}

static void test_limits(void **state)
{
    (void)state;
    pcs_article a = {0};
    pcs_error err = PCS_ERROR_INIT;
    uint32_t line;
    size_t len = PCS_FILE_MAX + 1;
    char *text = malloc(len);
    assert_non_null(text);
    memset(text, '\n', len);
    assert_int_equal(pcs_article_parse(&a, &line, "a", text, len, &err),
                     PCS_ELIMIT);
    assert_int_equal(line, 0);
    assert_string_equal(err.message, "document is over 16 MiB");
    memset(text + 2, 'x', PCS_LINE_MAX);
    assert_int_equal(pcs_article_parse(&a, &line, "a", text, len - 1, &err),
                     PCS_OK);
    text[PCS_LINE_MAX + 2] = 'x';
    assert_int_equal(pcs_article_parse(&a, &line, "a", text, len - 1, &err),
                     PCS_ELIMIT);
    assert_int_equal(line, 3);
    assert_string_equal(err.message, "line 3: line is over 1 MiB");
    pcs_article_dispose(&a);
    free(text);
}

static void parse_long(size_t local, size_t english, pcs_status wanted)
{
    pcs_article a = {0};
    pcs_error err = PCS_ERROR_INIT;
    uint32_t line;
    char *text = malloc(local + english + 200), *p = text;
    assert_non_null(text);
    p = stpcpy(p, "\n<span data-ttu-id=\"a-1\">");
    memset(p, 'x', local);
    p = stpcpy(p + local, "</span><span class=\"sxs-lookup\"><span "
                          "data-stu-id=\"a-1\">");
    memset(p, 'y', english);
    p = stpcpy(p + english, "</span></span>");
    assert_int_equal(
        pcs_article_parse(&a, &line, NULL, text, (size_t)(p - text), &err),
        wanted);
    if (wanted == PCS_OK) {
        assert_int_equal(a.n_segments, 1);
        assert_int_equal(a.segments[0].local.len, local);
    } else {
        assert_int_equal(a.n_segments, 0);
        assert_int_equal(line, 2);
        assert_string_equal(err.message, "line 2: segment is over 64 KiB");
    }
    pcs_article_dispose(&a);
    free(text);
}

static void test_segment_limit(void **state)
{
    (void)state;
    parse_long(PCS_SEGMENT_MAX, PCS_SEGMENT_MAX, PCS_OK);
    parse_long(PCS_SEGMENT_MAX + 1, 1, PCS_ELIMIT);
    parse_long(1, PCS_SEGMENT_MAX + 1, PCS_ELIMIT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_plain_segment),
        cmocka_unit_test(test_nothing_in_it),
        cmocka_unit_test(test_article_is_used_again),
        cmocka_unit_test(test_nested_form_and_white_space),
        cmocka_unit_test(test_segment_over_lines),
        cmocka_unit_test(test_quotes),
        cmocka_unit_test(test_foreign_spans_balanced),
        cmocka_unit_test(test_foreign_spans_unbalanced),
        cmocka_unit_test(test_unclosed_segment),
        cmocka_unit_test(test_deep_spans),
        cmocka_unit_test(test_strays),
        cmocka_unit_test(test_duplicate_ids_are_two),
        cmocka_unit_test(test_spans_count_everywhere),
        cmocka_unit_test(test_bytes),
        cmocka_unit_test(test_ids_in_warnings_are_tame),
        cmocka_unit_test(test_warnings_are_bounded),
        cmocka_unit_test(test_yaml_scalars),
        cmocka_unit_test(test_yaml_lines_of_warnings),
        cmocka_unit_test(test_limits),
        cmocka_unit_test(test_segment_limit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
