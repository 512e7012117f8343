/* test_analyze_locale.c - names of locales */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "test_base_common.h"

#include "analyze/locale.h"

static void test_canonical(void **state)
{
    (void)state;
    static const char *const tags[][2] = {
        {"ko-kr", "ko-KR"},
        {"KO_KR", "ko-KR"},
        {"Ko-Kr", "ko-KR"},
        {"ko", "ko"},
        {"KOK", "kok"},
        {"zh-hant-tw", "zh-Hant-TW"},
        {"ZH_HANS", "zh-Hans"},
        {"sr-latn-rs", "sr-Latn-RS"},
        {"es-419", "es-419"},
        {"sl-rozaj-1994", "sl-rozaj-1994"},
        {"ca-ES-VALENCIA", "ca-ES-valencia"},
        {"de-1996-de", "de-1996-DE"},
        {"he-IL", "he-IL"},
        {"az-az", "az-AZ"},
        {"en-001", "en-001"},
        {"aa-B1c2", "aa-b1c2"},
        {"aa-1A2B", "aa-1a2b"},
        {"aa-Z9", "aa-z9"},
        {"aa-bbbbbbbb-cccccccc-dddddddd-eeeee",
         "aa-bbbbbbbb-cccccccc-dddddddd-eeeee"},
    };
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++) {
        char out[PCS_LOCALE_MAX];
        assert_true(pcs_locale_canonical(out, tags[i][0], strlen(tags[i][0])));
        assert_string_equal(out, tags[i][1]);
        /* What is canonical stays so. */
        assert_true(pcs_locale_canonical(out, tags[i][1], strlen(tags[i][1])));
        assert_string_equal(out, tags[i][1]);
    }
}

static void test_no_locale(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "",
        "k",
        "-",
        "ko-",
        "-kr",
        "ko--kr",
        "ko kr",
        "k0-kr",
        "12-34",
        "kore-kr",
        "ko-kr-",
        "ko.kr",
        "ko-\xC3\xA9r",
        "a-kr",
        "ko-r",
        "en-u-co",
        "ko-abcdefghi",
        "../..",
        "aa-bbbbbbbb-cccccccc-dddddddd-eeeeee",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        char out[PCS_LOCALE_MAX] = "x";
        if (pcs_locale_canonical(out, texts[i], strlen(texts[i])))
            fail_msg("\"%s\" is taken for a locale", texts[i]);
        assert_string_equal(out, "");
    }
}

/* Texts are not NUL-terminated, and any bytes may come. */
static void test_any_bytes(void **state)
{
    (void)state;
    static const char parts[] = "koKR-_0zh9 ";
    for (int i = 0; i < 20000; i++) {
        size_t len = random_below(40);
        char *text = malloc(len ? len : 1), out[PCS_LOCALE_MAX];
        assert_non_null(text);
        for (size_t j = 0; j < len; j++)
            text[j] = random_below(9) ? parts[random_below(sizeof parts)]
                                      : (char)random_below(256);
        bool is_locale = pcs_locale_canonical(out, text, len);
        assert_int_equal(strlen(out), is_locale ? len : 0);
        free(text);
    }
}

static void test_matches(void **state)
{
    (void)state;
    static const struct {
        const char *locale, *wanted;
        bool matches;
    } cases[] = {
        {"ko-KR", "ko-KR", true},       {"ko-KR", "ko-kr", true},
        {"ko-KR", "KO_KR", true},       {"ko-KR", "ko", true},
        {"ko-KR", "k", false},          {"ko-KR", "", false},
        {"ko-KR", "ko-", false},        {"ko-KR", "ko-K", false},
        {"ko-KR", "ko-KRX", false},     {"ko", "ko-KR", false},
        {"kok", "ko", false},           {"zh-Hant-TW", "zh-hant", true},
        {"zh-Hant-TW", "zh-TW", false}, {"zh-Hant-TW", "zh_hant_tw", true},
        {"ko-KR", "ja", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        bool got = pcs_locale_matches(cases[i].locale, cases[i].wanted,
                                      strlen(cases[i].wanted));
        if (got != cases[i].matches)
            fail_msg("%s by \"%s\": %d", cases[i].locale, cases[i].wanted, got);
    }
    assert_true(pcs_locale_matches("ko-KR", "ko,ja", 2));
}

static void test_from_path(void **state)
{
    (void)state;
    static const char *const paths[][2] = {
        {"docs/ko-kr/a.md", "ko-KR"},
        {"ko-kr/a.md", "ko-KR"},
        {"/srv/docs.ko-kr/zh-TW/sub/a.md", "zh-TW"},
        {"de-de/fr-fr/a.md", "fr-FR"},
        {"zh-hant-tw/a.md", "zh-Hant-TW"},
        {"pt_br/a.md", "pt-BR"},
        {"he-IL//a.md", "he-IL"},
        /* the file's own name is no folder */
        {"docs/ko-kr", ""},
        {"ko-kr", ""},
        {"", ""},
        {"/", ""},
        /* a language alone, or words with a hyphen, are no locale */
        {"ko/a.md", ""},
        {"how-to/a.md", ""},
        {"is-xx/a.md", ""},
        {"qqx-kr/a.md", ""},
        {"to-do/partner-center/a.md", "to-DO"},
        {"docs/what-is-new/a.md", ""},
        {"es-419/a.md", ""},
    };
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        char out[PCS_LOCALE_MAX] = "x";
        bool found = pcs_locale_from_path(out, paths[i][0]);
        if (strcmp(out, paths[i][1]) != 0)
            fail_msg("%s tells \"%s\"", paths[i][0], out);
        assert_int_equal(found, *paths[i][1] != 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_canonical), cmocka_unit_test(test_no_locale),
        cmocka_unit_test(test_any_bytes), cmocka_unit_test(test_matches),
        cmocka_unit_test(test_from_path),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
