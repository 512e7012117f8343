/* test_cli_wrap.c - breaking marked text into lines */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "cli/wrap.h"

static void assert_wrapped(const char *text, const pcs_text_mark *marks,
                           size_t n_marks, pcs_wrap_options options,
                           const char *wanted)
{
    pcs_buffer out = {0};
    options.mark_on = "<";
    options.mark_off = ">";
    pcs_text_wrap(&out, text, strlen(text), marks, n_marks, &options);
    assert_string_equal(out.data != NULL ? out.data : "", wanted);
    pcs_buffer_dispose(&out);
}

#define OPTIONS(...) ((pcs_wrap_options){__VA_ARGS__})

/* What was taken out and what was put in, beside each other and over lines. */
static void test_marks_of_two_kinds(void **state)
{
    (void)state;
    pcs_text_mark marks[] = {{4, 7}, {7, 12}, {12, 13}, {16, 18}};
    const bool seconds[] = {false, true, true, false};
    pcs_wrap_options options = {
        .seconds = seconds, .second_on = "{", .second_off = "}"};
    assert_wrapped("one twothreex y zz", marks, 4, options,
                   "one <two>{threex} y <zz>");
    options.width = 10;
    assert_wrapped("one twothreex y zz", marks, 4, options,
                   "one\n<two>{threex}\ny <zz>");
}

static void test_breaks_at_spaces(void **state)
{
    (void)state;
    assert_wrapped("", NULL, 0, OPTIONS(.width = 10), "");
    assert_wrapped("one two three", NULL, 0, OPTIONS(.width = 0),
                   "one two three");
    assert_wrapped("one two three", NULL, 0, OPTIONS(.width = 13),
                   "one two three");
    assert_wrapped("one two three", NULL, 0, OPTIONS(.width = 12),
                   "one two\nthree");
    assert_wrapped("one  two   three", NULL, 0, OPTIONS(.width = 8),
                   "one  two\nthree");
    assert_wrapped("one two three", NULL, 0,
                   OPTIONS(.width = 7, .indent = "  "), "one two\n  three");
}

static void test_first_line_may_be_used(void **state)
{
    (void)state;
    assert_wrapped("one two", NULL, 0, OPTIONS(.width = 10, .used = 6),
                   "one\ntwo");
    assert_wrapped("one two", NULL, 0,
                   OPTIONS(.width = 10, .used = 9, .indent = "    "),
                   "\n    one\n    two");
}

static void test_breaks_between_wide_characters(void **state)
{
    (void)state;
    assert_wrapped("订阅管理中心", NULL, 0, OPTIONS(.width = 5),
                   "订阅\n管理\n中心");
    assert_wrapped("구독 관리", NULL, 0, OPTIONS(.width = 8), "구독\n관리");
    assert_wrapped("구독관리", NULL, 0, OPTIONS(.width = 4), "구독\n관리");
    assert_wrapped("完了。次", NULL, 0, OPTIONS(.width = 6), "完了。\n次");
}

static void test_long_words_break_between_graphemes(void **state)
{
    (void)state;
    assert_wrapped("abcdefgh", NULL, 0, OPTIONS(.width = 3), "abc\ndef\ngh");
    assert_wrapped("ae\u0301e\u0301e\u0301", NULL, 0, OPTIONS(.width = 2),
                   "ae\u0301\ne\u0301e\u0301");
    /* Narrower than a character, or than the indent: still one a line. */
    assert_wrapped("구독", NULL, 0, OPTIONS(.width = 1), "구\n독");
    assert_wrapped("abc", NULL, 0, OPTIONS(.width = 2, .indent = "    "),
                   "ab\n    c");
}

static void test_marks_go_over_line_ends(void **state)
{
    (void)state;
    pcs_text_mark marks[] = {{4, 13}, {16, 17}};
    assert_wrapped("one two three x y", marks, 2, OPTIONS(.width = 0),
                   "one <two three> x <y>");
    assert_wrapped("one two three x y", marks, 2,
                   OPTIONS(.width = 9, .indent = "  "),
                   "one <two>\n  <three> x\n  <y>");
    /* A mark inside a grapheme is widened to it; an empty one is none. */
    pcs_text_mark odd[] = {{2, 3}, {5, 5}};
    assert_wrapped("ae\u0301bcd", odd, 2, OPTIONS(.width = 0), "a<e\u0301>bcd");
}

static void test_lines_are_limited(void **state)
{
    (void)state;
    pcs_text_mark mark = {8, 18};
    assert_wrapped("one two three four five", &mark, 1,
                   OPTIONS(.width = 8, .max_lines = 2), "one two\n<three>…");
    assert_wrapped("one two three", NULL, 0,
                   OPTIONS(.width = 8, .max_lines = 2), "one two\nthree");
    assert_wrapped("abcdefgh", NULL, 0, OPTIONS(.width = 4, .max_lines = 1),
                   "abc…");
    assert_wrapped("abcd", NULL, 0, OPTIONS(.width = 4, .max_lines = 1),
                   "abcd");
}

static void test_lines_are_styled_one_by_one(void **state)
{
    (void)state;
    pcs_text_mark mark = {4, 13};
    assert_wrapped(
        "one two three four", &mark, 1,
        OPTIONS(.width = 9, .indent = "  ", .line_on = "{", .line_off = "}"),
        "{one <two>}\n  {<three>}\n  {four}");
    assert_wrapped("one", NULL, 0, OPTIONS(.line_on = "{", .line_off = "}"),
                   "{one}");
    assert_wrapped(
        "one two", NULL, 0,
        OPTIONS(.width = 4, .max_lines = 1, .line_on = "{", .line_off = "}"),
        "{one…}");
}

static void test_hostile_text_ends(void **state)
{
    (void)state;
    static char text[300000];
    for (size_t i = 0; i + 2 < sizeof text; i += 2)
        memcpy(text + i, "\xCC\x81", 2);
    pcs_buffer out = {0};
    pcs_wrap_options options = {.width = 40};
    pcs_text_wrap(&out, text, sizeof text, NULL, 0, &options);
    memset(text, ' ', sizeof text);
    pcs_text_wrap(&out, text, sizeof text, NULL, 0, &options);
    memset(text, 0xFF, sizeof text);
    pcs_text_wrap(&out, text, sizeof text, NULL, 0, &options);
    assert_false(out.failed);
    pcs_buffer_dispose(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_marks_of_two_kinds),
        cmocka_unit_test(test_breaks_at_spaces),
        cmocka_unit_test(test_first_line_may_be_used),
        cmocka_unit_test(test_breaks_between_wide_characters),
        cmocka_unit_test(test_long_words_break_between_graphemes),
        cmocka_unit_test(test_marks_go_over_line_ends),
        cmocka_unit_test(test_lines_are_limited),
        cmocka_unit_test(test_lines_are_styled_one_by_one),
        cmocka_unit_test(test_hostile_text_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
