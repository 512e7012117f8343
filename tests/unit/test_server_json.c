/* test_server_json.c - JSON that is written as it comes, and marks in it */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "test_base_common.h"

#include <jansson.h>
#include <math.h>
#include <string.h>

#include "base/utf8.h"
#include "server/api/dayrange.h"
#include "server/marks16.h"

static void test_values(void **state)
{
    (void)state;
    pcs_buffer out = {0};
    pcs_json j = {.out = &out};
    const char *const two[] = {"a", NULL};
    pcs_json_begin_object(&j);
    pcs_json_put_text(&j, "t", "x");
    pcs_json_put_text(&j, "n", NULL);
    pcs_json_put_unsigned(&j, "zero", 0);
    pcs_json_put_unsigned(&j, "max", UINT64_MAX);
    pcs_json_put_real(&j, "r", 2.19260001);
    pcs_json_put_real(&j, "inf", INFINITY);
    pcs_json_put_bool(&j, "b", true);
    pcs_json_put_texts(&j, "l", two, 2);
    pcs_json_key(&j, "o");
    pcs_json_begin_object(&j);
    pcs_json_end_object(&j);
    pcs_json_key_text(&j, "k\"");
    pcs_json_begin_array(&j);
    pcs_json_begin_array(&j);
    pcs_json_end_array(&j);
    pcs_json_null(&j);
    pcs_json_raw(&j, "[1]", 3);
    pcs_json_end_array(&j);
    pcs_json_end_object(&j);
    assert_string_equal(
        out.data, "{\"t\":\"x\",\"n\":null,\"zero\":0,"
                  "\"max\":18446744073709551615,\"r\":2.1926,\"inf\":null,"
                  "\"b\":true,\"l\":[\"a\",null],\"o\":{},"
                  "\"k\\\"\":[[],null,[1]]}");
    pcs_buffer_dispose(&out);
}

static void check_string(const char *text, size_t len, const char *wanted)
{
    pcs_buffer out = {0};
    pcs_json j = {.out = &out};
    pcs_json_string(&j, text, len);
    assert_string_equal(out.data, wanted);
    pcs_buffer_dispose(&out);
}

static void test_strings(void **state)
{
    (void)state;
    check_string("", 0, "\"\"");
    check_string("a\0b", 3, "\"a\\u0000b\"");
    check_string("\b\f\n\r\t\"\\/", 8, "\"\\b\\f\\n\\r\\t\\\"\\\\/\"");
    check_string("\x1B\x7F", 2, "\"\\u001b\\u007f\"");
    check_string("\xC2\x85\xC2\xA0", 4, "\"\\u0085\xC2\xA0\"");
    check_string("\xE2\x80\xA8\xE2\x80\xAE\xE2\x81\xA9\xE2\x80\xA6", 12,
                 "\"\\u2028\\u202e\\u2069\xE2\x80\xA6\"");
    check_string("\xEA\xB5\xAC\xF0\x9F\x98\x80", 7,
                 "\"\xEA\xB5\xAC\xF0\x9F\x98\x80\"");
    /* What is no UTF-8 becomes U+FFFD, which may be escaped. */
    check_string("a\xFF\xED\xA0\x80z\xE2\x80", 8,
                 "\"a\\ufffd\\ufffd\\ufffd\\ufffdz\\ufffd\"");
}

/* Whatever the bytes, a reader gets them back, mended. */
static void test_round_trip(void **state)
{
    (void)state;
    unsigned seed = 1;
    for (int n = 0; n < 2000; n++) {
        char bytes[24];
        size_t len = (size_t)n % sizeof bytes;
        for (size_t i = 0; i < len; i++)
            bytes[i] = (char)((seed = seed * 1103515245 + 12345) >> 16);
        pcs_buffer out = {0}, mended = {0};
        pcs_json j = {.out = &out};
        pcs_utf8_repair(&mended, bytes, len);
        pcs_json_string(&j, bytes, len);
        json_t *read =
            json_loads(out.data, JSON_DECODE_ANY | JSON_ALLOW_NUL, NULL);
        assert_non_null(read);
        assert_int_equal(json_string_length(read), mended.len);
        if (mended.len)
            assert_memory_equal(json_string_value(read), mended.data,
                                mended.len);
        json_decref(read);
        pcs_buffer_dispose(&out);
        pcs_buffer_dispose(&mended);
    }
}

static void test_marks(void **state)
{
    (void)state;
    /* a, two bytes, three bytes, four bytes, b */
    static const char text[] = "a\xC3\xA9\xEA\xB5\xAC\xF0\x9F\x98\x80"
                               "b";
    static const pcs_mark marks[] = {
        {0, 1}, {1, 6}, {6, 10}, {10, 11}, {0, 99}};
    pcs_buffer out = {0};
    pcs_json j = {.out = &out};
    pcs_json_marks(&j, PCS_OFFSETS_UTF8, text, strlen(text), marks, 4);
    assert_string_equal(out.data, "[[0,1],[1,6],[6,10],[10,11]]");
    pcs_buffer_clear(&out);
    j.needs_comma = false;
    /* The last one goes back, and beyond the end. */
    pcs_json_marks(&j, PCS_OFFSETS_UTF16, text, strlen(text), marks, 5);
    assert_string_equal(out.data, "[[0,1],[1,3],[3,5],[5,6],[0,6]]");
    pcs_buffer_clear(&out);
    j.needs_comma = false;
    pcs_json_marks(&j, PCS_OFFSETS_UTF16, "", 0, NULL, 0);
    assert_string_equal(out.data, "[]");
    pcs_buffer_dispose(&out);
}

static void test_days(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        uint32_t first, last; /* 0: none */
    } cases[] = {{"2024", 20240000, 20249999},
                 {"2024-03", 20240300, 20240399},
                 {"2024-03-15", 20240315, 20240315},
                 {"2024..2025-02", 20240000, 20250299},
                 {"..2024", 1, 20249999},
                 {"2024-03..", 20240300, 99999999},
                 {"2024-03-15..2024-03-15", 20240315, 20240315},
                 {"", 0, 0},
                 {"..", 0, 0},
                 {"2024.", 0, 0},
                 {"2024...", 0, 0},
                 {"2024-13", 0, 0},
                 {"2024-00", 0, 0},
                 {"2024-03-32", 0, 0},
                 {"2024-3", 0, 0},
                 {"0000", 0, 0},
                 {"24", 0, 0},
                 {"2025..2024", 0, 0},
                 {"2024 ", 0, 0},
                 {"2024-03-15-", 0, 0},
                 {"2024..x", 0, 0}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        pcs_day_range range = {0};
        bool is_read = pcs_day_range_read(&range, cases[i].text);
        if (is_read != (cases[i].last != 0))
            print_error("%s\n", cases[i].text);
        assert_int_equal(is_read, cases[i].last != 0);
        if (!is_read)
            continue;
        assert_int_equal(range.first, cases[i].first);
        assert_int_equal(range.last, cases[i].last);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_values), cmocka_unit_test(test_strings),
        cmocka_unit_test(test_round_trip), cmocka_unit_test(test_marks),
        cmocka_unit_test(test_days)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
