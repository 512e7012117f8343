/* test_search_inorder.c - pairing equal texts by what is around them */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "test_base_common.h"

#include <stdlib.h>
#include <string.h>

#include "search/inorder.h"

/* Letters are texts. */
static void fill(pcs_in_order *p, int side, const char *texts)
{
    pcs_error err = PCS_ERROR_INIT;
    size_t n = strlen(texts);
    assert_ok(pcs_in_order_reserve(p, side, n, &err), &err);
    for (size_t i = 0; i < n; i++)
        p->sides[side].texts[i] = (uint64_t)texts[i];
}

/* Pairs a with b; partners are digits and letters, "-" for none. */
static void assert_pairs(const char *a, const char *b, const char *expected)
{
    static const char digits[] = "0123456789abcdefghijklmnopqrstuvwxyz";
    pcs_in_order p = {0};
    pcs_error err = PCS_ERROR_INIT;
    char found[64];
    size_t n = strlen(a);
    fill(&p, 0, a);
    fill(&p, 1, b);
    assert_ok(pcs_in_order_pair(&p, 0, &err), &err);
    for (size_t i = 0; i < n; i++) {
        uint32_t partner = p.sides[0].partners[i];
        found[i] = partner == PCS_UNPAIRED ? '-' : digits[partner];
    }
    found[n] = 0;
    assert_string_equal(expected, found);
    pcs_in_order_dispose(&p);
}

static void test_sections(void **state)
{
    (void)state;
    assert_pairs("", "", "");
    assert_pairs("a", "", "-");
    assert_pairs("abc", "abc", "012");
    /* The first section has gone; those behind keep their "n". */
    assert_pairs("1cn2cn3cn", "2cn3cn", "---012345");
    assert_pairs("2cn3cn", "1cn2cn3cn", "345678");
    /* One came in between. */
    assert_pairs("1cn3cn", "1cn2cn3cn", "012678");
    /* They have changed places. */
    assert_pairs("1cn2cn", "2cn1cn", "345012");
    /* Around what was rewritten. */
    assert_pairs("1c.n2c,n", "1c:n2c;n", "01-345-7");
    /* By order alone; then the nth. */
    assert_pairs("yynyn", "ynyn", "0-123");
    assert_pairs("ab", "ba", "10");
    assert_pairs("aabb", "bbaa", "2301");
}

static void test_known(void **state)
{
    (void)state;
    pcs_in_order p = {0};
    pcs_error err = PCS_ERROR_INIT;
    fill(&p, 0, "axa");
    fill(&p, 1, "aya");
    p.sides[0].partners[0] = 2;
    p.sides[1].partners[2] = 0;
    assert_ok(pcs_in_order_pair(&p, 1, &err), &err);
    assert_int_equal(2, p.sides[0].partners[0]);
    assert_int_equal(PCS_UNPAIRED, p.sides[0].partners[1]);
    assert_int_equal(0, p.sides[0].partners[2]);
    pcs_in_order_dispose(&p);
}

static uint32_t seed = 3;

static uint32_t draw(uint32_t n)
{
    seed = seed * 1664525u + 1013904223u;
    return (seed >> 8) % n;
}

static void make(char *out, uint32_t letters)
{
    size_t n = draw(40);
    for (size_t i = 0; i < n; i++)
        out[i] = (char)('a' + draw(letters));
    out[n] = 0;
}

/* Of each text as many are paired as there can be, and whoever asks. */
static void check_random(pcs_in_order *p, pcs_in_order *q, const char *a,
                         const char *b)
{
    pcs_error err = PCS_ERROR_INIT;
    int counts[256] = {0}, common = 0;
    fill(p, 0, a);
    fill(p, 1, b);
    fill(q, 1, a);
    fill(q, 0, b);
    assert_ok(pcs_in_order_pair(p, 0, &err), &err);
    assert_ok(pcs_in_order_pair(q, 1, &err), &err);
    for (size_t i = 0; b[i]; i++)
        counts[(unsigned char)b[i]]++;
    for (size_t i = 0; a[i]; i++) {
        uint32_t partner = p->sides[0].partners[i];
        common += counts[(unsigned char)a[i]]-- > 0;
        common -= partner != PCS_UNPAIRED;
        assert_int_equal(partner, q->sides[1].partners[i]);
        if (partner == PCS_UNPAIRED)
            continue;
        assert_true(partner < strlen(b));
        assert_int_equal(a[i], b[partner]);
        assert_int_equal(i, p->sides[1].partners[partner]);
    }
    assert_int_equal(0, common);
}

static void test_random(void **state)
{
    (void)state;
    pcs_in_order p = {0}, q = {0};
    char a[64], b[64];
    for (int i = 0; i < 5000; i++) {
        make(a, 1 + draw(20));
        make(b, 1 + draw(20));
        check_random(&p, &q, a, b);
    }
    pcs_in_order_dispose(&p);
    pcs_in_order_dispose(&q);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_sections),
                                       cmocka_unit_test(test_known),
                                       cmocka_unit_test(test_random)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
