/* test_cli_cluster.c - grapheme clusters, compared with ICU's iterator */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <unicode/ubrk.h>
#include <unicode/utf8.h>

#include "cli/cluster.h"

/*
 * One character at least of each class that the rules know; no virama, since
 * ICU 72 also joins Indic conjuncts, which is not a rule of its Unicode.
 */
static const UChar32 alphabet[] = {
    'a',     ' ',     '\r',   '\n',    0x07,    0x0301, 0x200D,  0x200C,
    0x0E33,  0x0E01,  0x0E48, 0x1100,  0x1161,  0x11A8, 0xAC00,  0xAC01,
    0x0600,  0x0903,  0x0915, 0x1F1F0, 0x1F1F7, 0x2601, 0xFE0F,  0x1F44D,
    0x1F3FD, 0x1F468, 0x4E00, 0x30AB,  0x3099,  0x2028, 0xE0061, 0xFFFD};

static size_t random_text(char *out, size_t n, uint32_t *seed)
{
    int32_t len = 0;
    for (size_t i = 0; i < n; i++) {
        *seed = *seed * 1664525u + 1013904223u;
        uint32_t c = (uint32_t)
            alphabet[(*seed >> 8) % (sizeof alphabet / sizeof *alphabet)];
        if (c < 0x80) {
            out[len++] = (char)c;
        } else if (c < 0x800) {
            out[len++] = (char)(0xC0 | c >> 6);
            out[len++] = (char)(0x80 | (c & 0x3F));
        } else if (c < 0x10000) {
            out[len++] = (char)(0xE0 | c >> 12);
            out[len++] = (char)(0x80 | (c >> 6 & 0x3F));
            out[len++] = (char)(0x80 | (c & 0x3F));
        } else {
            out[len++] = (char)(0xF0 | c >> 18);
            out[len++] = (char)(0x80 | (c >> 12 & 0x3F));
            out[len++] = (char)(0x80 | (c >> 6 & 0x3F));
            out[len++] = (char)(0x80 | (c & 0x3F));
        }
    }
    return (size_t)len;
}

static void test_borders_are_those_of_icu(void **state)
{
    (void)state;
    UErrorCode status = U_ZERO_ERROR;
    UBreakIterator *breaks =
        ubrk_open(UBRK_CHARACTER, "root", NULL, 0, &status);
    assert_true(U_SUCCESS(status));
    uint32_t seed = 1;
    for (int round = 0; round < 20000; round++) {
        char text[64];
        size_t len = random_text(text, 12, &seed);
        UText utext = UTEXT_INITIALIZER;
        utext_openUTF8(&utext, text, (int64_t)len, &status);
        ubrk_setUText(breaks, &utext, &status);
        assert_true(U_SUCCESS(status));
        for (size_t at = 0; at < len;) {
            size_t next = pcs_cluster_next(text, len, at);
            assert_int_equal(next, ubrk_next(breaks));
            at = next;
        }
        utext_close(&utext);
    }
    ubrk_close(breaks);
}

static void test_any_bytes_advance(void **state)
{
    (void)state;
    uint32_t seed = 7;
    for (int round = 0; round < 2000; round++) {
        char text[32];
        for (size_t i = 0; i < sizeof text; i++) {
            seed = seed * 1664525u + 1013904223u;
            text[i] = (char)(seed >> 24);
        }
        for (size_t at = 0; at < sizeof text;) {
            size_t next = pcs_cluster_next(text, sizeof text, at);
            assert_in_range(next, at + 1, sizeof text);
            assert_in_range(pcs_cluster_width(text + at, next - at), 0,
                            2 * (next - at));
            at = next;
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_borders_are_those_of_icu),
        cmocka_unit_test(test_any_bytes_advance),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
