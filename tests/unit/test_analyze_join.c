/* test_analyze_join.c - joined text, against a rule applied naively */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "test_analyze_common.h"

#include "analyze/join.h"

#define UNITS_MAX 1024

static bool is_space(UChar c)
{
    return pcs_char_classify(c) == PCS_CHAR_SPACE;
}

/* The class of the character that ends before i, or begins at it. */
static pcs_char_class class_before(const UChar *t, size_t i)
{
    if (i == 0)
        return PCS_CHAR_OTHER;
    size_t at = i - 1;
    if (at > 0 && U16_IS_TRAIL(t[at]) && U16_IS_LEAD(t[at - 1]))
        at--;
    return pcs_char_classify(pcs_unit_next(t, &at, i));
}

static pcs_char_class class_behind(const UChar *t, size_t i, size_t len)
{
    return i < len ? pcs_char_classify(pcs_unit_next(t, &i, len))
                   : PCS_CHAR_OTHER;
}

/* s/(?<=[hangul])\s+(?=[hangul])//g, s/(?<=[katakana])[\s・]+(?=[katakana])//g:
 * for each unit by itself, whether it goes. */
static bool goes(const UChar *t, size_t len, size_t i)
{
    if (!is_space(t[i]) && t[i] != PCS_MIDDLE_DOT)
        return false;
    size_t first = i, last = i;
    bool has_dot = false;
    while (first > 0 &&
           (is_space(t[first - 1]) || t[first - 1] == PCS_MIDDLE_DOT))
        first--;
    while (last < len && (is_space(t[last]) || t[last] == PCS_MIDDLE_DOT))
        last++;
    for (size_t j = first; j < last; j++)
        has_dot = has_dot || t[j] == PCS_MIDDLE_DOT;
    pcs_char_class before = class_before(t, first);
    pcs_char_class behind = class_behind(t, last, len);
    return before == behind && (before == PCS_CHAR_KATAKANA ||
                                (before == PCS_CHAR_HANGUL && !has_dot));
}

static void check(pcs_joined *joined, const pcs_folded *f, const char *source)
{
    static UChar wanted[UNITS_MAX];
    size_t n = 0;
    pcs_error err = PCS_ERROR_INIT;
    assert_ok(pcs_join(joined, f, &err), &err);
    for (size_t i = 0; i < f->len; i++) {
        if (goes(f->text, f->len, i))
            continue;
        wanted[n] = f->text[i];
        assert_true(n < joined->len);
        assert_int_equal(joined->from[n++], i);
    }
    assert_units(joined->text, joined->len, wanted, n, source);
    assert_int_equal(joined->from[joined->len], f->len);
}

/* Joining what is joined changes nothing. */
static void check_again(pcs_joined *joined, const char *source)
{
    pcs_folded copy = {.text = joined->text, .len = joined->len};
    pcs_joined again = {0};
    check(&again, &copy, source);
    assert_units(again.text, again.len, joined->text, joined->len, source);
    pcs_joined_dispose(&again);
}

static const char_range characters[] = {
    {' ', ' '},         {' ', ' '},         {'\t', '\r'},     {0x3000, 0x3000},
    {0x2028, 0x2028},   {0x30FB, 0x30FB},   {0xFF65, 0xFF65}, {0x1100, 0x1112},
    {0xAC00, 0xD7A3},   {0xAC00, 0xAC10},   {0x30A1, 0x30FE}, {0xFF71, 0xFF9D},
    {0x30A0, 0x30A0},   {'a', 'c'},         {0x3041, 0x3050}, {0x4E00, 0x4E10},
    {0x1B000, 0x1B000}, {0x20000, 0x20010}, {'.', '.'},       {0x3099, 0x309A}};

static void test_random(void **state)
{
    (void)state;
    pcs_folded folded = {0};
    pcs_joined joined = {0};
    pcs_buffer text = {0};
    for (int i = 0; i < 40000; i++) {
        pcs_error err = PCS_ERROR_INIT;
        pcs_buffer_clear(&text);
        append_random(&text, characters, N_OF(characters), random_below(24));
        assert_ok(pcs_fold(&folded, text.data, text.len, false, &err), &err);
        check(&joined, &folded, text.data);
        check_again(&joined, text.data);
    }
    pcs_buffer_dispose(&text);
    pcs_folded_dispose(&folded);
    pcs_joined_dispose(&joined);
}

static void assert_joined(const char *text, const char *wanted)
{
    pcs_folded folded = {0};
    pcs_joined joined = {0};
    UChar units[UNITS_MAX];
    fold_text(&folded, text);
    check(&joined, &folded, text);
    size_t n = units_of(units, UNITS_MAX, wanted, strlen(wanted));
    assert_units(joined.text, joined.len, units, n, text);
    pcs_folded_dispose(&folded);
    pcs_joined_dispose(&joined);
}

static void test_cases(void **state)
{
    (void)state;
    assert_joined("", "");
    assert_joined(" ", " ");
    assert_joined("파트너 센터", "파트너센터");
    assert_joined("테 넌 트 ID", "테넌트 id");
    assert_joined("Azure 구독", "azure 구독");
    assert_joined("구독  관리\t자", "구독관리자");
    assert_joined("구독. 관리", "구독. 관리");
    assert_joined("구독・관리", "구독・관리");
    assert_joined(" 구독 ", " 구독 ");
    assert_joined("パートナー センター", "パートナーセンター");
    assert_joined("パートナー・センター", "パートナーセンター");
    assert_joined("ﾊﾟｰﾄﾅｰ ･ ｾﾝﾀｰ", "パートナーセンター");
    assert_joined("パートナー の", "パートナー の");
    assert_joined("ア・", "ア・");
    assert_joined("管理 中心", "管理 中心");
    assert_joined("คำ ว่า", "คำ ว่า");
    assert_joined("구독 センター", "구독 センター");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cases),
        cmocka_unit_test(test_random),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
