/* test_base_utf8.c - UTF-8, against ICU's reading of it */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "test_base_common.h"

#include <unicode/utf8.h>

#include "base/utf8.h"

/* ICU, too, takes the maximal subpart of an ill-formed sequence for one. */
static void check(const char *data, size_t len)
{
    size_t pos = 0, first_bad = len;
    int32_t i = 0;
    pcs_buffer wanted = {0}, got = {0};
    const uint8_t *bytes = (const uint8_t *)data;
    while (pos < len) {
        size_t start = pos;
        int32_t c;
        bool valid = true;
        U8_NEXT(bytes, i, (int32_t)len, c);
        uint32_t cp = pcs_utf8_next(data, len, &pos, &valid);
        assert_int_equal(pos, i);
        assert_int_equal(valid, c >= 0);
        assert_int_equal(cp, c < 0 ? PCS_REPLACEMENT : (uint32_t)c);
        if (c < 0 && first_bad == len)
            first_bad = start;
        if (c < 0)
            pcs_buffer_puts(&wanted, "\xEF\xBF\xBD");
        else
            pcs_buffer_append(&wanted, data + start, pos - start);
    }
    assert_int_equal(pcs_utf8_check(data, len), first_bad);
    pcs_utf8_repair(&got, data, len);
    assert_int_equal(got.len, wanted.len);
    if (wanted.len)
        assert_memory_equal(got.data, wanted.data, wanted.len);
    pcs_buffer_dispose(&wanted);
    pcs_buffer_dispose(&got);
}

/* In memory of just that size, so that the sanitizers see each read beyond. */
static void check_exact(const char *data, size_t len)
{
    char *exact = malloc(len ? len : 1);
    assert_non_null(exact);
    memcpy(exact, data, len);
    check(exact, len);
    free(exact);
}

/* The bytes at which what may follow changes. */
static const unsigned char edges[] = {0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F,
                                      0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0,
                                      0xE1, 0xEC, 0xED, 0xEE, 0xEF, 0xF0, 0xF1,
                                      0xF3, 0xF4, 0xF5, 0xF8, 0xFC, 0xFE, 0xFF};
#define N_EDGES ((uint32_t)(sizeof edges))

static void test_all_edges(void **state)
{
    (void)state;
    char text[4];
    for (size_t i = 0; i < N_EDGES; i++)
        for (size_t j = 0; j < N_EDGES; j++)
            for (size_t k = 0; k < N_EDGES; k++) {
                text[0] = (char)edges[i];
                text[1] = (char)edges[j];
                text[2] = (char)edges[k];
                check(text, 3);
                if (k == 0)
                    check(text, 2);
            }
    for (int i = 0; i < 256; i++) {
        text[0] = (char)i;
        check_exact(text, 1);
    }
    check_exact(text, 0);
}

static void test_random(void **state)
{
    (void)state;
    for (int i = 0; i < 20000; i++) {
        char text[24];
        size_t len = random_below(sizeof text);
        for (size_t j = 0; j < len; j++)
            text[j] = (char)edges[random_below(N_EDGES)];
        check_exact(text, len);
    }
}

static void test_put(void **state)
{
    (void)state;
    for (uint32_t c = 0; c <= 0x10FFFF; c++) {
        if (c >= 0xD800 && c <= 0xDFFF)
            continue;
        char text[4];
        uint8_t wanted[4];
        int32_t n = 0;
        U8_APPEND_UNSAFE(wanted, n, c);
        size_t len = pcs_utf8_put(text, c), pos = 0;
        if (len != (size_t)n || memcmp(text, wanted, len) != 0 ||
            pcs_utf8_next(text, len, &pos, NULL) != c || pos != len)
            fail_msg("U+%04X", c);
    }
}

/* valid is never set to true, and may be NULL. */
static void test_valid(void **state)
{
    (void)state;
    bool valid = false;
    size_t pos = 0;
    assert_int_equal(pcs_utf8_next("a", 1, &pos, &valid), 'a');
    assert_false(valid);
    pos = 0;
    assert_int_equal(pcs_utf8_next("\xFF", 1, &pos, NULL), PCS_REPLACEMENT);
}

static void test_cut(void **state)
{
    (void)state;
    static const char text[] = "a\xC3\xA9\xEA\xB5\xAC\xF0\x9F\x98\x80z";
    static const size_t cuts[] = {0, 1, 1, 3, 3, 3, 6, 6, 6, 6, 10, 11};
    size_t len = sizeof text - 1;
    for (size_t max = 0; max < sizeof cuts / sizeof *cuts; max++)
        assert_int_equal(pcs_utf8_cut(text, len, max), cuts[max]);
    assert_int_equal(pcs_utf8_cut(text, len, 1000), len);
    assert_int_equal(pcs_utf8_cut("", 0, 0), 0);
    assert_int_equal(pcs_utf8_cut("\x80\x80\x80", 3, 2), 0);
}

static void test_repair_appends(void **state)
{
    (void)state;
    pcs_buffer out = {0};
    pcs_utf8_repair(&out, "ok", 2);
    pcs_utf8_repair(&out, "\xFF!", 2);
    pcs_utf8_repair(&out, "", 0);
    assert_string_equal(out.data, "ok\xEF\xBF\xBD!");
    pcs_buffer_dispose(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_all_edges), cmocka_unit_test(test_random),
        cmocka_unit_test(test_put),       cmocka_unit_test(test_valid),
        cmocka_unit_test(test_cut),       cmocka_unit_test(test_repair_appends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
