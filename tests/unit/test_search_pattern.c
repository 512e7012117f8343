/* test_search_pattern.c - patterns are found in texts, analysed or not */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "test_base_common.h"

#include "search/pattern.h"

static const char *const texts[] = {
    "",        "a",           "(MFA)",       "Name (optional), see C#.",
    "x-(-(y)", "ASP.NET 4.0", "tab\there",   "version 1.2",
    "1.25",    "--dry-run",   "\x01 control"};

static const char *const patterns[] = {"(",   "mfa", "(MFA", "C#",   ".NET",
                                       "1.2", "-(",  "\t",   "dry-", ", s"};

static void make(pcs_pattern *p, pcs_analyzer *analyzer, const char *text)
{
    const pcs_analysis *a;
    pcs_error err = PCS_ERROR_INIT;
    assert_int_equal(PCS_OK, pcs_analyze(&a, analyzer, text, strlen(text),
                                         PCS_ANALYZE_JOINED, &err));
    assert_int_equal(PCS_OK, pcs_pattern_make(p, &a->joined, true, &err));
}

static bool find(const pcs_pattern *p, pcs_analyzer *analyzer, const char *text)
{
    const pcs_analysis *a;
    pcs_error err = PCS_ERROR_INIT;
    size_t start, end;
    assert_int_equal(PCS_OK, pcs_analyze(&a, analyzer, text, strlen(text),
                                         PCS_ANALYZE_JOINED, &err));
    return pcs_pattern_find(p, a->joined.text, a->joined.len, 0, &start, &end);
}

static void test_plain(void **state)
{
    (void)state;
    pcs_analyzer *analyzer;
    pcs_error err = PCS_ERROR_INIT;
    assert_int_equal(PCS_OK, pcs_analyzer_new(&analyzer, &err));
    size_t n_found = 0;
    for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++) {
        pcs_pattern p;
        make(&p, analyzer, patterns[i]);
        for (size_t j = 0; j < sizeof texts / sizeof *texts; j++) {
            bool found = false;
            assert_true(
                pcs_pattern_find_plain(&p, texts[j], strlen(texts[j]), &found));
            assert_int_equal(found, find(&p, analyzer, texts[j]));
            n_found += found;
        }
        pcs_pattern_dispose(&p);
    }
    assert_int_equal(11, n_found);
    pcs_analyzer_free(analyzer);
}

/* Full-width parentheses fold to ASCII; long texts are left to analysis. */
static void test_not_plain(void **state)
{
    (void)state;
    pcs_analyzer *analyzer;
    pcs_error err = PCS_ERROR_INIT;
    pcs_pattern p;
    bool found;
    char text[2000];
    assert_int_equal(PCS_OK, pcs_analyzer_new(&analyzer, &err));
    make(&p, analyzer, "(");
    assert_false(pcs_pattern_find_plain(&p, "\xEF\xBC\x88", 3, &found));
    memset(text, 'x', sizeof text);
    assert_false(pcs_pattern_find_plain(&p, text, sizeof text, &found));
    pcs_pattern_dispose(&p);
    pcs_analyzer_free(analyzer);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_plain),
        cmocka_unit_test(test_not_plain),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
