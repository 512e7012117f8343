/* test_analyze_han.c - Traditional and Simplified characters */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "test_base_common.h"

#include "analyze/han.h"

static void test_simplify(void **state)
{
    (void)state;
    static const uint32_t pairs[][2] = {
        {0x8A02, 0x8BA2},
        /* 訂 */ {0x95B1, 0x9605}, /* 閱 */
        {0x767C, 0x53D1},
        /* 發 */ {0x9AEE, 0x53D1}, /* 髮 */
        {0x53D1, 0x53D1},
        /* 发 */ {0x4EBA, 0x4EBA}, /* 人 */
        {'a', 'a'},
        {0, 0},
        {0xFFFFFFFF, 0xFFFFFFFF},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        assert_int_equal(pcs_han_simplify(pairs[i][0]), pairs[i][1]);
}

static bool has(const uint32_t *forms, size_t n, uint32_t c)
{
    for (size_t i = 0; i < n; i++)
        if (forms[i] == c)
            return true;
    return false;
}

static void test_forms(void **state)
{
    (void)state;
    uint32_t forms[PCS_HAN_FORMS_MAX];
    size_t n = pcs_han_forms(forms, 0x53D1);
    assert_int_equal(forms[0], 0x53D1);
    assert_true(n >= 3 && has(forms, n, 0x767C) && has(forms, n, 0x9AEE));
    n = pcs_han_forms(forms, 0x767C);
    assert_int_equal(forms[0], 0x767C);
    assert_true(has(forms, n, 0x53D1) && has(forms, n, 0x9AEE));
    assert_int_equal(pcs_han_forms(forms, 0x4EBA), 1);
}

/* Each form has the same Simplified character, and none comes twice. */
static void test_all(void **state)
{
    (void)state;
    for (uint32_t c = 0x3400; c <= 0x9FFF; c++) {
        uint32_t forms[PCS_HAN_FORMS_MAX], simple = pcs_han_simplify(c);
        size_t n = pcs_han_forms(forms, c);
        assert_int_equal(forms[0], c);
        for (size_t i = 0; i < n; i++) {
            assert_true(forms[i] == simple ||
                        pcs_han_simplify(forms[i]) == simple);
            assert_false(has(forms, i, forms[i]));
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_simplify),
        cmocka_unit_test(test_forms),
        cmocka_unit_test(test_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
