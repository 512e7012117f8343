/* test_cli_text.c - cleaning text for a terminal, and its columns */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "cli/text.h"

#define FFFD "\xEF\xBF\xBD"

static void assert_clean(const char *text, size_t len, const char *wanted)
{
    pcs_buffer out = {0};
    pcs_text_clean(&out, text, len);
    assert_int_equal(out.len, strlen(wanted));
    assert_string_equal(out.len > 0 ? out.data : "", wanted);
    pcs_buffer_dispose(&out);
}

#define assert_cleaned(text, wanted)                                           \
    assert_clean(text, sizeof(text) - 1, wanted)

static void test_controls_are_replaced(void **state)
{
    (void)state;
    assert_cleaned("", "");
    assert_cleaned("plain 구독 text", "plain 구독 text");
    assert_cleaned("a\tb\nc\r\nd", "a b c  d");
    assert_cleaned("a\033[31mb\x07", "a" FFFD "[31mb" FFFD);
    assert_cleaned("a\0b\x7F", "a" FFFD "b" FFFD);
    assert_cleaned("\xC2\x9B"
                   "2J\xC2\x85",
                   FFFD "2J" FFFD);
    assert_cleaned("\v\f", FFFD FFFD);
}

static void test_bidi_controls_go(void **state)
{
    (void)state;
    assert_cleaned("a\u202Eb\u202Cc\u202Ad\u2066e\u2069f\u206A", "abcdef");
    assert_cleaned("a\u2028b\u2029c", "a b c");
    assert_cleaned("a\u200Eb\u200Fc\u061Cd\u200De\u200Cf",
                   "a\u200Eb\u200Fc\u061Cd\u200De\u200Cf");
}

static void test_invalid_utf8_is_replaced(void **state)
{
    (void)state;
    assert_cleaned("a\xFFz", "a" FFFD "z");
    assert_cleaned("a\xEA\xB5", "a" FFFD);
    assert_cleaned("\xC0\xAF", FFFD FFFD);
    assert_cleaned("\xED\xA0\x80", FFFD FFFD FFFD);
    assert_cleaned("\x80", FFFD);
}

static void test_marks_move_with_the_text(void **state)
{
    (void)state;
    const char text[] = "\x1B가\u202E나\u202C다 라";
    pcs_text_mark marks[] = {{1, 4}, {4, 10}, {13, 99}, {2, 3}};
    pcs_buffer out = {0};
    pcs_buffer_puts(&out, "> ");
    pcs_text_clean_marks(&out, text, sizeof text - 1, marks, 4);
    assert_string_equal(out.data, "> " FFFD "가나다 라");
    assert_int_equal(marks[0].start, 3);
    assert_int_equal(marks[0].end, 6);
    assert_int_equal(marks[1].start, 6);
    assert_int_equal(marks[1].end, 9);
    assert_int_equal(marks[2].start, 9);
    assert_int_equal(marks[2].end, out.len - 2);
    assert_int_equal(marks[3].start, marks[3].end);
    pcs_buffer_dispose(&out);
}

static void test_no_marks_is_plain_cleaning(void **state)
{
    (void)state;
    pcs_buffer out = {0};
    pcs_text_clean_marks(&out, "a\tb", 3, NULL, 0);
    assert_string_equal(out.data, "a b");
    out.failed = true;
    pcs_text_clean(&out, "more", 4);
    assert_int_equal(out.len, 3);
    pcs_buffer_dispose(&out);
}

static void test_width(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t width;
    } cases[] = {
        {"", 0},
        {"abc", 3},
        {"구독", 4},
        {"\u1100\u1161\u11A8", 2}, /* one syllable in jamo */
        {"ｱｲ", 2},                 /* half width */
        {"Ａ", 2},                 /* full width */
        {"e\u0301", 1},            /* combining mark */
        {"กำ", 2},                 /* SARA AM has its own column */
        {"ที่", 1},                  /* two marks above */
        {"ä", 1},
        {"…", 1},        /* ambiguous */
        {"a\u200Bb", 2}, /* default ignorable */
        {"\U0001F468\u200D\U0001F469\u200D\U0001F467", 2}, /* family */
        {"\U0001F44D\U0001F3FD", 2},                       /* skin tone */
        {"\U0001F1F0\U0001F1F7", 2},                       /* flag */
        {"\u2601\uFE0F", 2}, /* cloud as an emoji */
        {"\u2601", 1},
        {"1\uFE0F\u20E3", 2}, /* keycap */
        {"\xFF", 1},
        {"مرحبا", 5},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(pcs_text_width(cases[i].text, strlen(cases[i].text)),
                         cases[i].width);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_controls_are_replaced),
        cmocka_unit_test(test_bidi_controls_go),
        cmocka_unit_test(test_invalid_utf8_is_replaced),
        cmocka_unit_test(test_marks_move_with_the_text),
        cmocka_unit_test(test_no_marks_is_plain_cleaning),
        cmocka_unit_test(test_width),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
