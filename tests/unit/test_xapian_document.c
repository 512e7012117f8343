/* test_xapian_document.c - documents of the Xapian wrapper */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "test_xapian_common.h"

#include <math.h>

static uint32_t count(const xapian_document *doc)
{
    uint32_t n;
    OK(xapian_document_term_count(doc, &n, &err));
    return n;
}

static void holds_terms(void **state)
{
    (void)state;
    xapian_document *doc;
    OK(xapian_document_new(&doc, &err));
    assert_int_equal(xapian_document_docid(doc), 0);
    const xapian_term terms[] = {
        {LIT("b"), 2}, {LIT("a\0z"), 1}, {LIT("b"), 3}};
    OK(xapian_document_add_terms(doc, terms, 3, &err));
    OK(xapian_document_add_terms(doc, NULL, 0, &err));
    OK(xapian_document_add_term(doc, LIT("c"), 1, &err));
    OK(xapian_document_add_boolean_term(doc, LIT("Qid"), &err));
    assert_int_equal(count(doc), 4);
    OK(xapian_document_remove_term(doc, LIT("c"), &err));
    FAILS(XAPIAN_EINVAL, xapian_document_remove_term(doc, LIT("c"), &err));

    xapian_terms *list;
    const char *data;
    size_t len;
    uint32_t wdf;
    OK(xapian_terms_of_document(&list, doc, &err));
    OK(xapian_document_clear(doc, &err));
    assert_int_equal(count(doc), 0);
    xapian_document_free(doc);
    FAILS(XAPIAN_EOPERATION, xapian_terms_wdf(list, &wdf, &err));
    OK(xapian_terms_next(list, &data, &len, &err));
    check_text(data, len, "Qid");
    OK(xapian_terms_wdf(list, &wdf, &err));
    assert_int_equal(wdf, 0);
    FAILS(XAPIAN_EOPERATION, xapian_terms_freq(list, &wdf, &err));
    OK(xapian_terms_next(list, &data, &len, &err));
    assert_int_equal(len, 3);
    OK(xapian_terms_next(list, &data, &len, &err));
    check_text(data, len, "b");
    OK(xapian_terms_wdf(list, &wdf, &err));
    assert_int_equal(wdf, 5);
    OK(xapian_terms_next(list, &data, &len, &err));
    assert_null(data);
    xapian_terms_free(list);
}

static void refuses_long_terms(void **state)
{
    (void)state;
    char term[XAPIAN_TERM_MAX + 1];
    xapian_document *doc;
    OK(xapian_document_new(&doc, &err));
    memset(term, 't', sizeof term);
    OK(xapian_document_add_term(doc, term, XAPIAN_TERM_MAX, 1, &err));
    FAILS(XAPIAN_ELIMIT,
          xapian_document_add_term(doc, term, sizeof term, 1, &err));
    FAILS(XAPIAN_ELIMIT,
          xapian_document_add_boolean_term(doc, term, sizeof term, &err));
    FAILS(XAPIAN_ELIMIT,
          xapian_document_add_posting(doc, term, sizeof term, 1, 1, &err));
    FAILS(XAPIAN_ELIMIT,
          xapian_document_add_term(doc, term, SIZE_MAX, 1, &err));
    const xapian_term terms[] = {{LIT("a"), 1}, {term, sizeof term, 1}};
    FAILS(XAPIAN_ELIMIT, xapian_document_add_terms(doc, terms, 2, &err));
    assert_int_equal(count(doc), 1);
    memset(term, '\0', sizeof term);
    OK(xapian_document_add_term(doc, term, 122, 1, &err));
    FAILS(XAPIAN_ELIMIT, xapian_document_add_term(doc, term, 123, 1, &err));
    FAILS(XAPIAN_EINVAL, xapian_document_add_term(doc, "", 0, 1, &err));
    FAILS(XAPIAN_EINVAL, xapian_document_add_term(doc, NULL, 1, 1, &err));
    FAILS(XAPIAN_EINVAL, xapian_document_add_terms(doc, NULL, 1, &err));
    xapian_document_free(doc);
}

/** What is let through at add must be let through at commit. */
static void commits_the_longest_terms(void **state)
{
    char term[XAPIAN_TERM_MAX];
    xapian_writable *w;
    xapian_document *doc;
    OK(xapian_writable_open(&w, in_dir(state, "db"), XAPIAN_WRITE_NO_SYNC, 2048,
                            &err));
    OK(xapian_document_new(&doc, &err));
    for (unsigned nuls = 0; nuls <= 122; nuls += 61) {
        memset(term, 't', sizeof term);
        memset(term, '\0', nuls);
        OK(xapian_document_add_posting(doc, term, sizeof term - nuls, 1, 1,
                                       &err));
    }
    for (uint32_t i = 0; i < 3000; i++) {
        OK(xapian_writable_replace(w, UINT32_MAX - 4000 + i, doc, &err));
    }
    OK(xapian_writable_commit(w, &err));
    xapian_document_free(doc);
    xapian_writable_free(w);
}

static void holds_values_and_data(void **state)
{
    (void)state;
    xapian_document *doc;
    const char *data;
    size_t len;
    OK(xapian_document_new(&doc, &err));
    OK(xapian_document_value(doc, 3, &data, &len, &err));
    check_text(data, len, "");
    OK(xapian_document_set_value(doc, 3, LIT("three"), &err));
    OK(xapian_document_value(doc, 3, &data, &len, &err));
    check_text(data, len, "three");
    OK(xapian_document_set_value(doc, 3, NULL, 0, &err));
    OK(xapian_document_value(doc, 3, &data, &len, &err));
    check_text(data, len, "");
    FAILS(XAPIAN_EINVAL,
          xapian_document_set_value(doc, XAPIAN_NO_SLOT, "a", 1, &err));
    FAILS(XAPIAN_EINVAL, xapian_document_set_value(doc, 1, NULL, 1, &err));
    OK(xapian_document_set_data(doc, LIT("x\0y"), &err));
    OK(xapian_document_data(doc, &data, &len, &err));
    assert_int_equal(len, 3);
    assert_memory_equal(data, "x\0y", 4);
    FAILS(XAPIAN_EINVAL, xapian_document_set_data(doc, NULL, 1, &err));
    OK(xapian_document_set_data(doc, NULL, 0, &err));
    OK(xapian_document_data(doc, &data, &len, &err));
    check_text(data, len, "");
    xapian_document_free(doc);
}

static void comes_back(void **state)
{
    xapian_database *db = test_database_new(in_dir(state, "db"), 1, 9);
    xapian_document *doc;
    const char *data;
    size_t len;
    OK(xapian_database_document(&doc, db, 7, &err));
    xapian_database_free(db);
    assert_int_equal(xapian_document_docid(doc), 7);
    OK(xapian_document_data(doc, &data, &len, &err));
    check_text(data, len, "doc 7");
    OK(xapian_document_value(doc, 0, &data, &len, &err));
    check_text(data, len, "odd");
    assert_int_equal(count(doc), 4);
    OK(xapian_document_clear(doc, &err));
    assert_int_equal(xapian_document_docid(doc), 0);
    assert_int_equal(count(doc), 0);
    OK(xapian_document_data(doc, &data, &len, &err));
    check_text(data, len, "");
    xapian_document_free(doc);
}

static void writes_numbers(void **state)
{
    (void)state;
    const double numbers[] = {-INFINITY, -1e300, -2,      -0.5, 0,
                              1e-300,    0.25,   1,       2,    255,
                              256,       1e300,  INFINITY};
    const size_t n = sizeof numbers / sizeof *numbers;
    char last[XAPIAN_NUMBER_MAX] = "", now[XAPIAN_NUMBER_MAX];
    size_t last_len = 0, len;
    for (size_t i = 0; i < n; i++) {
        double back;
        OK(xapian_number_serialise(numbers[i], now, &len, &err));
        assert_true(len <= XAPIAN_NUMBER_MAX);
        OK(xapian_number_unserialise(now, len, &back, &err));
        assert_memory_equal(&back, &numbers[i], sizeof back);
        const int order = memcmp(last, now, last_len < len ? last_len : len);
        assert_true(i == 0 || order < 0 || (order == 0 && last_len < len));
        memcpy(last, now, len);
        last_len = len;
    }
    double back;
    FAILS(XAPIAN_EINVAL, xapian_number_serialise(NAN, now, &len, &err));
    FAILS(XAPIAN_EINVAL, xapian_number_serialise(1, NULL, &len, &err));
    FAILS(XAPIAN_EINVAL, xapian_number_serialise(1, now, NULL, &err));
    FAILS(XAPIAN_EINVAL, xapian_number_unserialise(NULL, 1, &back, &err));
    FAILS(XAPIAN_EINVAL, xapian_number_unserialise("a", 1, NULL, &err));
    OK(xapian_number_unserialise("\x80 more than nine bytes", 22, &back, &err));
}

static void takes_null(void **state)
{
    (void)state;
    const xapian_term term = {LIT("a"), 1};
    const char *data;
    size_t len;
    uint32_t n;
    xapian_document_free(NULL);
    assert_int_equal(xapian_document_docid(NULL), 0);
    const xapian_status got[] = {
        xapian_document_new(NULL, NULL),
        xapian_document_clear(NULL, NULL),
        xapian_document_data(NULL, &data, &len, NULL),
        xapian_document_set_data(NULL, "a", 1, NULL),
        xapian_document_add_term(NULL, "a", 1, 1, NULL),
        xapian_document_add_terms(NULL, &term, 1, NULL),
        xapian_document_add_boolean_term(NULL, "a", 1, NULL),
        xapian_document_add_posting(NULL, "a", 1, 1, 1, NULL),
        xapian_document_remove_term(NULL, "a", 1, NULL),
        xapian_document_term_count(NULL, &n, NULL),
        xapian_document_value(NULL, 1, &data, &len, NULL),
        xapian_document_set_value(NULL, 1, "a", 1, NULL),
    };
    for (size_t i = 0; i < sizeof got / sizeof *got; i++) {
        assert_int_equal(got[i], XAPIAN_EINVAL);
    }
    xapian_document *doc;
    OK(xapian_document_new(&doc, &err));
    FAILS(XAPIAN_EINVAL, xapian_document_data(doc, NULL, &len, &err));
    FAILS(XAPIAN_EINVAL, xapian_document_data(doc, &data, NULL, &err));
    FAILS(XAPIAN_EINVAL, xapian_document_term_count(doc, NULL, &err));
    xapian_document_free(doc);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(holds_terms),
        cmocka_unit_test(refuses_long_terms),
        cmocka_unit_test_setup_teardown(commits_the_longest_terms, test_dir_new,
                                        test_dir_free),
        cmocka_unit_test(holds_values_and_data),
        cmocka_unit_test_setup_teardown(comes_back, test_dir_new,
                                        test_dir_free),
        cmocka_unit_test(writes_numbers),
        cmocka_unit_test(takes_null),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
