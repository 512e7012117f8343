/* test_search_typed.c - what stands where in a query */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "test_base_common.h"

#include "search/typed.h"

static void check_closed(const char *text, bool expected)
{
    pcs_typed typed = {.text = text, .len = strlen(text)};
    if (pcs_typed_is_closed(&typed, 0) != expected)
        fail_msg("%s: expected %d", text, expected);
}

static void test_parentheses(void **state)
{
    (void)state;
    check_closed("()", true);
    check_closed("(a (b) c)", true);
    check_closed("(a (b c)", false);
    check_closed("(", false);
    check_closed("(f(x)", false);
    check_closed("(f(x))", true);
}

static void test_phrases(void **state)
{
    (void)state;
    check_closed("(\"(\")", true);
    check_closed("(a \"b (\" OR c)", true);
    check_closed("(a \")\"", false);
    check_closed("(a -\")\" b", false);
    check_closed("(en:\"(\")", true);
    check_closed("(a\xE3\x80\x80\"(\")", true);
    check_closed("(\xE2\x80\x9C(\xE2\x80\x9D)", true);
    check_closed("(\"a\" \"(\" \"b\")", true);
    /* Within a word, and where none closes it, a quote is text. */
    check_closed("(5\"(\" 6)", false);
    check_closed("(a \"(b)", false);
    check_closed("(a \"b)", true);
}

static void test_plain(void **state)
{
    (void)state;
    pcs_typed typed = {.text = "(\"(\")", .len = 5, .is_plain = true};
    assert_false(pcs_typed_is_closed(&typed, 0));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_parentheses),
        cmocka_unit_test(test_phrases),
        cmocka_unit_test(test_plain),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
