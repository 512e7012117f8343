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
    char text[4000];
    assert_int_equal(PCS_OK, pcs_analyzer_new(&analyzer, &err));
    make(&p, analyzer, "(");
    assert_false(pcs_pattern_find_plain(&p, "\xEF\xBC\x88", 3, &found));
    memset(text, 'x', sizeof text);
    assert_true(pcs_pattern_find_plain(&p, text, sizeof text, &found));
    assert_false(found);
    pcs_pattern_dispose(&p);
    make(&p, analyzer, "xy");
    assert_false(pcs_pattern_find_plain(&p, text, sizeof text, &found));
    pcs_pattern_dispose(&p);
    pcs_analyzer_free(analyzer);
}

/* What has the bytes is what analysis finds, unless the next character folds
 * with the last: か with a voiced mark is が, 가 with a final ᆨ is 각. */
static void test_bytes(void **state)
{
    (void)state;
    static const char *const wanted[] = {"\u304b",
                                         "\ub2e4.",
                                         "\uad6c\ub3c5",
                                         "\u5229\u7528",
                                         "\uac00",
                                         "\u30ab",
                                         "Azure\uad6c\ub3c5",
                                         "(",
                                         "-",
                                         "\u30ab.",
                                         "--"};
    static const char *const given[] = {"\u304b\u306a",
                                        "\u304b\u3099\u306a",
                                        "\u304b",
                                        "\uac00",
                                        "\uac00\u11a8",
                                        "\uac00 \ub2e4.",
                                        "\ub2e4.",
                                        "\ub2e4\u11a8.",
                                        "\uad6c\ub3c5\uc744",
                                        "\uad6c \ub3c5",
                                        "\u5229\u7528\u3059\u308b",
                                        "\u30ab\uff9e",
                                        "\u30ab\u30fc",
                                        "azure\uad6c\ub3c5",
                                        "Azure \uad6c\ub3c5",
                                        "\u304b\u200d",
                                        "\u2474",
                                        "\uff08",
                                        "\uff1a",
                                        "\u2026",
                                        "\u30ab\uff0e",
                                        "\uff0d\uff0d",
                                        "\u2014-",
                                        "\u00c4\u0142",
                                        "\u30ab\u2010",
                                        "\u203c",
                                        "\u3002\u300c"};
    pcs_analyzer *analyzer;
    pcs_error err = PCS_ERROR_INIT;
    size_t n_plain = 0;
    assert_int_equal(PCS_OK, pcs_analyzer_new(&analyzer, &err));
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
        pcs_pattern p;
        make(&p, analyzer, wanted[i]);
        for (size_t j = 0; j < sizeof given / sizeof *given; j++) {
            bool found = false;
            if (!pcs_pattern_find_plain(&p, given[j], strlen(given[j]), &found))
                continue;
            assert_int_equal(found, find(&p, analyzer, given[j]));
            n_plain++;
        }
        pcs_pattern_dispose(&p);
    }
    assert_true(n_plain >= 8);
    pcs_analyzer_free(analyzer);
}

/* Texts and patterns of such pieces. */
static const char *const pieces[] = {
    "\xEA\xB5\xAC",
    "\xEB\x8F\x85",
    "\xEA\xB0\x80",
    "\xE1\x86\xA8", /* a final that joins the syllable before it */
    "\xE5\xAE\x9A",
    "\xE3\x81\x8B",
    "\xE3\x82\x99", /* a voiced mark */
    "\xE3\x82\xB5",
    "\xE3\x83\xBC",
    "\xE3\x83\xBB", /* a middle dot */
    "\xC2\xB7",
    "\xE3\x80\x81",
    "\xE3\x80\x80",
    "\xC3\xA9",
    "\xC3\x89",
    "\xC3\x9F",
    "\xCC\x81", /* an acute */
    "\xC2\xA0",
    "\xEF\xBC\xA1",
    "\xE2\x80\x93",
    "ss",
    "e",
    "Az",
    "az",
    "-",
    "(",
    " ",
    " ",
    "\t",
    "\x1F",
    "1"};
enum { N_PIECES = sizeof pieces / sizeof *pieces };

static uint32_t chance = 7;

static uint32_t draw(uint32_t n)
{
    chance = chance * 1664525u + 1013904223u;
    return (chance >> 16) % n;
}

static void put_together(char *out, uint32_t n)
{
    *out = 0;
    while (n-- > 0)
        strcat(out, pieces[draw(N_PIECES)]);
}

/* Whatever is said without an analysis is what an analysis says. */
static void test_random(void **state)
{
    (void)state;
    pcs_analyzer *analyzer;
    pcs_error err = PCS_ERROR_INIT;
    assert_int_equal(PCS_OK, pcs_analyzer_new(&analyzer, &err));
    size_t n_found = 0, n_lacked = 0;
    for (size_t i = 0; i < 3000; i++) {
        pcs_pattern p;
        char text[64], all[128];
        put_together(text, 1 + draw(3));
        make(&p, analyzer, text);
        for (size_t j = 0; j < 40; j++) {
            bool found = false;
            put_together(all, draw(4));
            if (draw(2))
                strcat(all, text);
            put_together(all + strlen(all), draw(6));
            if (!pcs_pattern_find_plain(&p, all, strlen(all), &found))
                continue;
            if (found != find(&p, analyzer, all))
                fail_msg("\"%s\" in \"%s\": %d", text, all, found);
            n_found += found;
            n_lacked += !found;
        }
        pcs_pattern_dispose(&p);
    }
    assert_true(n_found > 1000 && n_lacked > 1000);
    pcs_analyzer_free(analyzer);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_plain),
        cmocka_unit_test(test_random),
        cmocka_unit_test(test_not_plain),
        cmocka_unit_test(test_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
