/* test_analyze_keyboard.c - texts typed in the wrong layout */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "test_analyze_common.h"

#include "analyze/keyboard.h"

static const pcs_keyboard *layout(const char *language)
{
    for (size_t i = 0; i < pcs_n_keyboards; i++)
        if (strcmp(pcs_keyboards[i].language, language) == 0)
            return &pcs_keyboards[i];
    fail_msg("no layout for %s", language);
    return NULL;
}

static void assert_local(const char *language, const char *typed,
                         const char *wanted)
{
    pcs_buffer out = {0};
    bool good =
        pcs_keyboard_local(&out, layout(language), typed, strlen(typed));
    assert_int_equal(good, wanted != NULL);
    if (wanted)
        assert_string_equal(out.data, wanted);
    pcs_buffer_dispose(&out);
}

static void assert_latin(const char *language, const char *typed, bool is_whole,
                         const char *wanted)
{
    pcs_buffer out = {0};
    bool good = pcs_keyboard_latin(&out, layout(language), typed, strlen(typed),
                                   is_whole);
    assert_int_equal(good, wanted != NULL);
    if (wanted)
        assert_string_equal(out.data, wanted);
    pcs_buffer_dispose(&out);
}

static void test_korean(void **state)
{
    (void)state;
    assert_local("ko", "rnehr", "구독");
    assert_local("ko", "rnehrwk", "구독자");
    assert_local("ko", "ekfr", "닭");
    assert_local("ko", "ekfrdl", "닭이");
    assert_local("ko", "ekfrl", "달기");
    assert_local("ko", "tkRk", "사까");
    assert_local("ko", "EKfrl", "딸기");
    assert_local("ko", "dnpq", "웹");
    assert_local("ko", "Rnehr", "꾸독");
    assert_local("ko", "abonement", NULL);
    assert_local("ko", "hello", NULL);
    assert_local("ko", "rnehr1", NULL);
    assert_local("ko", "구독", NULL);
    assert_local("ko", "", NULL);
    assert_latin("ko", "ㄴㅕㅠㄴㅊ갸ㅔ샤ㅐㅜ", true, "subscription");
    assert_latin("ko", "ㄴㅕㅠㄴㅊ갸ㅔ샤ㅐㅜ", false, "subscription");
    assert_latin("ko", "구독", true, "rnehr");
    assert_latin("ko", "구독a", true, NULL);
}

static void test_others(void **state)
{
    (void)state;
    assert_local("ru", "gjlgbcrf", "подписка");
    assert_local("ru", "Gjlgbcrf", "подписка");
    assert_local("ru", "j,]trn", "объект");
    assert_latin("ru", "ыгиыскшзешщт", true, "subscription");
    assert_local("el", "synd;esh", "συνδέση");
    assert_latin("el", "σθβσψριπτιον", true, "subscription");
    assert_local("ar", "hgudhg", "العيال");
    assert_local("ar", "bwr", "لاصق");
    assert_latin("ar", "لا", true, "b");
    assert_latin("ar", "لا", false, "gh");
    assert_local("he", "akuo", "שלום");
    assert_latin("he", "שלום", true, "akuo");
    assert_local("th", "l;ylfu", "สวัสดี");
    assert_latin("th", "สวัสดี", true, "l;ylfu");
}

/* Keys at random come back from what they type, where no key is short for two
 * others and no capital types what the small letter does. */
static void test_round_trip(void **state)
{
    (void)state;
    for (size_t k = 0; k < pcs_n_keyboards; k++) {
        const pcs_keyboard *keyboard = &pcs_keyboards[k];
        size_t checked = 0;
        for (int round = 0; round < 20000; round++) {
            char keys[13];
            size_t n = 1 + random_below(12);
            for (size_t i = 0; i < n; i++)
                keys[i] = (char)('a' + random_below(26));
            keys[n] = 0;
            pcs_buffer local = {0}, back = {0};
            if (strcmp(keyboard->language, "ar") != 0 &&
                pcs_keyboard_local(&local, keyboard, keys, n)) {
                assert_true(pcs_keyboard_latin(&back, keyboard, local.data,
                                               local.len, true));
                assert_string_equal(back.data, keys);
                checked++;
            }
            pcs_buffer_dispose(&local);
            pcs_buffer_dispose(&back);
        }
        assert_true(checked > 100 || strcmp(keyboard->language, "ar") == 0);
    }
}

/* No key stands twice in a table, and each types a character or two. */
static void test_tables(void **state)
{
    (void)state;
    for (size_t k = 0; k < pcs_n_keyboards; k++) {
        const char *p = pcs_keyboards[k].keys;
        bool seen[128] = {false};
        while (*p) {
            unsigned char key = (unsigned char)*p++;
            size_t n = 0;
            assert_true(key < 128 && !seen[key]);
            seen[key] = true;
            while ((unsigned char)p[n] >= 0x80)
                n++;
            size_t count = pcs_utf8_count(p, n);
            assert_true(count == 1 || count == 2);
            p += n;
        }
    }
}

static void test_hostile(void **state)
{
    (void)state;
    pcs_buffer out = {0};
    char text[300];
    memset(text, 'r', sizeof text);
    for (size_t k = 0; k < pcs_n_keyboards; k++) {
        assert_false(
            pcs_keyboard_local(&out, &pcs_keyboards[k], text, sizeof text));
        assert_false(
            pcs_keyboard_latin(&out, &pcs_keyboards[k], "\xFF\xC0", 2, true));
        pcs_buffer_clear(&out);
    }
    pcs_buffer_dispose(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_korean),     cmocka_unit_test(test_others),
        cmocka_unit_test(test_round_trip), cmocka_unit_test(test_tables),
        cmocka_unit_test(test_hostile),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
