/* test_analyze_jamo.c - the letters of Hangul, apart and together */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "test_analyze_common.h"

#include "analyze/jamo.h"
#include "analyze/unfinished.h"

#define FIRST 0xAC00u
#define LAST 0xD7A3u

static size_t keys_of(uint32_t *out, const uint32_t *text, size_t n)
{
    size_t keys = 0;
    for (size_t i = 0; i < n; i++)
        keys += pcs_jamo_keys(out + keys, text[i]);
    return keys;
}

/* Each syllable, alone and before each of some others, comes back from its
 * keys. */
static void test_all_syllables(void **state)
{
    (void)state;
    static const uint32_t others[] = {0xAC00, 0xC544, 0xC0AC, 0xAE4C, 0xD558,
                                      0xAC01, 0xC560, 0xB9D0, 0xC2EB};
    for (uint32_t c = FIRST; c <= LAST; c++) {
        for (size_t i = 0; i <= N_OF(others); i++) {
            uint32_t text[2] = {c, i < N_OF(others) ? others[i] : 0};
            uint32_t keys[2 * PCS_JAMO_KEYS_MAX], got[2 * PCS_JAMO_KEYS_MAX];
            size_t n = i < N_OF(others) ? 2 : 1;
            size_t len = pcs_jamo_compose(got, keys, keys_of(keys, text, n));
            assert_int_equal(len, n);
            assert_memory_equal(got, text, n * sizeof *got);
        }
    }
}

/* The letters are what Unicode decomposes the syllable to. */
static void test_letters(void **state)
{
    (void)state;
    UErrorCode code = U_ZERO_ERROR;
    const UNormalizer2 *nfd = unorm2_getNFDInstance(&code);
    assert_true(U_SUCCESS(code));
    for (uint32_t c = FIRST; c <= LAST; c++) {
        UChar unit = (UChar)c, parts[4];
        int32_t n = unorm2_normalize(nfd, &unit, 1, parts, 4, &code);
        uint32_t letters[PCS_JAMO_MAX], letter[PCS_JAMO_MAX];
        assert_true(U_SUCCESS(code));
        assert_int_equal(pcs_jamo_letters(letters, c), n);
        for (int32_t i = 0; i < n; i++) {
            assert_int_equal(pcs_jamo_letters(letter, parts[i]), 1);
            assert_int_equal(letter[0], letters[i]);
            assert_true(i == 1 ? pcs_jamo_is_vowel(letter[0])
                               : pcs_jamo_is_consonant(letter[0]));
        }
    }
}

static void test_no_hangul(void **state)
{
    (void)state;
    static const uint32_t others[] = {0,      'a',    0x10FF, 0x1113,  0x1160,
                                      0x1176, 0x11A7, 0x11C3, 0x3130,  0x3164,
                                      0x3042, 0xABFF, 0xD7A4, 0x10FFFF};
    uint32_t letters[PCS_JAMO_KEYS_MAX];
    for (size_t i = 0; i < N_OF(others); i++) {
        assert_int_equal(pcs_jamo_letters(letters, others[i]), 0);
        assert_int_equal(pcs_jamo_keys(letters, others[i]), 0);
    }
}

/* Letters at random never make more than there were, and what does not make a
 * syllable stays. */
static void test_random_letters(void **state)
{
    (void)state;
    for (int round = 0; round < 20000; round++) {
        uint32_t letters[20], out[20], keys[100], again[100];
        size_t n = random_below(21);
        for (size_t i = 0; i < n; i++)
            letters[i] = 0x3131 + random_below(0x3163 - 0x3131 + 1);
        size_t len = pcs_jamo_compose(out, letters, n);
        assert_true(len <= n);
        assert_int_equal(keys_of(keys, out, len), keys_of(again, letters, n));
        assert_memory_equal(keys, again,
                            keys_of(keys, out, len) * sizeof *keys);
    }
}

static bool begins(const char *typed, const char *word, const char *rest)
{
    pcs_unfinished u;
    size_t end = 0;
    if (!pcs_unfinished_make(&u, typed, strlen(typed)))
        return false;
    bool found = pcs_unfinished_begins(&u, word, strlen(word), &end);
    if (!found && pcs_unfinished_shift(&u))
        found = pcs_unfinished_begins(&u, word, strlen(word), &end);
    if (found)
        assert_string_equal(word + end, rest);
    return found;
}

/* Consonants are conjoining ones, as folding leaves them. */
static void test_unfinished(void **state)
{
    (void)state;
    assert_true(begins("\u1100\u1103", "구독", ""));
    assert_true(begins("\u1100\u1103", "구독자를", "자를"));
    assert_true(begins("구\u1103", "구독", ""));
    assert_true(begins("\u1100독", "구독", ""));
    assert_true(begins("구도", "구독", ""));
    assert_true(begins("구독", "구독", ""));
    assert_true(begins("국", "구가", ""));
    assert_true(begins("겁", "거부", ""));
    assert_true(begins("갃", "각시", ""));
    assert_true(begins("\u11AA", "감사", ""));
    assert_false(begins("\u1100\u1103", "구", ""));
    assert_false(begins("\u1100\u1103", "고객", ""));
    assert_false(begins("구돈", "구독", ""));
    assert_false(begins("구구", "국구", ""));
    assert_false(begins("\u1161", "아", ""));
    assert_false(begins("a", "a", ""));
    assert_false(begins("", "구독", ""));
}

static void test_unfinished_cap(void **state)
{
    (void)state;
    pcs_unfinished u;
    char text[3 * (PCS_UNFINISHED_MAX + 1) + 1] = "";
    for (int i = 0; i < PCS_UNFINISHED_MAX; i++)
        strcat(text, "각");
    assert_true(pcs_unfinished_make(&u, text, strlen(text)));
    assert_int_equal(u.whole_bytes, strlen(text));
    assert_false(pcs_unfinished_shift(&u));
    strcat(text, "각");
    assert_false(pcs_unfinished_make(&u, text, strlen(text)));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_all_syllables),
        cmocka_unit_test(test_letters),
        cmocka_unit_test(test_no_hangul),
        cmocka_unit_test(test_random_letters),
        cmocka_unit_test(test_unfinished),
        cmocka_unit_test(test_unfinished_cap),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
