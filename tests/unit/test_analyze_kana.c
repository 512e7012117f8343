/* test_analyze_kana.c - forms of Japanese words */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "test_base_common.h"

#include "analyze/kana.h"

typedef pcs_status key_maker(pcs_buffer *out, const char *word, size_t len,
                             pcs_error *err);

static void assert_keys(key_maker *make, const char *one, const char *other,
                        bool same)
{
    pcs_error err = PCS_ERROR_INIT;
    pcs_buffer a = {0}, b = {0};
    assert_ok(make(&a, one, strlen(one), &err), &err);
    assert_ok(make(&b, other, strlen(other), &err), &err);
    if ((a.len == b.len && (a.len == 0 || !memcmp(a.data, b.data, a.len))) !=
        same)
        fail_msg("%s and %s: keys %s and %s", one, other, a.len ? a.data : "",
                 b.len ? b.data : "");
    pcs_buffer_dispose(&a);
    pcs_buffer_dispose(&b);
}

static void test_spellings(void **state)
{
    (void)state;
    static const char *const same[][2] = {
        {"ヴァイオリン", "バイオリン"}, {"ビデオ", "ヴィデオ"},
        {"チーム", "ティーム"},         {"ジレンマ", "ディレンマ"},
        {"メイン", "メーン"},           {"ユーザー", "ユーザ"},
        {"ウィンドウ", "ウインドウ"},   {"サーヴィス", "サービス"},
    };
    for (size_t i = 0; i < sizeof same / sizeof *same; i++)
        assert_keys(pcs_kana_key, same[i][0], same[i][1], true);
    assert_keys(pcs_kana_key, "バイオリン", "パイオリン", false);
    assert_keys(pcs_kana_key, "ロール", "コントロール", false);
    assert_keys(pcs_kana_key, "請求", "請求", true);
    assert_keys(pcs_kana_key, "請求", "請負", false);
}

static void test_okurigana(void **state)
{
    (void)state;
    assert_keys(pcs_okurigana_key, "支払い", "支払", true);
    assert_keys(pcs_okurigana_key, "申し込み", "申込", true);
    assert_keys(pcs_okurigana_key, "申込み", "申し込み", true);
    assert_keys(pcs_okurigana_key, "支払い", "払い", false);
    /* No nouns: a verb, one character, other kana. */
    static const char *const none[] = {"支払う", "行い",   "行", "いい",
                                       "お客様", "ロール", ""};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        assert_keys(pcs_okurigana_key, none[i], "", true);
}

static void assert_ending(const char *text, const char *ending)
{
    size_t n = pcs_japanese_ending(text, strlen(text));
    if (n != strlen(ending))
        fail_msg("%s: %zu bytes where %s was wanted", text, n, ending);
}

static void test_endings(void **state)
{
    (void)state;
    assert_ending("請求書を", "を");
    assert_ending("請求書", "");
    assert_ending("パートナーからの", "からの");
    assert_ending("利用します", "します");
    assert_ending("利用されています", "されています");
    /* Behind hiragana it may be anything. */
    assert_ending("もの", "");
    assert_ending("を", "");
    assert_ending("", "");
}

static void test_verbs(void **state)
{
    (void)state;
    assert_true(pcs_is_okurigana(0x3046));  /* う */
    assert_true(pcs_is_okurigana(0x308F));  /* わ */
    assert_false(pcs_is_okurigana(0x3092)); /* を */
    assert_false(pcs_is_okurigana(0x306E)); /* の */
    assert_false(pcs_is_okurigana(0x6570)); /* 数 */
    assert_false(pcs_is_okurigana('a'));
}

/* Any bytes, without a read behind their end. */
static void test_any_bytes(void **state)
{
    (void)state;
    static const char *const parts[] = {
        "申", "し", "ー", "ヴ", "ァ", "\xE3", "\xE3\x83", "します", "a", "を"};
    for (int i = 0; i < 20000; i++) {
        pcs_error err = PCS_ERROR_INIT;
        char text[64];
        size_t len = 0;
        for (uint32_t n = random_below(6); n > 0; n--) {
            const char *part = parts[random_below(10)];
            memcpy(text + len, part, strlen(part));
            len += strlen(part);
        }
        char *exact = malloc(len ? len : 1);
        assert_non_null(exact);
        memcpy(exact, text, len);
        pcs_buffer key = {0};
        assert_ok(pcs_kana_key(&key, exact, len, &err), &err);
        assert_ok(pcs_okurigana_key(&key, exact, len, &err), &err);
        assert_true(pcs_japanese_ending(exact, len) < (len ? len : 1));
        pcs_buffer_dispose(&key);
        free(exact);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_spellings), cmocka_unit_test(test_okurigana),
        cmocka_unit_test(test_endings),   cmocka_unit_test(test_verbs),
        cmocka_unit_test(test_any_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
