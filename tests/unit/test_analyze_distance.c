/* test_analyze_distance.c - mistakes between words, against the whole table */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "test_analyze_common.h"

#include "analyze/distance.h"

#define MAX PCS_DISTANCE_LETTERS_MAX

/* The table of optimal string alignment, without a band or an end. */
static int whole_table(const uint32_t *a, size_t n, const uint32_t *b, size_t m)
{
    static int d[MAX + 1][MAX + 1];
    for (size_t i = 0; i <= n; i++) {
        for (size_t j = 0; j <= m; j++) {
            if (i == 0 || j == 0) {
                d[i][j] = (int)(i + j);
                continue;
            }
            int best = d[i - 1][j - 1] + (a[i - 1] != b[j - 1]);
            if (d[i - 1][j] + 1 < best)
                best = d[i - 1][j] + 1;
            if (d[i][j - 1] + 1 < best)
                best = d[i][j - 1] + 1;
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] &&
                a[i - 2] == b[j - 1] && d[i - 2][j - 2] + 1 < best)
                best = d[i - 2][j - 2] + 1;
            d[i][j] = best;
        }
    }
    return d[n][m];
}

static size_t random_word(uint32_t *out, size_t max, uint32_t letters)
{
    size_t n = random_below((uint32_t)max + 1);
    for (size_t i = 0; i < n; i++)
        out[i] = 'a' + random_below(letters);
    return n;
}

/* A copy with a few mistakes. */
static size_t mistype(uint32_t *out, const uint32_t *word, size_t n)
{
    memcpy(out, word, n * sizeof *out);
    for (uint32_t k = random_below(5); k > 0 && n > 2 && n < MAX; k--) {
        size_t at = random_below((uint32_t)n - 1);
        uint32_t kind = random_below(4), swap = out[at];
        if (kind == 0) {
            out[at] = 'a' + random_below(26);
        } else if (kind == 1) {
            out[at] = out[at + 1];
            out[at + 1] = swap;
        } else if (kind == 2) {
            memmove(out + at, out + at + 1, (n - at - 1) * sizeof *out);
            n--;
        } else {
            memmove(out + at + 1, out + at, (n - at) * sizeof *out);
            out[at] = 'a' + random_below(26);
            n++;
        }
    }
    return n;
}

static void check(const uint32_t *a, size_t n, const uint32_t *b, size_t m)
{
    int wanted = whole_table(a, n, b, m);
    uint64_t x = pcs_distance_signature(a, n), y = pcs_distance_signature(b, m);
    for (int max = 0; max <= 4; max++) {
        int got = pcs_distance(a, n, b, m, max);
        assert_int_equal(got, wanted <= max ? wanted : max + 1);
        assert_int_equal(got, pcs_distance(b, m, a, n, max));
        if (wanted <= max)
            assert_true(pcs_distance_may_be(x, y, max));
    }
    assert_int_equal(pcs_distance(a, n, b, m, MAX), wanted);
}

static void test_random_words(void **state)
{
    (void)state;
    for (int i = 0; i < 20000; i++) {
        uint32_t a[MAX], b[MAX];
        size_t n = random_word(a, i % 10 ? 12 : MAX, 2 + (uint32_t)i % 5);
        size_t m = random_word(b, i % 10 ? 12 : MAX, 2 + (uint32_t)i % 5);
        check(a, n, b, m);
    }
}

static void test_mistyped_words(void **state)
{
    (void)state;
    for (int i = 0; i < 20000; i++) {
        uint32_t a[MAX], b[MAX];
        size_t n = random_word(a, i % 10 ? 16 : MAX, 26);
        check(a, n, b, mistype(b, a, n));
    }
}

static int distance_of(const char *a, const char *b, int max)
{
    uint32_t x[MAX], y[MAX];
    size_t n = strlen(a), m = strlen(b);
    for (size_t i = 0; i < n; i++)
        x[i] = (unsigned char)a[i];
    for (size_t i = 0; i < m; i++)
        y[i] = (unsigned char)b[i];
    return pcs_distance(x, n, y, m, max);
}

static void test_known(void **state)
{
    (void)state;
    assert_int_equal(distance_of("rechnung", "rehcnung", 2), 1);
    assert_int_equal(distance_of("rechnung", "echnung", 2), 1);
    assert_int_equal(distance_of("rechnung", "xechnun", 2), 2);
    assert_int_equal(distance_of("rechnung", "rechnungen", 2), 2);
    assert_int_equal(distance_of("rechnung", "abrechnen", 2), 3);
    /* No place is edited twice: Damerau's own distance would be 2. */
    assert_int_equal(distance_of("ca", "abc", 3), 3);
    assert_int_equal(distance_of("", "", 0), 0);
    assert_int_equal(distance_of("", "ab", 2), 2);
    assert_int_equal(distance_of("", "abc", 2), 3);
}

static void test_long(void **state)
{
    (void)state;
    static uint32_t a[MAX + 1];
    assert_int_equal(pcs_distance(a, MAX, a, MAX, 2), 0);
    assert_int_equal(pcs_distance(a, MAX + 1, a, MAX + 1, 2), 3);
    assert_int_equal(pcs_distance(a, MAX, a, MAX - 2, 2), 2);
}

static void test_allowed(void **state)
{
    (void)state;
    static const int wanted[] = {0, 0, 0, 0, 1, 1, 1, 1, 2, 2};
    for (size_t i = 0; i < N_OF(wanted); i++)
        assert_int_equal(pcs_distance_allowed(i), wanted[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_random_words),
        cmocka_unit_test(test_mistyped_words),
        cmocka_unit_test(test_known),
        cmocka_unit_test(test_long),
        cmocka_unit_test(test_allowed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
