/* test_cli_language.c - whose language it is, and what is said in it */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/status.h"
#include "cli/messages.h"

static const char *find(const char *tag)
{
    const pcs_language *found = pcs_language_find(tag, strlen(tag));
    return found ? found->tag : "none";
}

static void test_finds_the_nearest(void **state)
{
    static const char *const wanted[][2] = {
        {"ko", "ko"},
        {"KO-kr", "ko"},
        {"ko_KR.UTF-8", "ko"},
        {"de-AT", "de"},
        {"de_DE@euro", "de"},
        {"pt", "pt-BR"},
        {"pt-PT", "pt-BR"},
        {"pt-br", "pt-BR"},
        {"zh", "zh-CN"},
        {"zh-Hans", "zh-CN"},
        {"zh-Hant", "zh-TW"},
        {"zh-HK", "zh-TW"},
        {"zh-MO", "zh-TW"},
        {"zh_TW", "zh-TW"},
        {"zh-Hans-HK", "zh-CN"},
        {"zh-Hant-CN", "zh-TW"},
        {"zh-SG", "zh-CN"},
        {"en", "en"},
        {"en-GB", "en"},
        {"th-TH", "th"},
        {"ar-EG", "ar"},
        {"ja-JP", "ja"},
        {"fr", "none"},
        {"k", "none"},
        {"kok", "none"},
        {"", "none"},
        {"-", "none"},
        {"*", "none"},
        {"x-ko", "none"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
        assert_string_equal(find(wanted[i][0]), wanted[i][1]);
}

static const char *accept(const char *value)
{
    return pcs_language_accept(value, value ? strlen(value) : 0)->tag;
}

static void test_accepts_by_weight(void **state)
{
    (void)state;
    assert_string_equal(accept("ko-KR,ko;q=0.9,en-US;q=0.8"), "ko");
    assert_string_equal(accept("fr, de-CH;q=0.5, ja;q=0.7"), "ja");
    assert_string_equal(accept("de;q=0.5, en"), "en");
    assert_string_equal(accept("de , ja"), "de");
    assert_string_equal(accept("ko;q=0, de;q=0.001"), "de");
    assert_string_equal(accept("zh-Hant-HK ; q=1.000"), "zh-TW");
    assert_string_equal(accept("fr"), "en");
    assert_string_equal(accept("*"), "en");
    assert_string_equal(accept(""), "en");
    assert_string_equal(accept(NULL), "en");
    assert_string_equal(accept("ko;q=2, ko;q=x, ko;q=, ko;r=1, ;;,,"), "en");
    assert_string_equal(accept("ko;q=1.001, th;q=0.1"), "th");
}

static void test_a_long_list_is_read_in_one_go(void **state)
{
    enum { LEN = 1 << 20 };
    char *text = malloc(LEN);
    (void)state;
    assert_non_null(text);
    memset(text, ',', LEN);
    memcpy(text + LEN - 3, ",th", 3);
    assert_string_equal(pcs_language_accept(text, LEN)->tag, "th");
    memset(text, ';', LEN);
    assert_string_equal(pcs_language_accept(text, LEN)->tag, "en");
    free(text);
}

static const char *with(const char *all, const char *messages, const char *lang,
                        const char *list)
{
    setenv("LC_ALL", all, 1);
    setenv("LC_MESSAGES", messages, 1);
    setenv("LANG", lang, 1);
    setenv("LANGUAGE", list, 1);
    return pcs_language_of_environment()->tag;
}

static void test_asks_the_environment(void **state)
{
    (void)state;
    assert_string_equal(with("", "", "ko_KR.UTF-8", ""), "ko");
    assert_string_equal(with("", "de_DE.utf8", "ko_KR.UTF-8", ""), "de");
    assert_string_equal(with("C", "de_DE", "ko_KR.UTF-8", "ko"), "en");
    assert_string_equal(with("", "", "C.UTF-8", "ko"), "en");
    assert_string_equal(with("", "", "POSIX", "ko"), "en");
    assert_string_equal(with("", "", "en_US.UTF-8", "fr:ja:ko"), "ja");
    assert_string_equal(with("", "", "ko_KR.UTF-8", "en"), "en");
    assert_string_equal(with("", "", "ko_KR.UTF-8", "::fr"), "en");
    assert_string_equal(with("", "", "ko_KR.EUC-KR", ""), "en");
    assert_string_equal(with("", "", "de_DE.ISO-8859-1@euro", ""), "en");
    assert_string_equal(with("", "", "zh_TW.UTF-8@x", ""), "zh-TW");
    assert_string_equal(with("", "", "fr_FR.UTF-8", ""), "en");
    unsetenv("LC_ALL");
    unsetenv("LC_MESSAGES");
    unsetenv("LANG");
    unsetenv("LANGUAGE");
    assert_string_equal(pcs_language_of_environment()->tag, "en");
}

static void test_lists_languages(void **state)
{
    size_t n;
    const pcs_language *const *all = pcs_languages(&n);
    (void)state;
    assert_true(n >= 9);
    assert_ptr_equal(all[0], &pcs_language_english);
    assert_string_equal(pcs_language_name(all[0]), "English");
    for (size_t i = 1; i < n; i++) {
        assert_string_equal(find(all[i]->tag), all[i]->tag);
        assert_string_not_equal(pcs_language_name(all[i]), "English");
        bool is_arabic = strcmp(all[i]->tag, "ar") == 0;
        assert_int_equal(pcs_language_is_rtl(all[i]), is_arabic);
    }
}

static void test_what_nobody_translated_is_english(void **state)
{
    const pcs_language *korean = pcs_language_find("ko", 2);
    const char *text = "no message of ours";
    (void)state;
    assert_ptr_equal(pcs_message(korean, text), text);
    assert_string_equal(pcs_message(korean, ""), "");
    assert_string_equal(pcs_message_in(korean, "nowhere", "English"),
                        "English");
    assert_string_equal(pcs_message_plural(korean, "1 ox", "oxen", 1), "1 ox");
    assert_string_equal(pcs_message_plural(korean, "1 ox", "oxen", 0), "oxen");
    assert_string_equal(
        pcs_message_in(korean, "name of the language", "English"), "한국어");
}

static void test_a_program_has_one_language(void **state)
{
    pcs_error err = PCS_ERROR_INIT;
    (void)state;
    assert_ptr_equal(pcs_language_used(), &pcs_language_english);
    pcs_error_nomem(&err);
    assert_string_equal(err.message, "out of memory");
    pcs_language_use(pcs_language_find("de", 2));
    pcs_error_nomem(&err);
    assert_string_equal(err.message, _("out of memory"));
    assert_string_not_equal(err.message, "out of memory");
    pcs_error_set(&err, PCS_EIO, "odd %d", 7);
    assert_string_equal(err.message, "odd 7");
    pcs_language_use(&pcs_language_english);
    pcs_error_nomem(&err);
    assert_string_equal(err.message, "out of memory");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_finds_the_nearest),
        cmocka_unit_test(test_accepts_by_weight),
        cmocka_unit_test(test_a_long_list_is_read_in_one_go),
        cmocka_unit_test(test_asks_the_environment),
        cmocka_unit_test(test_lists_languages),
        cmocka_unit_test(test_what_nobody_translated_is_english),
        cmocka_unit_test(test_a_program_has_one_language),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
