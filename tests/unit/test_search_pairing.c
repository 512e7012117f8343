/* test_search_pairing.c - which texts of two lists are like each other */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "test_base_common.h"

#include <stdlib.h>
#include <string.h>

#include "search/pairing.h"

/* Texts of words that are letters. */
static void fill(pcs_word_bags *bags, const char *const *texts, size_t n)
{
    pcs_error err = PCS_ERROR_INIT;
    pcs_word_bags_clear(bags);
    for (size_t i = 0; i < n; i++) {
        uint64_t words[64];
        size_t len = strlen(texts[i]);
        for (size_t k = 0; k < len; k++)
            words[k] = (uint64_t)texts[i][k];
        assert_ok(pcs_word_bags_add(bags, words, len, &err), &err);
    }
}

/* "=" for a pair, "-" for a text of the first list, "+" of the second. */
static void assert_steps(const char *expected, const char *const *a, size_t n,
                         const char *const *b, size_t m)
{
    pcs_word_bags x = {0}, y = {0};
    pcs_pairing p = {0};
    pcs_error err = PCS_ERROR_INIT;
    char steps[64];
    size_t i = 0, j = 0, k = 0;
    fill(&x, a, n);
    fill(&y, b, m);
    assert_int_equal(1, pcs_pairing_blocks(&x, &y));
    assert_ok(pcs_pairing_make(&p, &x, 0, n, &y, 0, m, &err), &err);
    while (i < n || j < m) {
        pcs_pairing_step step = pcs_pairing_next(&p, i, j);
        steps[k++] = "=-+"[step];
        i += step != PCS_PAIRING_SECOND;
        j += step != PCS_PAIRING_FIRST;
    }
    steps[k] = 0;
    assert_string_equal(expected, steps);
    pcs_word_bags_dispose(&x);
    pcs_word_bags_dispose(&y);
    pcs_pairing_dispose(&p);
}

#define COUNT(list) (sizeof(list) / sizeof *(list))
#define STEPS(expected, a, b) assert_steps(expected, a, COUNT(a), b, COUNT(b))

static void test_steps(void **state)
{
    (void)state;
    static const char *const one[] = {"abcd"}, *const same[] = {"dcba"},
                             *const half[] = {"abxy"}, *const less[] = {"axyz"},
                             *const empty[] = {""};
    STEPS("=", one, same);
    STEPS("=", one, half);
    STEPS("-+", one, less);
    STEPS("-+", one, empty);
    STEPS("-+", empty, empty);
    assert_steps("-", one, 1, NULL, 0);
    assert_steps("+", NULL, 0, one, 1);
    assert_steps("", NULL, 0, NULL, 0);
    /* Words count as often as they stand there. */
    static const char *const many[] = {"aaaa"}, *const few[] = {"abcd"};
    STEPS("-+", many, few);
    /* The best sum in order, not the best pair. */
    static const char *const x[] = {"abcd", "efgh"}, *const y[] = {"efgx",
                                                                   "abcx",
                                                                   "efxx"};
    STEPS("+==", x, y);
    static const char *const u[] = {"abcd", "efgh"}, *const v[] = {"efgh",
                                                                   "abxx"};
    STEPS("-=+", u, v);
}

/* As nobody writes: the work is bounded by cutting both. */
static void test_blocks(void **state)
{
    (void)state;
    enum { N = 20000, WORDS = 30 };
    pcs_word_bags x = {0}, y = {0};
    pcs_pairing p = {0};
    pcs_error err = PCS_ERROR_INIT;
    uint64_t words[WORDS];
    for (uint64_t i = 0; i < N; i++) {
        for (uint64_t k = 0; k < WORDS; k++)
            words[k] = i * 7 + k;
        assert_ok(pcs_word_bags_add(&x, words, WORDS, &err), &err);
        if (i % 10 == 0)
            assert_ok(pcs_word_bags_add(&y, words, WORDS, &err), &err);
    }
    size_t blocks = pcs_pairing_blocks(&x, &y), pairs = 0;
    assert_in_range(blocks, 50, N);
    for (size_t b = 0; b < blocks; b++) {
        size_t i = 0, j = 0, x0 = x.n * b / blocks, y0 = y.n * b / blocks;
        size_t n = x.n * (b + 1) / blocks - x0, m = y.n * (b + 1) / blocks - y0;
        assert_true(n * m * WORDS <= (size_t)1 << 19);
        assert_ok(pcs_pairing_make(&p, &x, x0, n, &y, y0, m, &err), &err);
        while (i < n || j < m) {
            pcs_pairing_step step = pcs_pairing_next(&p, i, j);
            i += step != PCS_PAIRING_SECOND;
            j += step != PCS_PAIRING_FIRST;
            pairs += step == PCS_PAIRING_BOTH;
        }
        assert_int_equal(n, i);
        assert_int_equal(m, j);
    }
    assert_in_range(pairs, y.n - blocks, y.n);
    pcs_word_bags_dispose(&x);
    pcs_word_bags_dispose(&y);
    pcs_pairing_dispose(&p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_steps),
                                       cmocka_unit_test(test_blocks)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
