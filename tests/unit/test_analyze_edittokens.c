/* test_analyze_edittokens.c - the words and marks that texts are compared by */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "test_analyze_common.h"

#include "analyze/edittokens.h"

static pcs_analyzer *analyzer;

static void make(pcs_edit_tokens *t, const char *text)
{
    pcs_error err = PCS_ERROR_INIT;
    assert_ok(pcs_edit_tokens_make(t, analyzer, text, strlen(text), &err),
              &err);
}

/* The tokens of a text, with "|" between them. */
static void check(const char *text, const char *expected, size_t words)
{
    pcs_edit_tokens t = {0};
    pcs_buffer shown = {0};
    make(&t, text);
    for (size_t i = 0; i < t.len; i++) {
        pcs_buffer_puts(&shown, i ? "|" : "");
        pcs_buffer_append(&shown, text + t.items[i].start,
                          t.items[i].end - t.items[i].start);
        assert_int_equal(t.items[i].is_mark, t.items[i].class == 0);
    }
    assert_string_equal(expected, shown.data ? shown.data : "");
    assert_int_equal(words, t.words);
    assert_int_equal(t.len - words, t.marks);
    assert_int_equal(words, t.terms.len);
    assert_int_equal(PCS_EDIT_WORD * words + PCS_EDIT_MARK * t.marks,
                     pcs_edit_weight(&t));
    pcs_buffer_dispose(&shown);
    pcs_edit_tokens_dispose(&t);
}

static void test_tokens(void **state)
{
    (void)state;
    check("", "", 0);
    check(" \t\n\xC2\xA0", "", 0);
    check("Open  the file.", "Open|the|file|.", 3);
    check("(e.g. 1,000.5 v2)!!", "(|e.g|.|1,000.5|v2|)|!|!", 3);
    check("구독을 API를", "구독을|API|를", 3);
    /* Compounds are their parts; a hiragana letter by itself is a mark. */
    check("パートナー センターを開く", "パートナー|センター|を|開く", 3);
    check("パートナー・センター", "パートナー|・|センター", 2);
    /* One character that folding makes several is one mark. */
    check("a\xE2\x80\xA6", "a|\xE2\x80\xA6", 1);
    /* What is not seen is no token. */
    check("a\xE2\x80\x8B\xE2\x80\x8F b", "a|b", 2);
    check("\xFF", "\xFF", 0);
}

/* How the first tokens of two texts compare: 'e'qual, 'a'lmost or 'n'ot. */
static char compare(const char *a, const char *b)
{
    pcs_edit_tokens x = {0}, y = {0};
    make(&x, a);
    make(&y, b);
    assert_true(x.len > 0 && y.len > 0);
    char answer = x.items[0].exact == y.items[0].exact   ? 'e'
                  : x.items[0].class == y.items[0].class ? 'a'
                                                         : 'n';
    pcs_edit_tokens_dispose(&x);
    pcs_edit_tokens_dispose(&y);
    return answer;
}

static void test_classes(void **state)
{
    (void)state;
    assert_int_equal('e', compare("file", "file"));
    assert_int_equal('a', compare("file", "File"));
    assert_int_equal('n', compare("file", "files"));
    assert_int_equal('a', compare("API", "\xEF\xBC\xA1PI"));
    assert_int_equal('a', compare("12", "7"));
    assert_int_equal('a', compare("1,000.5", "3"));
    assert_int_equal('a', compare("v2", "V13"));
    assert_int_equal('n', compare("v2", "w2"));
    assert_int_equal('n', compare("v2", "v"));
    assert_int_equal('n', compare("2v", "v2"));
    assert_int_equal('a', compare("!", "?"));
    assert_int_equal('n', compare("!", "a"));
    assert_int_equal('a', compare("\xD9\xA1\xD9\xA2", "7"));
    /* Gr + u + combining diaeresis; a whole text that is not in NFC. */
    assert_int_equal('e', compare("Gr\xC3\xBCn", "Gru\xCC\x88n"));
    assert_int_equal('e', compare("\xEA\xB5\xAC", "\xE1\x84\x80\xE1\x85\xAE"));
    assert_int_equal('a', compare("na\xC2\xADme", "name"));
    assert_int_equal('e', compare("\xE2\x80\xA6", "\xE2\x80\xA6 a"));
}

static void check_canonical(const char *expected, const char *text)
{
    pcs_edit_tokens t = {0};
    pcs_buffer out = {0};
    pcs_error err = PCS_ERROR_INIT;
    assert_ok(pcs_edit_canonical(&out, &t, text, strlen(text), &err), &err);
    assert_int_equal(strlen(expected), out.len);
    assert_memory_equal(expected, out.data, out.len);
    pcs_buffer_dispose(&out);
    pcs_edit_tokens_dispose(&t);
}

static void test_canonical(void **state)
{
    (void)state;
    check_canonical("", " \n\t");
    check_canonical("a b", "  a \xC2\xA0\t b\n");
    check_canonical("Gr\xC3\xBCn", "Gru\xCC\x88n");
    check_canonical("\xEF\xBF\xBD!", "\xFF!");
    check_canonical("a\xE2\x80\x8B", "a\xE2\x80\x8B");
}

static int open_analyzer(void **state)
{
    (void)state;
    return pcs_analyzer_new(&analyzer, NULL) == PCS_OK ? 0 : -1;
}

static int close_analyzer(void **state)
{
    (void)state;
    pcs_analyzer_free(analyzer);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_tokens),
                                       cmocka_unit_test(test_classes),
                                       cmocka_unit_test(test_canonical)};
    return cmocka_run_group_tests(tests, open_analyzer, close_analyzer);
}
