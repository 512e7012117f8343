/* test_analyze_terms.c - words and grams as they are indexed */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "test_analyze_common.h"

#include "analyze/analyzer.h"
#include "analyze/terms.h"
#include "base/hash.h"

typedef struct bench {
    pcs_folded folded;
    pcs_joined joined;
    pcs_tokens tokens;
    pcs_terms terms;
    UBreakIterator *breaks;
} bench;

static void bench_dispose(bench *b)
{
    pcs_folded_dispose(&b->folded);
    pcs_joined_dispose(&b->joined);
    free(b->tokens.items);
    pcs_terms_dispose(&b->terms);
    if (b->breaks)
        ubrk_close(b->breaks);
}

static void join_text(bench *b, const char *text)
{
    pcs_error err = PCS_ERROR_INIT;
    fold_text(&b->folded, text);
    assert_ok(pcs_join(&b->joined, &b->folded, &err), &err);
    pcs_terms_clear(&b->terms);
}

/* Whether [start, end) of the joined text has grams throughout, and how many
 * characters it is long. */
static bool is_run(const pcs_joined *j, size_t start, size_t end, size_t *n)
{
    *n = 0;
    for (size_t i = start; i < end; ++*n)
        if (!pcs_class_has_grams(
                pcs_char_classify(pcs_unit_next(j->text, &i, end))))
            return false;
    return true;
}

static bool is_border(const pcs_joined *j, size_t i)
{
    return i == 0 || i >= j->len || !U16_IS_TRAIL(j->text[i]) ||
           !U16_IS_LEAD(j->text[i - 1]);
}

static size_t to_utf8(char *out, size_t max, const UChar *text, size_t len)
{
    UErrorCode code = U_ZERO_ERROR;
    int32_t n;
    u_strToUTF8(out, (int32_t)max, &n, text, (int32_t)len, &code);
    assert_true(U_SUCCESS(code));
    return (size_t)n;
}

/* Whether some gram is, or begins with, this. */
static bool has_gram(const pcs_terms *terms, const char *text, size_t len,
                     bool as_beginning)
{
    for (size_t i = 0; i < terms->len; i++) {
        size_t n;
        const char *gram = pcs_terms_get(terms, i, &n);
        if ((n == len + 1 || (as_beginning && n > len)) &&
            memcmp(gram + 1, text, len) == 0)
            return true;
    }
    return false;
}

/* Substring [start, end) of n characters is found: as the beginning of a gram,
 * or by two grams where it is longer than they are. */
static void assert_found(const bench *b, size_t start, size_t end, size_t n,
                         const char *source)
{
    const UChar *t = b->joined.text;
    char text[64];
    size_t at = start, len = to_utf8(text, sizeof text, t + start, end - start);
    size_t size = pcs_gram_size(pcs_char_classify(pcs_unit_next(t, &at, end)));
    if (n <= size) {
        if (!has_gram(&b->terms, text, len, true))
            fail_msg("\"%s\": no gram begins with %.*s", source, (int)len,
                     text);
        return;
    }
    size_t first = start;
    for (size_t i = 0; i < size; i++)
        pcs_unit_next(t, &first, end);
    len = to_utf8(text, sizeof text, t + start, first - start);
    assert_true(has_gram(&b->terms, text, len, false));
    len = to_utf8(text, sizeof text, t + at, end - at);
    assert_true(has_gram(&b->terms, text, len, true));
}

/* Term number *count is the kind, then units [start, end). */
static void assert_term(const bench *b, size_t *count, char kind, size_t start,
                        size_t end, const char *source)
{
    char wanted[64];
    size_t got_len;
    size_t len =
        to_utf8(wanted, sizeof wanted, b->joined.text + start, end - start);
    assert_true(*count < b->terms.len);
    const char *got = pcs_terms_get(&b->terms, *count, &got_len);
    if (got_len != len + 1 || *got != kind || memcmp(got + 1, wanted, len))
        fail_msg("\"%s\": term %zu is %.*s where %c%.*s was wanted", source,
                 *count, (int)got_len, got, kind, (int)len, wanted);
    ++*count;
}

/* In the order of the text: a character of a script with grams of two, or a
 * symbol, is itself; a gram begins where as many follow, of three in any case.
 */
static void assert_grams(bench *b, const char *source)
{
    const pcs_joined *j = &b->joined;
    size_t count = 0;
    for (size_t i = 0; i < j->len;) {
        size_t start = i, end, n;
        pcs_char_class class =
            pcs_char_classify(pcs_unit_next(j->text, &i, j->len));
        bool is_unspaced = class == PCS_CHAR_UNSPACED;
        bool has_grams = pcs_class_has_grams(class);
        if (class == PCS_CHAR_OTHER || (has_grams && !is_unspaced))
            assert_term(b, &count, 'U', start, i, source);
        if (!has_grams)
            continue;
        size_t size = is_unspaced ? 3 : 2;
        for (end = j->len;
             !is_border(j, end) || !is_run(j, start, end, &n) || n > size;)
            end--;
        if (is_unspaced || n == size)
            assert_term(b, &count, 'G', start, end, source);
    }
    assert_int_equal(count, b->terms.len);
}

static void assert_all_found(const bench *b, const char *source)
{
    const pcs_joined *j = &b->joined;
    for (size_t start = 0; start < j->len; start++)
        for (size_t end = start + 1; end <= j->len && end < start + 7; end++) {
            size_t n;
            if (is_border(j, start) && is_border(j, end) &&
                is_run(j, start, end, &n) && n <= 3)
                assert_found(b, start, end, n, source);
        }
}

static const char_range characters[] = {
    {0xAC00, 0xAC20}, {0xAC00, 0xAC20},   {0x4E00, 0x4E10}, {0x3041, 0x3050},
    {0x30A1, 0x30B0}, {0xE01, 0xE2E},     {0xE40, 0xE44},   {0x1000, 0x1020},
    {'a', 'z'},       {' ', ' '},         {'.', '.'},       {0x1100, 0x1105},
    {0xE33, 0xE33},   {0x20000, 0x20010}, {0x30FB, 0x30FB}};

static void test_grams(void **state)
{
    (void)state;
    bench b = {0};
    pcs_buffer text = {0};
    for (int i = 0; i < 6000; i++) {
        pcs_error err = PCS_ERROR_INIT;
        pcs_buffer_clear(&text);
        append_random(&text, characters, N_OF(characters),
                      1 + random_below(20));
        join_text(&b, text.data);
        assert_ok(pcs_terms_add_grams(&b.terms, &b.joined, &err), &err);
        assert_grams(&b, text.data);
        assert_all_found(&b, text.data);
    }
    pcs_buffer_dispose(&text);
    bench_dispose(&b);
}

/* Terms one after the other, each with a bar. */
static void assert_terms(const pcs_terms *terms, const char *wanted)
{
    char got[1024], *p = got;
    *p = 0;
    for (size_t i = 0; i < terms->len; i++) {
        size_t len;
        const char *term = pcs_terms_get(terms, i, &len);
        p += sprintf(p, "%.*s|", (int)len, term);
    }
    assert_string_equal(got, wanted);
}

static void assert_text_grams(const char *text, const char *wanted)
{
    bench b = {0};
    pcs_error err = PCS_ERROR_INIT;
    join_text(&b, text);
    assert_ok(pcs_terms_add_grams(&b.terms, &b.joined, &err), &err);
    assert_terms(&b.terms, wanted);
    bench_dispose(&b);
}

static void test_gram_cases(void **state)
{
    (void)state;
    assert_text_grams("", "");
    assert_text_grams("plain text", "");
    assert_text_grams("구", "U구|");
    assert_text_grams("구독 을", "U구|G구독|U독|G독을|U을|");
    assert_text_grams("Azure구독.", "U구|G구독|U독|U.|");
    assert_text_grams("管理者", "U管|G管理|U理|G理者|U者|");
    assert_text_grams("サ・ビ", "Uサ|Gサビ|Uビ|");
    assert_text_grams("กขค", "Gกขค|Gขค|Gค|");
    assert_text_grams("中ก", "U中|G中ก|Gก|");
    assert_text_grams("\xF0\xA0\x80\x80\xF0\xA0\x80\x81",
                      "U\xF0\xA0\x80\x80|"
                      "G\xF0\xA0\x80\x80\xF0\xA0\x80\x81|U\xF0\xA0\x80\x81|");
}

static void assert_text_words(const char *text, char kind, const char *wanted)
{
    bench b = {0};
    pcs_error err = PCS_ERROR_INIT;
    join_text(&b, text);
    assert_ok(pcs_tokenize(&b.tokens, &b.breaks, &b.folded, &err), &err);
    for (size_t i = 0; i < b.tokens.len; i++)
        assert_ok(pcs_terms_add_word(&b.terms, kind, &b.folded,
                                     &b.tokens.items[i], &err),
                  &err);
    assert_terms(&b.terms, wanted);
    bench_dispose(&b);
}

static void test_words(void **state)
{
    (void)state;
    assert_text_words("Two Words", 'W', "Wtwo|Wwords|");
    assert_text_words("Two Words", 'E', "Etwo|Ewords|");
    assert_text_words("Two Words", 0, "two|words|");
    assert_text_words("구독을", 'W', "W구독을|");
    /* A final long mark is only kept where little else is there. */
    assert_text_words("サーバー", 'W', "Wサーバ|");
    assert_text_words("サーバ", 'W', "Wサーバ|");
    assert_text_words("キー", 'W', "Wキー|");
    assert_text_words("コピー", 'W', "Wコピ|");
    assert_text_words("コピーー", 'W', "Wコピー|");
    assert_text_words("パートナー センター", 'W',
                      "Wパートナ|Wセンタ|Wパートナーセンタ|");
    assert_text_words("ア・ー", 'W', "Wア|Wー|Wアー|");
}

/* Long words are cut, at a character, and stay apart from one another. */
static void test_long_words(void **state)
{
    (void)state;
    bench b = {0};
    pcs_buffer text = {0};
    pcs_error err = PCS_ERROR_INIT;
    for (size_t n = 1; n < 300; n++) {
        pcs_buffer_clear(&text);
        for (size_t i = 0; i < n; i++)
            pcs_buffer_puts(&text, n % 2 ? "a" : "\xC3\xA9");
        join_text(&b, text.data);
        pcs_token token = {0, (uint32_t)b.folded.len, PCS_CHAR_WORD, false};
        /* The second of two terms: what stands before stays out of it. */
        for (int i = 0; i < 2; i++)
            assert_ok(pcs_terms_add_word(&b.terms, i ? 'W' : 'E', &b.folded,
                                         &token, &err),
                      &err);
        size_t len;
        const char *term = pcs_terms_get(&b.terms, 1, &len);
        assert_int_equal(pcs_utf8_check(term, len), len);
        if (text.len < PCS_TERM_MAX) {
            assert_int_equal(len, text.len + 1);
            assert_memory_equal(term + 1, text.data, text.len);
            continue;
        }
        char mark[32];
        pcs_buffer whole = {0};
        pcs_buffer_printf(&whole, "W%s", text.data);
        snprintf(mark, sizeof mark, "~%016llx",
                 (unsigned long long)pcs_hash64(whole.data, whole.len));
        pcs_buffer_dispose(&whole);
        assert_true(len <= PCS_TERM_MAX && len >= PCS_TERM_MAX - 3);
        assert_memory_equal(term + len - 17, mark, 17);
        assert_memory_equal(term + 1, text.data, len - 18);
    }
    pcs_buffer_dispose(&text);
    bench_dispose(&b);
}

static void test_gram_sizes(void **state)
{
    (void)state;
    assert_int_equal(pcs_gram_size(PCS_CHAR_OTHER), 0);
    assert_int_equal(pcs_gram_size(PCS_CHAR_SPACE), 0);
    assert_int_equal(pcs_gram_size(PCS_CHAR_WORD), 0);
    assert_int_equal(pcs_gram_size(PCS_CHAR_HANGUL), 2);
    assert_int_equal(pcs_gram_size(PCS_CHAR_HAN), 2);
    assert_int_equal(pcs_gram_size(PCS_CHAR_HIRAGANA), 2);
    assert_int_equal(pcs_gram_size(PCS_CHAR_KATAKANA), 2);
    assert_int_equal(pcs_gram_size(PCS_CHAR_UNSPACED), 3);
}

/* No text makes terms of bytes that are not UTF-8. */
static void test_lone_surrogates(void **state)
{
    (void)state;
    UChar text[] = {0xD842, 'a', 0xDC00, 'b', 0xDFFF};
    pcs_folded folded = {.text = text, .len = 5};
    pcs_token token = {0, 5, PCS_CHAR_WORD, false};
    pcs_terms terms = {0};
    pcs_error err = PCS_ERROR_INIT;
    assert_ok(pcs_terms_add_word(&terms, 'W', &folded, &token, &err), &err);
    assert_terms(&terms, "W\xEF\xBF\xBD"
                         "a\xEF\xBF\xBD"
                         "b\xEF\xBF\xBD|");
    pcs_terms_dispose(&terms);
    pcs_terms_dispose(&terms);
}

/* A lone mark is a word, of which nothing is left without its accents. */
static void test_letters_of_marks(void **state)
{
    (void)state;
    pcs_analyzer *analyzer;
    pcs_terms terms = {0};
    pcs_error err = PCS_ERROR_INIT;
    assert_ok(pcs_analyzer_new(&analyzer, &err), &err);
    assert_ok(pcs_analyze_letters(&terms, analyzer, "\xCD\x86", 2, &err), &err);
    assert_int_equal(0, terms.len);
    assert_ok(pcs_terms_add_letters(&terms, "", 0, &err), &err);
    assert_int_equal(0, terms.len);
    assert_ok(pcs_analyze_letters(&terms, analyzer, "ab", 2, &err), &err);
    assert_terms(&terms, "L ab |");
    pcs_terms_dispose(&terms);
    pcs_analyzer_free(analyzer);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_gram_sizes),
        cmocka_unit_test(test_gram_cases),
        cmocka_unit_test(test_words),
        cmocka_unit_test(test_long_words),
        cmocka_unit_test(test_lone_surrogates),
        cmocka_unit_test(test_grams),
        cmocka_unit_test(test_letters_of_marks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
