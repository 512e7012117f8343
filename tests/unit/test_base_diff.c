/* test_base_diff.c - what two sequences have in common */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "test_base_common.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/diff.h"

#define LONGEST 300

static uint32_t seed = 1;

static uint32_t draw(uint32_t n)
{
    seed = seed * 1664525u + 1013904223u;
    return (seed >> 8) % n;
}

/* The length of the longest common subsequence, by its definition. */
static size_t measure(const uint64_t *a, size_t n, const uint64_t *b, size_t m)
{
    static size_t best[LONGEST + 1][LONGEST + 1];
    for (size_t i = 0; i <= n; i++)
        for (size_t j = 0; j <= m; j++) {
            if (i == 0 || j == 0)
                best[i][j] = 0;
            else if (a[i - 1] == b[j - 1])
                best[i][j] = best[i - 1][j - 1] + 1;
            else
                best[i][j] = best[i - 1][j] > best[i][j - 1] ? best[i - 1][j]
                                                             : best[i][j - 1];
        }
    return best[n][m];
}

/* Runs are in order, apart, equal and as long as they can be; how many items
 * they have. */
static size_t check_runs(const pcs_diff *d, const uint64_t *a, size_t n,
                         const uint64_t *b, size_t m)
{
    size_t x = 0, y = 0, sum = 0;
    for (size_t i = 0; i < d->n_runs; i++) {
        const pcs_diff_run *run = &d->runs[i];
        assert_true(run->n > 0);
        assert_true(run->a >= x && run->b >= y);
        assert_true(i == 0 || run->a > x || run->b > y);
        x = run->a + run->n;
        y = run->b + run->n;
        assert_true(x <= n && y <= m);
        assert_memory_equal(a + run->a, b + run->b, run->n * sizeof *a);
        sum += run->n;
    }
    return sum;
}

static size_t fill(uint64_t *items, uint32_t longest, uint32_t letters)
{
    size_t n = draw(longest + 1);
    for (size_t i = 0; i < n; i++)
        items[i] = draw(letters);
    return n;
}

static void test_random(void **state)
{
    (void)state;
    uint64_t a[LONGEST], b[LONGEST];
    pcs_diff d = {0};
    pcs_error err = PCS_ERROR_INIT;
    for (int i = 0; i < 3000; i++) {
        uint32_t longest = i % 50 ? 24 : LONGEST, letters = 1 + draw(12);
        size_t n = fill(a, longest, letters), m = fill(b, longest, letters);
        assert_ok(pcs_diff_make(&d, a, n, b, m, &err), &err);
        assert_int_equal(measure(a, n, b, m), check_runs(&d, a, n, b, m));
    }
    pcs_diff_dispose(&d);
}

/* A copy with few changes, of a length that no table would hold. */
static void test_edited(void **state)
{
    (void)state;
    enum { N = 200000, EVERY = 1000 };
    uint64_t *a = malloc(N * sizeof *a), *b = malloc(N * sizeof *b);
    pcs_diff d = {0};
    pcs_error err = PCS_ERROR_INIT;
    size_t m = 0;
    assert_true(a && b);
    for (size_t i = 0; i < N; i++) {
        a[i] = draw(50);
        if (i % EVERY != 7)
            b[m++] = a[i];
    }
    assert_ok(pcs_diff_make(&d, a, N, b, m, &err), &err);
    assert_int_equal(m, check_runs(&d, a, N, b, m));
    pcs_diff_dispose(&d);
    free(a);
    free(b);
}

/* What differs more than is looked for: still a difference, and in time. */
static void test_hostile(void **state)
{
    (void)state;
    enum { N = 30000 };
    uint64_t *a = malloc(N * sizeof *a), *b = malloc(N * sizeof *b);
    pcs_diff d = {0};
    pcs_error err = PCS_ERROR_INIT;
    assert_true(a && b);
    for (int way = 0; way < 4; way++) {
        for (size_t i = 0; i < N; i++) {
            a[i] = way == 0 ? i : way == 1 ? i % 2 : draw(way == 2 ? 2 : 1000);
            b[i] = way == 0   ? N - i
                   : way == 1 ? i % 3 == 0
                              : draw(way == 2 ? 2 : 1000);
        }
        assert_ok(pcs_diff_make(&d, a, N, b, N, &err), &err);
        assert_true(check_runs(&d, a, N, b, N) > 0);
    }
    /* Looked at less closely, it has less in common. */
    pcs_diff_make(&d, a, N, b, N, &err);
    size_t most = check_runs(&d, a, N, b, N);
    d.edits_max = 20;
    assert_ok(pcs_diff_make(&d, a, N, b, N, &err), &err);
    assert_true(check_runs(&d, a, N, b, N) < most);
    d.edits_max = 0;
    /* A long beginning of nothing in common before what repeats itself. */
    for (size_t i = 0; i < N; i++) {
        a[i] = i < N / 4 ? i : 1;
        b[i] = i < N / 4 ? N + i : 1;
    }
    assert_ok(pcs_diff_make(&d, a, N, b, N - 7, &err), &err);
    assert_true(check_runs(&d, a, N, b, N - 7) >= N / 2);
    pcs_diff_dispose(&d);
    free(a);
    free(b);
}

static void test_ends(void **state)
{
    (void)state;
    static const uint64_t a[] = {1, 2, 3}, b[] = {4, 5};
    pcs_diff d = {0};
    pcs_error err = PCS_ERROR_INIT;
    assert_ok(pcs_diff_make(&d, NULL, 0, NULL, 0, &err), &err);
    assert_int_equal(0, d.n_runs);
    assert_ok(pcs_diff_make(&d, a, 3, NULL, 0, &err), &err);
    assert_int_equal(0, d.n_runs);
    assert_ok(pcs_diff_make(&d, a, 3, b, 2, &err), &err);
    assert_int_equal(0, d.n_runs);
    assert_ok(pcs_diff_make(&d, a, 3, a, 3, &err), &err);
    assert_int_equal(1, d.n_runs);
    assert_int_equal(3, d.runs[0].n);
    pcs_diff_dispose(&d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_random), cmocka_unit_test(test_edited),
        cmocka_unit_test(test_hostile), cmocka_unit_test(test_ends)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
