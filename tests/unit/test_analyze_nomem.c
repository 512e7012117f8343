/* test_analyze_nomem.c - each allocation of the analyzer is refused in turn */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "test_nomem.h"

#include "analyze/analyzer.h"
#include "analyze/stem.h"

/* Something of every script, a sequence that folds to more than a buffer on
 * the stack, and more words and grams than the first allocations hold. */
static void make_text(pcs_buffer *out)
{
    pcs_buffer_puts(out, "Gro\xCC\x88\xC3\x9F"
                         "e 구독 을 パートナー センター น้ำ ");
    for (int i = 0; i < 100; i++)
        pcs_buffer_puts(out, "\xE3\x8D\x90\xCC\x81管理 a,b\xE2\x84\xA2 ");
    for (int i = 0; i < 60; i++)
        pcs_buffer_puts(out, i ? "\xCD\x84\xCD\x84\xCD\x84\xCD\x84\xCD\x84"
                               : "\xEF\xB7\xBA");
}

static pcs_status try_unit(void *context, pcs_error *err)
{
    const pcs_buffer *text = context;
    pcs_analyzer *analyzer;
    pcs_terms terms = {0};
    pcs_word_count words;
    pcs_status status = pcs_analyzer_new(&analyzer, err);
    if (status == PCS_OK)
        status = pcs_analyze_unit(&terms, &words, analyzer, text->data,
                                  text->len, text->data, text->len, err);
    pcs_terms_dispose(&terms);
    pcs_analyzer_free(analyzer);
    return status;
}

static pcs_status try_analysis(void *context, pcs_error *err)
{
    const pcs_buffer *text = context;
    const pcs_analysis *a;
    pcs_analyzer *analyzer;
    pcs_status status = pcs_analyzer_new(&analyzer, err);
    if (status == PCS_OK)
        status = pcs_analyze(
            &a, analyzer, text->data, text->len,
            PCS_ANALYZE_OFFSETS | PCS_ANALYZE_JOINED | PCS_ANALYZE_TOKENS, err);
    pcs_analyzer_free(analyzer);
    return status;
}

static void test_analysis(void **state)
{
    (void)state;
    pcs_buffer text = {0};
    make_text(&text);
    assert_true(refuse_each(try_analysis, &text) > 10);
    assert_true(refuse_each(try_unit, &text) > 10);
    pcs_buffer_dispose(&text);
}

/* The simple path, which ICU has no part in. */
static void test_simple(void **state)
{
    (void)state;
    pcs_buffer text = {0};
    for (int i = 0; i < 40; i++)
        pcs_buffer_puts(&text, "plain 구독 ");
    assert_true(refuse_each(try_analysis, &text) > 5);
    assert_true(refuse_each(try_unit, &text) > 5);
    pcs_buffer_dispose(&text);
}

static pcs_status try_keys(void *context, pcs_error *err)
{
    const char *word = context;
    pcs_stemmer *stemmer;
    pcs_buffer out = {0};
    size_t len = strlen(word);
    pcs_status status = pcs_stemmer_new(&stemmer, "pt-BR", err);
    if (status == PCS_OK)
        status = pcs_stemmer_key(stemmer, &out, word, len, err);
    if (status == PCS_OK)
        status = pcs_stemmer_bare_key(stemmer, &out, word, len, err);
    pcs_buffer_dispose(&out);
    pcs_stemmer_free(stemmer);
    return status;
}

static void test_stemmer(void **state)
{
    (void)state;
    static char word[] = "licenças";
    assert_true(refuse_each(try_keys, word) >= 3);
}

/* A run that was out of memory leaves an analyzer that works. */
static void test_recovery(void **state)
{
    (void)state;
    pcs_analyzer *analyzer;
    const pcs_analysis *a;
    pcs_error err = PCS_ERROR_INIT;
    static const char text[] = "파트너 센터, a b";
    assert_ok(pcs_analyzer_new(&analyzer, &err), &err);
    for (long n = 0; n < 20; n++) {
        allocations_left = n;
        pcs_status status =
            pcs_analyze(&a, analyzer, text, sizeof text - 1, 7, &err);
        allocations_left = -1;
        if (status == PCS_OK)
            break;
        assert_int_equal(status, PCS_ENOMEM);
    }
    assert_ok(pcs_analyze(&a, analyzer, text, sizeof text - 1, 7, &err), &err);
    assert_int_equal(a->tokens.len, 4);
    assert_int_equal(a->joined.len, a->folded.len - 1);
    pcs_analyzer_free(analyzer);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_analysis),
        cmocka_unit_test(test_simple),
        cmocka_unit_test(test_stemmer),
        cmocka_unit_test(test_recovery),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
