/* test_analyze_analyzer.c - the stages together, as documents are indexed */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "test_analyze_common.h"

#include "analyze/analyzer.h"

static pcs_analyzer *analyzer_new(void)
{
    pcs_analyzer *analyzer;
    pcs_error err = PCS_ERROR_INIT;
    assert_ok(pcs_analyzer_new(&analyzer, &err), &err);
    return analyzer;
}

/* The terms of a unit, each followed by a bar, and its number of words. */
static void assert_unit(const char *local, const char *english,
                        const char *wanted, uint32_t wanted_words)
{
    pcs_analyzer *analyzer = analyzer_new();
    pcs_error err = PCS_ERROR_INIT;
    pcs_terms terms = {0};
    pcs_word_count words = {77, 77};
    char got[2048], *p = got;
    *p = 0;
    assert_ok(pcs_analyze_unit(&terms, &words, analyzer, local, strlen(local),
                               english, strlen(english), &err),
              &err);
    for (size_t i = 0; i < terms.len; i++) {
        size_t len;
        const char *term = pcs_terms_get(&terms, i, &len);
        p += sprintf(p, "%.*s|", (int)len, term);
    }
    assert_string_equal(got, wanted);
    assert_int_equal(words.all, wanted_words);
    pcs_terms_dispose(&terms);
    pcs_analyzer_free(analyzer);
}

static void test_units(void **state)
{
    (void)state;
    assert_unit("", "", "", 0);
    assert_unit("Das Abo.", "The Plan.",
                "Wdas|Wabo|L das|Ldas |L abo|Labo |U.|Ethe|Eplan|", 2);
    assert_unit("Azure 구독 을", "Azure plan",
                "Wazure|W구독|W을|L azu|Lazur|Lzure|Lure |"
                "U구|G구독|U독|G독을|U을|Eazure|Eplan|",
                3);
    assert_unit("ﾊﾟｰﾄﾅｰ ｾﾝﾀｰ", "Partner Center",
                "Wパートナ|Wセンタ|Wパートナーセンタ|"
                "Uパ|Gパー|Uー|Gート|Uト|Gトナ|Uナ|Gナー|Uー|Gーセ|Uセ|Gセン|"
                "Uン|Gンタ|Uタ|Gター|Uー|"
                "Epartner|Ecenter|",
                3);
    assert_unit("管理中心", "中心",
                "W管理|W中心|U管|G管理|U理|G理中|U中|G中心|U心|E中心|", 2);
    assert_unit("คำ", "", "Wคำ|Gคำ|Gำ|", 1);
    assert_unit("Ｃ＃ № 5", "C#", "Wc|Wno|W5|L no |U#|Ec|", 3);
}

/* Terms are appended: those of a document's units stand together. */
static void test_appends(void **state)
{
    (void)state;
    pcs_analyzer *analyzer = analyzer_new();
    pcs_error err = PCS_ERROR_INIT;
    pcs_terms terms = {0};
    pcs_word_count words;
    for (size_t i = 1; i <= 3; i++) {
        assert_ok(
            pcs_analyze_unit(&terms, &words, analyzer, "a", 1, "b", 1, &err),
            &err);
        assert_int_equal(terms.len, 2 * i);
        assert_int_equal(words.all, 1);
    }
    assert_string_equal(terms.bytes.data, "WaEbWaEbWaEb");
    pcs_terms_dispose(&terms);
    pcs_analyzer_free(analyzer);
    pcs_analyzer_free(NULL);
}

/* Only what was asked for is there, nothing of the text before it. */
static void test_wanted(void **state)
{
    (void)state;
    pcs_analyzer *analyzer = analyzer_new();
    pcs_error err = PCS_ERROR_INIT;
    const pcs_analysis *a;
    assert_ok(pcs_analyze(&a, analyzer, "xy", 2, 0, &err), &err);
    assert_null(a->folded.start);
    for (unsigned wanted = 0; wanted < 8; wanted++) {
        assert_ok(pcs_analyze(&a, analyzer, "a 구독 b", 10, 7, &err), &err);
        assert_int_equal(a->folded.len, 6);
        assert_int_equal(a->joined.len, 6);
        assert_int_equal(a->tokens.len, 3);
        assert_ok(pcs_analyze(&a, analyzer, "xy", 2, wanted, &err), &err);
        assert_int_equal(a->folded.len, 2);
        assert_int_equal(a->joined.len, wanted & PCS_ANALYZE_JOINED ? 2 : 0);
        assert_int_equal(a->tokens.len, wanted & PCS_ANALYZE_TOKENS ? 1 : 0);
        if (wanted & PCS_ANALYZE_OFFSETS)
            assert_int_equal(a->folded.end[1], 2);
    }
    pcs_analyzer_free(analyzer);
}

/* What people write differently and mean alike has the same terms. */
static void test_equivalents(void **state)
{
    (void)state;
    static const char *const pairs[][2] = {
        {"파트너 센터", "\xE1\x84\x91\xE1\x85\xA1\xE1\x84\x90\xE1\x85\xB3"
                        "\xE1\x84\x82\xE1\x85\xA5 센터"},
        {"パートナー・センター", "ﾊﾟｰﾄﾅｰ･ｾﾝﾀｰ"},
        {"Größe", "GRÖSSE"},
        {"Größe", "GRO\xCC\x88\xC3\x9F"
                  "e"},
        {"ＡＺＵＲＥ", "azure"},
        {"co\xC2\xADoperate", "cooperate"},
        {"สวัสดี", "สวัสดี\xE2\x80\x8B"},
        {"ﻋﻤﻴﻞ", "عميل"},
        {"\xE2\x80\x8Fשלום", "שלום"},
    };
    pcs_analyzer *analyzer = analyzer_new();
    for (size_t i = 0; i < N_OF(pairs); i++) {
        pcs_error err = PCS_ERROR_INIT;
        pcs_terms terms[2] = {{.len = 0}, {.len = 0}};
        pcs_word_count words[2];
        for (size_t j = 0; j < 2; j++)
            assert_ok(pcs_analyze_unit(&terms[j], &words[j], analyzer,
                                       pairs[i][j], strlen(pairs[i][j]),
                                       pairs[i][j], strlen(pairs[i][j]), &err),
                      &err);
        assert_int_equal(words[0].all, words[1].all);
        assert_string_equal(terms[0].bytes.data, terms[1].bytes.data);
        pcs_terms_dispose(&terms[0]);
        pcs_terms_dispose(&terms[1]);
    }
    pcs_analyzer_free(analyzer);
}

/* An index must not be read by another analyzer than the one it was made by:
 * who changes a term changes the version, and then this test. */
static void test_version(void **state)
{
    (void)state;
    assert_int_equal(PCS_ANALYZER_VERSION, 2);
    assert_true(atoi(pcs_analyzer_icu_version()) >= 70);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_units),   cmocka_unit_test(test_appends),
        cmocka_unit_test(test_wanted),  cmocka_unit_test(test_equivalents),
        cmocka_unit_test(test_version),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
