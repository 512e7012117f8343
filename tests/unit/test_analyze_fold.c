/* test_analyze_fold.c - folding, against ICU's NFKC_Casefold of the whole */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <stdlib.h>

#include "test_analyze_common.h"

#include <unicode/uchar.h>
#include <unicode/ustring.h>

#define UNITS_MAX 4096
#define SARA_AM 0x0E33
#define SARA_AM_LAO 0x0EB3

/* Protects SARA AM from NFKC by a private character, which folds to itself
 * and combines with nothing. */
static void swap_sara_am(UChar *text, size_t len, UChar thai, UChar lao,
                         UChar new_thai, UChar new_lao)
{
    for (size_t i = 0; i < len; i++) {
        if (text[i] == thai)
            text[i] = new_thai;
        else if (text[i] == lao)
            text[i] = new_lao;
    }
}

static bool is_kana(UChar c)
{
    return (c >= 0x30A1 && c <= 0x30FA) || (c >= 0x31F0 && c <= 0x31FF);
}

/* What is typed for the long mark, behind what is katakana once it is folded.
 */
static void put_long_marks(const UNormalizer2 *nfkc, UChar *text, size_t len)
{
    static const UChar typed[] = {0xFF0D, 0x2212, 0x2010,
                                  0x2011, 0x2015, 0x2500};
    for (size_t i = 1; i < len; i++) {
        UErrorCode code = U_ZERO_ERROR;
        UChar folded[UNITS_MAX];
        if (!u_memchr(typed, text[i], 6))
            continue;
        int32_t n =
            unorm2_normalize(nfkc, text, (int32_t)i, folded, UNITS_MAX, &code);
        if (U_SUCCESS(code) && n > 0 && is_kana(folded[n - 1]))
            text[i] = 0x30FC;
    }
}

/* NFKC_Casefold as ICU has it, of the whole text at once. */
static size_t fold_reference(UChar *out, const char *text, size_t len)
{
    static UChar source[UNITS_MAX];
    UErrorCode code = U_ZERO_ERROR;
    size_t n = units_of(source, UNITS_MAX, text, len);
    swap_sara_am(source, n, SARA_AM, SARA_AM_LAO, 0xE000, 0xE001);
    const UNormalizer2 *nfkc = unorm2_getNFKCCasefoldInstance(&code);
    put_long_marks(nfkc, source, n);
    int32_t m =
        unorm2_normalize(nfkc, source, (int32_t)n, out, UNITS_MAX, &code);
    assert_true(U_SUCCESS(code));
    swap_sara_am(out, (size_t)m, 0xE000, 0xE001, SARA_AM, SARA_AM_LAO);
    return (size_t)m;
}

static void assert_folds(const pcs_folded *folded, const char *text, size_t len)
{
    static UChar wanted[UNITS_MAX];
    size_t n = fold_reference(wanted, text, len);
    assert_units(folded->text, folded->len, wanted, n, text);
}

/* Each unit's range of the source, folded alone, gives the units that have
 * it; and what lies between ranges folds to nothing. */
static void assert_offsets(const pcs_folded *f, const char *text, size_t len)
{
    static UChar wanted[UNITS_MAX];
    size_t behind = 0;
    for (size_t i = 0, j; i < f->len; i = j) {
        size_t start = f->start[i], end = f->end[i];
        for (j = i; j < f->len && f->start[j] == start; j++)
            assert_int_equal(f->end[j], end);
        assert_true(behind <= start && start < end && end <= len);
        assert_int_equal(fold_reference(wanted, text + behind, start - behind),
                         0);
        size_t n = fold_reference(wanted, text + start, end - start);
        /* Alone, a dash is no long mark. */
        if (n == 1 && f->text[i] == 0x30FC && i > 0 && is_kana(f->text[i - 1]))
            wanted[0] = 0x30FC;
        assert_units(f->text + i, j - i, wanted, n, text);
        behind = end;
    }
    assert_int_equal(fold_reference(wanted, text + behind, len - behind), 0);
}

/* Whether a character is no part of a word, whatever it folds to. */
static bool parts_words(UChar32 c)
{
    int8_t type = u_charType(c);
    return c == 0x200B ||
           ((type == U_OTHER_NUMBER || type == U_MATH_SYMBOL ||
             type == U_CURRENCY_SYMBOL || type == U_MODIFIER_SYMBOL ||
             type == U_OTHER_SYMBOL) &&
            !u_hasBinaryProperty(c, UCHAR_ALPHABETIC));
}

/* The units before which some character of the source parts words: around all
 * that it folded to, and behind what a zero-width space stood in. Characters
 * that ICU was not asked about fold to themselves and need no border. */
static void assert_borders(const pcs_folded *f, const char *text, size_t len)
{
    static bool wanted[UNITS_MAX], got[UNITS_MAX];
    memset(wanted, 0, sizeof wanted);
    memset(got, 0, sizeof got);
    for (size_t i = 0; i < f->n_borders; i++) {
        assert_true(f->borders[i] <= f->len);
        assert_true(i == 0 || f->borders[i] > f->borders[i - 1]);
        got[f->borders[i]] = true;
    }
    for (size_t pos = 0; pos < len;) {
        size_t at = pos, first = 0;
        UChar32 c = (UChar32)pcs_utf8_next(text, len, &pos, NULL);
        while (first < f->len && f->end[first] <= at)
            first++;
        size_t last = first;
        while (last < f->len && f->start[last] < pos)
            last++;
        bool is_first = first < last && f->start[first] == at;
        if (parts_words(c) && (is_first || c == 0x200B)) {
            wanted[last] = true;
            wanted[first] = wanted[first] || is_first;
        }
    }
    for (size_t i = 0; i <= f->len; i++) {
        bool is_plain = (i < f->len && parts_words(f->text[i])) ||
                        (i > 0 && parts_words(f->text[i - 1]));
        if (wanted[i] != got[i] && !is_plain)
            fail_msg("\"%s\": border at %zu of %s is %d", text, i,
                     show_units(f->text, f->len), got[i]);
    }
}

static void check(pcs_folded *f, const char *text, size_t len)
{
    pcs_error err = PCS_ERROR_INIT;
    /* A copy of that size lets the sanitizers see each read beyond. */
    char *copy = malloc(len ? len : 1);
    assert_non_null(copy);
    memcpy(copy, text, len);
    assert_ok(pcs_fold(f, copy, len, true, &err), &err);
    free(copy);
    assert_folds(f, text, len);
    assert_offsets(f, text, len);
    assert_borders(f, text, len);
    assert_ok(pcs_fold(f, text, len, false, &err), &err);
    assert_folds(f, text, len);
}

/* Private characters are left out: the reference needs two. */
static const char_range latin[] = {
    {0x20, 0x7E}, {0xA0, 0xFF}, {0x100, 0x24F}, {0x1E00, 0x1EFF}};
static const char_range marks[] = {
    {0x300, 0x36F},   {0x483, 0x489},   {0x591, 0x5C7},   {0x610, 0x61A},
    {0x64B, 0x65F},   {0xE38, 0xE3A},   {0xE48, 0xE4B},   {0xEB8, 0xEBA},
    {0xEC8, 0xECB},   {0x1DC0, 0x1DFF}, {0x20D0, 0x20F0}, {0x302A, 0x302F},
    {0x3099, 0x309A}, {0xFE20, 0xFE2F}, {0x94D, 0x94D},   {0x93C, 0x93C}};
static const char_range hangul[] = {
    {0xAC00, 0xD7A3}, {0x1100, 0x1112}, {0x1161, 0x1175}, {0x11A7, 0x11C2},
    {0x1100, 0x11FF}, {0xA960, 0xA97C}, {0xD7B0, 0xD7FB}, {0x3130, 0x318F}};
static const char_range wide[] = {{0xFF00, 0xFFEF}, {0xFF61, 0xFF9F},
                                  {0x3040, 0x30FF}, {0x31F0, 0x31FF},
                                  {0x3000, 0x303F}, {0x3099, 0x309A}};
static const char_range thai[] = {
    {0xE01, 0xE5B}, {0xE31, 0xE4E}, {0xE33, 0xE33},
    {0xE38, 0xE3A}, {0xE48, 0xE4B}, {0xE81, 0xEDF},
    {0xEB3, 0xEB3}, {0xEC8, 0xECB}, {0xEDC, 0xEDD}};
static const char_range han[] = {{0x4E00, 0x9FFF},   {0x2E80, 0x2FD5},
                                 {0xF900, 0xFAD9},   {0x3200, 0x33FF},
                                 {0x2F800, 0x2FA1D}, {0x20000, 0x20100}};
static const char_range arabic[] = {
    {0x600, 0x6FF},   {0x621, 0x64A}, {0x64B, 0x655},  {0xFB50, 0xFDFF},
    {0xFE70, 0xFEFC}, {0x590, 0x5F4}, {0xFB1D, 0xFB4F}};
static const char_range greek[] = {{0x370, 0x3FF}, {0x1F00, 0x1FFF},
                                   {0x400, 0x4FF}, {0x410, 0x451},
                                   {0x345, 0x345}, {0x10A0, 0x10FF}};
static const char_range signs[] = {{0x2000, 0x206F},   {0x20A0, 0x218F},
                                   {0x2460, 0x24FF},   {0x1D400, 0x1D7FF},
                                   {0x1F100, 0x1F2FF}, {0x1F600, 0x1F64F}};
static const char_range ignorable[] = {
    {0xAD, 0xAD},     {0x34F, 0x34F},   {0x61C, 0x61C},     {0x115F, 0x1160},
    {0x17B4, 0x17B5}, {0x180B, 0x180F}, {0x200B, 0x200F},   {0x202A, 0x202E},
    {0x2060, 0x206F}, {0x3164, 0x3164}, {0xFE00, 0xFE0F},   {0xFEFF, 0xFEFF},
    {0xFFA0, 0xFFA0}, {0xFFF0, 0xFFF8}, {0x1BCA0, 0x1BCA3}, {0xE0000, 0xE0FFF}};
static const char_range indic[] = {{0x900, 0xDFF},
                                   {0xF00, 0xFFF},
                                   {0x1000, 0x109F},
                                   {0x1780, 0x17FF},
                                   {0x1B00, 0x1B4B}};
static const char_range any[] = {{0, 0xD7FF},
                                 {0xF900, 0xFFFF},
                                 {0x10000, 0x1FFFF},
                                 {0xE0000, 0xE01FF},
                                 {0x10FFF0, 0x10FFFF}};

static const struct {
    const char_range *ranges;
    size_t n;
} scripts[] = {
    {latin, N_OF(latin)},         {marks, N_OF(marks)}, {hangul, N_OF(hangul)},
    {wide, N_OF(wide)},           {thai, N_OF(thai)},   {han, N_OF(han)},
    {arabic, N_OF(arabic)},       {greek, N_OF(greek)}, {signs, N_OF(signs)},
    {ignorable, N_OF(ignorable)}, {indic, N_OF(indic)}, {any, N_OF(any)},
};

static void append_script(pcs_buffer *out, size_t script, size_t n)
{
    append_random(out, scripts[script].ranges, scripts[script].n, n);
}

/* Each script by itself, then with marks and ignorables strewn in, then all
 * mixed: 15 characters are enough for any context. */
static void test_random(void **state)
{
    (void)state;
    pcs_folded folded = {0};
    pcs_buffer text = {0};
    /* Below valgrind it takes long. */
    int count = getenv("PCS_TEST_SLOWDOWN") ? 6000 : 60000;
    for (int i = 0; i < count; i++) {
        size_t script = (size_t)i % N_OF(scripts);
        size_t n = 1 + random_below(15);
        pcs_buffer_clear(&text);
        if (i % 3 == 0)
            append_script(&text, script, n);
        for (size_t j = 0; i % 3 && j < n; j++) {
            size_t other = random_below(N_OF(scripts));
            append_script(&text, i % 3 == 1 ? script : other, 1);
            if (random_below(3) == 0)
                append_script(&text, random_below(2) ? 1 : 9,
                              1 + random_below(3));
        }
        check(&folded, text.data, text.len);
    }
    pcs_buffer_dispose(&text);
    pcs_folded_dispose(&folded);
}

/* Every character alone, and with what is likeliest to combine with it. */
static void test_each_character(void **state)
{
    (void)state;
    static const char *const behind[] = {"",
                                         "a",
                                         "\xCC\x81",
                                         "\xE3\x82\x99",
                                         "\xE1\x86\xA8",
                                         "\xE2\x80\x8B",
                                         "\xE0\xB8\xB8",
                                         "\xD9\x93"};
    pcs_folded folded = {0};
    static UChar wanted[UNITS_MAX];
    uint32_t step = getenv("PCS_TEST_SLOWDOWN") ? 61 : 7;
    for (uint32_t c = 0; c <= 0x10FFFF; c += c < 0x3400 ? 1 : step) {
        if (c >= 0xD800 && c < 0xF900)
            c = 0xF900;
        char text[16];
        for (size_t i = 0; i < (c < 0x3400 ? N_OF(behind) : 2); i++) {
            size_t n = pcs_utf8_put(text, c), m = strlen(behind[i]);
            memcpy(text + n, behind[i], m);
            pcs_error err = PCS_ERROR_INIT;
            assert_ok(pcs_fold(&folded, text, n + m, false, &err), &err);
            size_t len = fold_reference(wanted, text, n + m);
            text[n + m] = 0;
            assert_units(folded.text, folded.len, wanted, len, text);
        }
    }
    pcs_folded_dispose(&folded);
}

static void assert_folded(const char *text, const char *wanted)
{
    pcs_folded folded = {0};
    UChar units[256];
    fold_text(&folded, text);
    size_t n = units_of(units, 256, wanted, strlen(wanted));
    assert_units(folded.text, folded.len, units, n, text);
    pcs_folded_dispose(&folded);
}

/* What people type for one another. */
static void test_equivalents(void **state)
{
    (void)state;
    assert_folded("", "");
    assert_folded("ABC Öl ÇA", "abc öl ça");
    assert_folded("Stra\xC3\x9F"
                  "e",
                  "strasse");
    assert_folded("O\xCC\x88l", "\xC3\xB6l");
    assert_folded("Ａｂｃ　１２３", "abc 123");
    assert_folded("ﾊﾟｰﾄﾅｰ･ｾﾝﾀｰ", "パートナー・センター");
    assert_folded(
        "\xE1\x84\x80\xE1\x85\xAE\xE1\x84\x83\xE1\x85\xA9\xE1\x86\xA8", "구독");
    assert_folded("co\xC2\xADop\xE2\x80\x8B"
                  "er\xE2\x80\x8E"
                  "ate",
                  "cooperate");
    assert_folded("น้ำ คำ", "น้ำ คำ");
    assert_folded("ນ້ຳ", "ນ້ຳ");
    assert_folded("ΣΊΣΥΦΟΣ", "σίσυφοσ");
    assert_folded("\xEF\xBB\x8B", "\xD8\xB9"); /* ain, initial form */
    assert_folded("①㎏℡", "1kgtel");
    assert_folded("\xE1\xBB\x86", "\xE1\xBB\x87");
    assert_folded("İ", "i\xCC\x87");
}

/* Which bytes a match is shown at. */
static void test_offset_cases(void **state)
{
    (void)state;
    pcs_folded f = {0};
    fold_text(&f, "xO\xCC\x88\xE2\x80\x8Bn\xC3\x9F");
    /*              x  o-umlaut, nothing  n  s s */
    static const uint32_t start[] = {0, 1, 7, 8, 8}, end[] = {1, 7, 8, 10, 10};
    assert_int_equal(f.len, 5);
    for (size_t i = 0; i < 5; i++) {
        assert_int_equal(f.start[i], start[i]);
        assert_int_equal(f.end[i], end[i]);
    }
    pcs_folded_dispose(&f);
}

/* Any bytes fold as what they are when mended. */
static void test_bytes(void **state)
{
    (void)state;
    static const char parts[] = "aZ \xC3\xA9\xE0\xB8\xED\xA0\xF0\x9F\x98\xC0"
                                "\xEA\xB5\xAC\xFF\x80\xCC\x81";
    pcs_folded folded = {0};
    pcs_buffer mended = {0};
    static UChar wanted[UNITS_MAX];
    for (int i = 0; i < 5000; i++) {
        char bytes[16];
        size_t n = random_below(sizeof bytes);
        for (size_t j = 0; j < n; j++)
            bytes[j] = random_below(4) ? parts[random_below(sizeof parts)]
                                       : (char)random_below(256);
        pcs_error err = PCS_ERROR_INIT;
        assert_ok(pcs_fold(&folded, bytes, n, true, &err), &err);
        pcs_buffer_clear(&mended);
        pcs_utf8_repair(&mended, bytes, n);
        size_t m = fold_reference(wanted, mended.data, mended.len);
        assert_units(folded.text, folded.len, wanted, m, mended.data);
        for (size_t j = 0; j < folded.len; j++)
            assert_true(folded.start[j] < folded.end[j] && folded.end[j] <= n);
    }
    pcs_buffer_dispose(&mended);
    pcs_folded_dispose(&folded);
}

/* A stack of marks neither takes forever nor is lost. */
static void test_many_marks(void **state)
{
    (void)state;
    static const char *const mark[] = {"\xCC\x81", "\xCC\x96", "\xE0\xB9\x88",
                                       "\xE0\xB8\xB8"};
    pcs_folded folded = {0};
    pcs_buffer text = {0};
    pcs_error err = PCS_ERROR_INIT;
    for (size_t kind = 0; kind < 8; kind++) {
        pcs_buffer_clear(&text);
        pcs_buffer_puts(&text, "q");
        for (size_t i = 0; i < 100000; i++)
            pcs_buffer_puts(&text, mark[kind < 4 ? kind : (kind + i) % 4]);
        assert_ok(pcs_fold(&folded, text.data, text.len, true, &err), &err);
        assert_int_equal(folded.len, 100001);
        for (size_t i = 1; i < folded.len; i++)
            assert_true(folded.start[i - 1] <= folded.start[i]);
    }
    pcs_buffer_dispose(&text);
    pcs_folded_dispose(&folded);
}

/* The most that a sequence may become: more than stands on the stack. */
static void test_long_sequence(void **state)
{
    (void)state;
    pcs_folded folded = {0};
    pcs_buffer text = {0};
    pcs_buffer_puts(&text, "\xEF\xB7\xBA");
    for (int i = 0; i < 254; i++)
        pcs_buffer_puts(&text, "\xCD\x84");
    check(&folded, text.data, text.len);
    assert_int_equal(folded.len, 18 + 2 * 254);
    pcs_buffer_dispose(&text);
    pcs_folded_dispose(&folded);
}

/* A character that folds to many units, in a text that is reused. */
static void test_reuse(void **state)
{
    (void)state;
    pcs_folded folded = {0};
    fold_text(&folded, "\xEF\xB7\xBA");
    assert_int_equal(folded.len, 18);
    assert_int_equal(folded.end[17], 3);
    fold_text(&folded, "a");
    assert_int_equal(folded.len, 1);
    fold_text(&folded, "");
    assert_int_equal(folded.len, 0);
    pcs_folded_dispose(&folded);
    assert_null(folded.text);
    pcs_folded_dispose(&folded);
}

static void assert_folds_to(const char *text, const UChar *wanted)
{
    pcs_folded f = {0};
    pcs_error err = PCS_ERROR_INIT;
    assert_ok(pcs_fold(&f, text, strlen(text), true, &err), &err);
    assert_units(f.text, f.len, wanted, (size_t)u_strlen(wanted), text);
    pcs_folded_dispose(&f);
}

static void test_long_marks(void **state)
{
    (void)state;
    assert_folds_to("サ－バ－", u"サーバー");
    assert_folds_to("ｻ−ﾊﾞ―", u"サーバー");
    assert_folds_to("サ-バ", u"サ-バ");
    assert_folds_to("表－サ", u"表-サ");
    assert_folds_to("－サ", u"-サ");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_equivalents),
        cmocka_unit_test(test_offset_cases),
        cmocka_unit_test(test_reuse),
        cmocka_unit_test(test_bytes),
        cmocka_unit_test(test_many_marks),
        cmocka_unit_test(test_long_sequence),
        cmocka_unit_test(test_random),
        cmocka_unit_test(test_long_marks),
        cmocka_unit_test(test_each_character),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
