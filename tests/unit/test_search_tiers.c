/* test_search_tiers.c - tiers of many units, against one after the other */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "test_base_common.h"

#include "search/tiers.h"

enum { LEN_MAX = 700 };

static pcs_tiers a[LEN_MAX], b[LEN_MAX], before[LEN_MAX];
static uint32_t chance = 1;

static uint32_t draw(uint32_t n)
{
    chance = chance * 1664525u + 1013904223u;
    return (chance >> 16) % n;
}

/* One in `rare` matches. */
static void fill(pcs_tiers *out, size_t n, uint32_t rare)
{
    for (size_t i = 0; i < n; i++)
        out[i] = draw(rare) ? 0 : (pcs_tiers)(1 + draw(PCS_TIER_COUNT - 1));
}

static pcs_tiers weaker(pcs_tiers x, pcs_tiers y)
{
    return x > y ? x : y;
}

static void test_pairs(void **state)
{
    (void)state;
    for (size_t n = 0; n < LEN_MAX; n += 1 + draw(9)) {
        fill(before, n, 2);
        fill(b, n, 2);
        memcpy(a, before, n);
        pcs_tiers_and(a, b, n);
        for (size_t i = 0; i < n; i++)
            assert_int_equal(before[i] && b[i] ? weaker(before[i], b[i]) : 0,
                             a[i]);
        memcpy(a, before, n);
        pcs_tiers_or(a, b, n);
        for (size_t i = 0; i < n; i++)
            assert_int_equal(!before[i]                  ? b[i]
                             : !b[i] || b[i] > before[i] ? before[i]
                                                         : b[i],
                             a[i]);
        memcpy(a, before, n);
        pcs_tiers_and_not(a, b, n);
        for (size_t i = 0; i < n; i++)
            assert_int_equal(b[i] ? 0 : before[i], a[i]);
        memcpy(a, before, n);
        pcs_tiers_limit(a, b, n);
        for (size_t i = 0; i < n; i++)
            assert_int_equal(b[i] ? before[i] : 0, a[i]);
        memcpy(a, before, n);
        pcs_tiers_clamp(a, PCS_TIER_STEM, PCS_TIER_PART, n);
        for (size_t i = 0; i < n; i++)
            assert_int_equal(before[i] == 0 || before[i] > PCS_TIER_PART
                                 ? 0
                                 : weaker(before[i], PCS_TIER_STEM),
                             a[i]);
    }
}

static void test_counts(void **state)
{
    (void)state;
    for (size_t n = 0; n < LEN_MAX; n += 1 + draw(9)) {
        size_t count = 0, visited = 0;
        fill(a, n, 1 + draw(60));
        for (size_t i = 0; i < n; i++)
            count += a[i] != 0;
        assert_int_equal(count, pcs_tiers_count(a, n));
        for (size_t i = pcs_tiers_next(a, 0, n); i < n;
             i = pcs_tiers_next(a, i + 1, n)) {
            assert_true(a[i]);
            visited++;
        }
        assert_int_equal(count, visited);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pairs),
        cmocka_unit_test(test_counts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
