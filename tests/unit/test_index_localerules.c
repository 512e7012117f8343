/* test_index_localerules.c - which locales are indexed, and fallbacks */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "index/localerules.h"

static void test_fallbacks(void **state)
{
    (void)state;
    pcs_locale_rules rules;
    pcs_source sources[] = {{.name = "a", .locale = "KO_kr"}, {.name = "b"}};
    pcs_index_options o = PCS_INDEX_OPTIONS_INIT;
    o.sources = sources;
    o.n_sources = 2;
    assert_int_equal(pcs_locale_rules_init(&rules, &o, NULL), PCS_OK);
    assert_string_equal(pcs_locale_rules_fallback(&rules, "a"), "ko-KR");
    assert_string_equal(pcs_locale_rules_fallback(&rules, "b"), "");
    assert_string_equal(pcs_locale_rules_fallback(&rules, "c"), "");
    pcs_locale_rules_dispose(&rules);
    o.locale = "de-de";
    assert_int_equal(pcs_locale_rules_init(&rules, &o, NULL), PCS_OK);
    assert_string_equal(pcs_locale_rules_fallback(&rules, "a"), "ko-KR");
    assert_string_equal(pcs_locale_rules_fallback(&rules, "b"), "de-DE");
    pcs_locale_rules_dispose(&rules);
}

static void test_faults(void **state)
{
    (void)state;
    pcs_locale_rules rules;
    pcs_error err = PCS_ERROR_INIT;
    pcs_source source = {.name = "a", .locale = "x"};
    const char *list[] = {"ko-KR", "all of them"};
    pcs_index_options o = PCS_INDEX_OPTIONS_INIT;
    o.sources = &source;
    o.n_sources = 1;
    assert_int_equal(pcs_locale_rules_init(&rules, &o, &err), PCS_EINVAL);
    assert_string_equal(err.message, "x is no locale; write it like ko-KR");
    pcs_locale_rules_dispose(&rules);
    source.locale = NULL;
    o.locales = list;
    o.n_locales = 2;
    assert_int_equal(pcs_locale_rules_init(&rules, &o, &err), PCS_EINVAL);
    assert_string_equal(err.message,
                        "all of them is no locale; write it like ko-KR");
    pcs_locale_rules_dispose(&rules);
    o.n_locales = 0;
    o.locale = "?";
    assert_int_equal(pcs_locale_rules_init(&rules, &o, &err), PCS_EINVAL);
    pcs_locale_rules_dispose(&rules);
}

static void test_which_are_indexed(void **state)
{
    (void)state;
    const char *list[] = {"ko-kr", "zh"};
    pcs_index_options o = PCS_INDEX_OPTIONS_INIT;
    assert_true(pcs_locale_is_indexed(&o, "de-DE"));
    o.locales = list;
    o.n_locales = 2;
    assert_true(pcs_locale_is_indexed(&o, "ko-KR"));
    assert_true(pcs_locale_is_indexed(&o, "zh-CN"));
    assert_true(pcs_locale_is_indexed(&o, "zh-Hant-TW"));
    assert_false(pcs_locale_is_indexed(&o, "ko"));
    assert_false(pcs_locale_is_indexed(&o, "de-DE"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_fallbacks),
        cmocka_unit_test(test_faults),
        cmocka_unit_test(test_which_are_indexed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
