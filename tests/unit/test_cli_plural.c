/* test_cli_plural.c - plural forms by the rules of catalogues */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "cli/plural.h"

static const char arabic[] =
    "(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : "
    "n%100>=11 ? 4 : 5);\n";

static const char polish[] = "n==1 ? 0 : n%10>=2 && n%10<=4 && "
                             "(n%100<10 || n%100>=20) ? 1 : 2";

static void test_rules_of_languages(void **state)
{
    static const unsigned numbers[] = {0, 1, 2, 3, 10, 11, 99, 100, 102, 103};
    static const unsigned forms[] = {0, 1, 2, 3, 3, 4, 4, 5, 5, 3};
    (void)state;
    for (size_t i = 0; i < 10; i++)
        assert_int_equal(pcs_plural_form(arabic, numbers[i]), forms[i]);
    assert_int_equal(pcs_plural_form(polish, 1), 0);
    assert_int_equal(pcs_plural_form(polish, 22), 1);
    assert_int_equal(pcs_plural_form(polish, 12), 2);
    assert_int_equal(pcs_plural_form("0;", 7), 0);
    assert_int_equal(pcs_plural_form("(n != 1);", 1), 0);
    assert_int_equal(pcs_plural_form("(n != 1);", 0), 1);
    assert_int_equal(pcs_plural_form("n>1;\nX: y", 2), 1);
}

static void test_signs_bind_as_in_c(void **state)
{
    (void)state;
    assert_int_equal(pcs_plural_form("1 + 2 * 3 - 4 / 2", 0), 5);
    assert_int_equal(pcs_plural_form("10 - 3 - 2", 0), 5);
    assert_int_equal(pcs_plural_form("1 || 0 && 0", 0), 1);
    assert_int_equal(pcs_plural_form("2 > 1 == 1", 0), 1);
    assert_int_equal(pcs_plural_form("!n + 4", 0), 5);
    assert_int_equal(pcs_plural_form("!(n == 3) ? 7 : 8", 3), 8);
    assert_int_equal(pcs_plural_form("n ? 1 : n + 1 ? 2 : 3", 0), 2);
    assert_int_equal(pcs_plural_form("n <= 3", 3), 1);
    assert_int_equal(pcs_plural_form("n >= 3", 2), 0);
}

static void test_what_is_no_rule_is_the_first_form(void **state)
{
    char deep[2001];
    (void)state;
    assert_int_equal(pcs_plural_form("", 2), 0);
    assert_int_equal(pcs_plural_form("EXPRESSION;", 2), 0);
    assert_int_equal(pcs_plural_form("(n != 1;", 2), 0);
    assert_int_equal(pcs_plural_form("n != ;", 2), 0);
    assert_int_equal(pcs_plural_form("n ? 1;", 2), 0);
    assert_int_equal(pcs_plural_form("n x", 2), 0);
    assert_int_equal(pcs_plural_form("3 / 0 + n % 0", 2), 0);
    memset(deep, '(', sizeof deep - 1);
    deep[sizeof deep - 1] = 0;
    assert_int_equal(pcs_plural_form(deep, 2), 0);
    memset(deep, '!', sizeof deep - 1);
    assert_int_equal(pcs_plural_form(deep, 2), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rules_of_languages),
        cmocka_unit_test(test_signs_bind_as_in_c),
        cmocka_unit_test(test_what_is_no_rule_is_the_first_form),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
