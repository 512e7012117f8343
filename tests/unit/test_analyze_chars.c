/* test_analyze_chars.c - classes of characters, against Unicode's properties */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "test_analyze_common.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>

/* What goes by its block rather than by its properties: Thai signs are part of
 * Thai text, and voicing marks of kana. */
static bool is_exception(UChar32 c)
{
    return c == 0x0E4F || c == 0x0E5A || c == 0x0E5B || c == 0x3099 ||
           c == 0x309A || c == 0x30FC;
}

static pcs_char_class class_of_script(UChar32 c)
{
    UErrorCode code = U_ZERO_ERROR;
    UScriptCode script = uscript_getScript(c, &code);
    static const struct {
        UScriptCode script;
        pcs_char_class class;
    } scripts[] = {
        {USCRIPT_HANGUL, PCS_CHAR_HANGUL},
        {USCRIPT_HAN, PCS_CHAR_HAN},
        {USCRIPT_HIRAGANA, PCS_CHAR_HIRAGANA},
        {USCRIPT_KATAKANA, PCS_CHAR_KATAKANA},
        {USCRIPT_THAI, PCS_CHAR_UNSPACED},
        {USCRIPT_LAO, PCS_CHAR_UNSPACED},
        {USCRIPT_KHMER, PCS_CHAR_UNSPACED},
        {USCRIPT_MYANMAR, PCS_CHAR_UNSPACED},
    };
    for (size_t i = 0; i < N_OF(scripts); i++)
        if (script == scripts[i].script)
            return scripts[i].class;
    return PCS_CHAR_WORD;
}

static pcs_char_class wanted_class(UChar32 c)
{
    if (u_hasBinaryProperty(c, UCHAR_WHITE_SPACE))
        return PCS_CHAR_SPACE;
    int8_t type = u_charType(c);
    bool is_letter = (type >= U_UPPERCASE_LETTER && type <= U_OTHER_LETTER) ||
                     type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK ||
                     type == U_COMBINING_SPACING_MARK ||
                     type == U_DECIMAL_DIGIT_NUMBER ||
                     type == U_LETTER_NUMBER || type == U_OTHER_NUMBER;
    return is_letter ? class_of_script(c) : PCS_CHAR_OTHER;
}

/* All characters that folded text can hold. */
static void test_all(void **state)
{
    (void)state;
    UErrorCode code = U_ZERO_ERROR;
    const UNormalizer2 *nfkc = unorm2_getNFKCCasefoldInstance(&code);
    assert_true(U_SUCCESS(code));
    for (UChar32 c = 0; c <= 0x10FFFF; c++) {
        UChar text[2];
        int32_t n = 0;
        U16_APPEND_UNSAFE(text, n, (uint32_t)c);
        if (!u_isdefined(c) || is_exception(c) || U_IS_SURROGATE((uint32_t)c) ||
            !unorm2_isNormalized(nfkc, text, n, &code))
            continue;
        if (pcs_char_classify(c) != wanted_class(c))
            fail_msg("U+%04X is of class %d where %d was wanted", (unsigned)c,
                     pcs_char_classify(c), wanted_class(c));
    }
}

static void test_exceptions(void **state)
{
    (void)state;
    assert_int_equal(pcs_char_classify('_'), PCS_CHAR_OTHER);
    assert_int_equal(pcs_char_classify(0x0E4F), PCS_CHAR_UNSPACED);
    assert_int_equal(pcs_char_classify(0x3099), PCS_CHAR_HIRAGANA);
    assert_int_equal(pcs_char_classify(0x30FC), PCS_CHAR_KATAKANA);
    assert_int_equal(pcs_char_classify(PCS_MIDDLE_DOT), PCS_CHAR_OTHER);
    assert_int_equal(pcs_char_classify(0x3005), PCS_CHAR_HAN);
    assert_int_equal(pcs_char_classify(0x0E33), PCS_CHAR_UNSPACED);
    assert_int_equal(pcs_char_classify(0xD800), PCS_CHAR_OTHER);
}

static void test_grams(void **state)
{
    (void)state;
    assert_false(pcs_class_has_grams(PCS_CHAR_OTHER));
    assert_false(pcs_class_has_grams(PCS_CHAR_SPACE));
    assert_false(pcs_class_has_grams(PCS_CHAR_WORD));
    assert_true(pcs_class_has_grams(PCS_CHAR_HANGUL));
    assert_true(pcs_class_has_grams(PCS_CHAR_HAN));
    assert_true(pcs_class_has_grams(PCS_CHAR_HIRAGANA));
    assert_true(pcs_class_has_grams(PCS_CHAR_KATAKANA));
    assert_true(pcs_class_has_grams(PCS_CHAR_UNSPACED));
}

/* Pairs are one character, lone surrogates are themselves. */
static void test_units(void **state)
{
    (void)state;
    static const UChar text[] = {'a',    0xD842, 0xDFB7, 0xDFB7,
                                 0xD842, 'b',    0xD842};
    static const UChar32 wanted[] = {'a', 0x20BB7, 0xDFB7, 0xD842, 'b', 0xD842};
    size_t i = 0;
    for (size_t n = 0; n < N_OF(wanted); n++)
        assert_int_equal(pcs_unit_next(text, &i, N_OF(text)), wanted[n]);
    assert_int_equal(i, N_OF(text));
}

static void test_first(void **state)
{
    (void)state;
    assert_int_equal(pcs_char_classify_first("", 0), PCS_CHAR_OTHER);
    assert_int_equal(pcs_char_classify_first("a", 1), PCS_CHAR_WORD);
    assert_int_equal(pcs_char_classify_first(" a", 2), PCS_CHAR_SPACE);
    assert_int_equal(pcs_char_classify_first("구독 a", 8), PCS_CHAR_HANGUL);
    assert_int_equal(pcs_char_classify_first("請求", 6), PCS_CHAR_HAN);
    assert_int_equal(pcs_char_classify_first("(ア)", 5), PCS_CHAR_OTHER);
    assert_int_equal(pcs_char_classify_first("\xe8", 1), PCS_CHAR_OTHER);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_all),   cmocka_unit_test(test_exceptions),
        cmocka_unit_test(test_grams), cmocka_unit_test(test_units),
        cmocka_unit_test(test_first),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
