/* test_xapian_postings.c - lists of documents and of terms */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "test_xapian_common.h"

static void walks_a_list(void **state)
{
    xapian_database *db = test_database_new(in_dir(state, "db"), 1, 20);
    xapian_postings *p;
    uint32_t docid, n, positions[2];
    size_t count;
    OK(xapian_postings_open(&p, db, LIT("w"), &err));
    xapian_database_free(db);
    assert_int_equal(xapian_postings_docid(p), 0);
    FAILS(XAPIAN_EOPERATION, xapian_postings_wdf(p, &n, &err));
    OK(xapian_postings_next(p, &docid, &err));
    assert_int_equal(docid, 1);
    OK(xapian_postings_skip_to(p, 1, &docid, &err));
    assert_int_equal(docid, 1);
    OK(xapian_postings_next(p, &docid, &err));
    assert_int_equal(docid, 2);
    OK(xapian_postings_skip_to(p, 12, &docid, &err));
    assert_int_equal(docid, 12);
    assert_int_equal(xapian_postings_docid(p), 12);
    OK(xapian_postings_wdf(p, &n, &err));
    assert_int_equal(n, 12);
    OK(xapian_postings_document_length(p, &n, &err));
    assert_int_equal(n, 15);
    OK(xapian_postings_positions(p, positions, 2, &count, &err));
    assert_int_equal(count, 2);
    assert_int_equal(positions[1], 5);
    OK(xapian_postings_positions(p, NULL, 0, &count, &err));
    assert_int_equal(count, 2);
    FAILS(XAPIAN_EINVAL, xapian_postings_positions(p, NULL, 1, &count, &err));
    OK(xapian_postings_skip_to(p, 3, &docid, &err));
    assert_int_equal(docid, 12);
    OK(xapian_postings_skip_to(p, 21, &docid, &err));
    assert_int_equal(docid, 0);
    OK(xapian_postings_next(p, &docid, &err));
    assert_int_equal(docid, 0);
    OK(xapian_postings_skip_to(p, 1, &docid, &err));
    assert_int_equal(docid, 0);
    assert_int_equal(xapian_postings_docid(p), 0);
    FAILS(XAPIAN_EOPERATION, xapian_postings_wdf(p, &n, &err));
    FAILS(XAPIAN_EOPERATION, xapian_postings_document_length(p, &n, &err));
    FAILS(XAPIAN_EOPERATION,
          xapian_postings_positions(p, positions, 2, &count, &err));
    xapian_postings_free(p);
}

static void reads_in_bulk(void **state)
{
    xapian_database *db = test_database_new(in_dir(state, "db"), 1, 20);
    xapian_postings *p;
    uint32_t docids[30], wdfs[30], docid;
    size_t n;
    OK(xapian_postings_open(&p, db, LIT("w"), &err));
    OK(xapian_postings_read(p, docids, wdfs, 0, &n, &err));
    assert_int_equal(n, 0);
    OK(xapian_postings_next(p, &docid, &err));
    assert_int_equal(docid, 1);
    OK(xapian_postings_read(p, docids, wdfs, 5, &n, &err));
    assert_int_equal(n, 5);
    for (uint32_t i = 0; i < 5; i++) {
        assert_int_equal(docids[i], i + 2);
        assert_int_equal(wdfs[i], i + 2);
    }
    assert_int_equal(xapian_postings_docid(p), 0);
    OK(xapian_postings_next(p, &docid, &err));
    assert_int_equal(docid, 7);
    OK(xapian_postings_skip_to(p, 10, &docid, &err));
    OK(xapian_postings_read(p, docids, NULL, 30, &n, &err));
    assert_int_equal(n, 10);
    assert_int_equal(docids[0], 11);
    OK(xapian_postings_read(p, docids, NULL, 30, &n, &err));
    assert_int_equal(n, 0);
    OK(xapian_postings_reset(p, LIT("even"), &err));
    OK(xapian_postings_read(p, docids, NULL, 30, &n, &err));
    assert_int_equal(n, 10);
    OK(xapian_postings_reset(p, LIT("absent"), &err));
    OK(xapian_postings_read(p, docids, NULL, 30, &n, &err));
    assert_int_equal(n, 0);
    OK(xapian_postings_skip_to(p, 1, &docid, &err));
    assert_int_equal(docid, 0);
    OK(xapian_postings_reset(p, NULL, 0, &err));
    OK(xapian_postings_read(p, docids, wdfs, 30, &n, &err));
    assert_int_equal(n, 20);
    char huge[4000];
    memset(huge, 'x', sizeof huge);
    OK(xapian_postings_reset(p, huge, sizeof huge, &err));
    OK(xapian_postings_read(p, docids, wdfs, 30, &n, &err));
    assert_int_equal(n, 0);
    FAILS(XAPIAN_EINVAL, xapian_postings_read(p, NULL, NULL, 1, &n, &err));
    FAILS(XAPIAN_EINVAL, xapian_postings_read(p, docids, NULL, 1, NULL, &err));
    FAILS(XAPIAN_EINVAL, xapian_postings_reset(p, NULL, 1, &err));
    xapian_postings_free(p);
    xapian_database_free(db);
}

static void reads_a_list_of_many_blocks(void **state)
{
    xapian_database *db = test_database_new(in_dir(state, "db"), 1, 20000);
    xapian_postings *p;
    static uint32_t docids[20001], wdfs[20001];
    size_t n;
    OK(xapian_postings_open(&p, db, LIT("w"), &err));
    OK(xapian_postings_read(p, docids, wdfs, 20001, &n, &err));
    assert_int_equal(n, 20000);
    for (uint32_t i = 0; i < 20000; i++) {
        assert_int_equal(docids[i], i + 1);
        assert_int_equal(wdfs[i], i + 1);
    }
    xapian_postings_free(p);
    xapian_database_free(db);
}

static void walks_the_vocabulary(void **state)
{
    xapian_database *db = test_database_new(in_dir(state, "db"), 1, 20);
    xapian_terms *terms;
    const char *data;
    size_t len;
    uint32_t n;
    OK(xapian_terms_open(&terms, db, LIT("n1"), &err));
    FAILS(XAPIAN_EOPERATION, xapian_terms_freq(terms, &n, &err));
    OK(xapian_terms_next(terms, &data, &len, &err));
    check_text(data, len, "n1");
    OK(xapian_terms_freq(terms, &n, &err));
    assert_int_equal(n, 1);
    FAILS(XAPIAN_EOPERATION, xapian_terms_wdf(terms, &n, &err));
    OK(xapian_terms_skip_to(terms, LIT("n15"), &data, &len, &err));
    check_text(data, len, "n15");
    OK(xapian_terms_skip_to(terms, LIT("n15"), &data, &len, &err));
    check_text(data, len, "n15");
    OK(xapian_terms_next(terms, &data, &len, &err));
    check_text(data, len, "n16");
    OK(xapian_terms_skip_to(terms, LIT("n2"), &data, &len, &err));
    assert_null(data);
    OK(xapian_terms_next(terms, &data, &len, &err));
    assert_null(data);
    OK(xapian_terms_skip_to(terms, NULL, 0, &data, &len, &err));
    assert_null(data);
    xapian_terms_free(terms);
    OK(xapian_terms_open(&terms, db, LIT("zzz"), &err));
    OK(xapian_terms_next(terms, &data, &len, &err));
    assert_null(data);
    xapian_terms_free(terms);
    char huge[4000];
    memset(huge, 'x', sizeof huge);
    OK(xapian_terms_open(&terms, db, huge, sizeof huge, &err));
    OK(xapian_terms_next(terms, &data, &len, &err));
    assert_null(data);
    xapian_terms_free(terms);

    OK(xapian_terms_of_docid(&terms, db, 7, &err));
    OK(xapian_terms_next(terms, &data, &len, &err));
    check_text(data, len, "all");
    OK(xapian_terms_freq(terms, &n, &err));
    assert_int_equal(n, 20);
    OK(xapian_terms_skip_to(terms, LIT("w"), &data, &len, &err));
    check_text(data, len, "w");
    OK(xapian_terms_wdf(terms, &n, &err));
    assert_int_equal(n, 7);
    OK(xapian_terms_next(terms, &data, &len, &err));
    assert_null(data);
    xapian_terms_free(terms);
    FAILS(XAPIAN_EDOCUMENT, xapian_terms_of_docid(&terms, db, 99, &err));
    FAILS(XAPIAN_EINVAL, xapian_terms_of_docid(&terms, db, 0, &err));
    xapian_database_free(db);
}

static void reads_terms_in_bulk(void **state)
{
    xapian_database *db = test_database_new(in_dir(state, "db"), 1, 20);
    xapian_terms *terms;
    char bytes[10];
    uint32_t lens[4], freqs[4];
    xapian_terms_buffer buffer = {bytes, sizeof bytes, 0, lens, freqs, 4, 0};
    bool at_end;
    OK(xapian_terms_open(&terms, db, NULL, 0, &err));
    OK(xapian_terms_read(terms, &buffer, &at_end, &err));
    assert_false(at_end);
    assert_int_equal(buffer.n, 3);
    assert_int_equal(buffer.bytes_len, 9);
    assert_memory_equal(bytes, "allevenn1", 9);
    assert_int_equal(lens[1], 4);
    assert_int_equal(freqs[1], 10);
    OK(xapian_terms_read(terms, &buffer, &at_end, &err));
    assert_int_equal(buffer.n, 3);
    unsigned total = 3;
    while (!at_end) {
        buffer.n = buffer.bytes_len = 0;
        OK(xapian_terms_read(terms, &buffer, &at_end, &err));
        assert_true(buffer.n > 0);
        total += (unsigned)buffer.n;
    }
    assert_int_equal(total, 24);
    OK(xapian_terms_read(terms, &buffer, NULL, &err));
    buffer.n = 5;
    FAILS(XAPIAN_EINVAL, xapian_terms_read(terms, &buffer, NULL, &err));
    xapian_terms_free(terms);

    /* Full with the first term already; and too small for it. */
    OK(xapian_terms_open(&terms, db, NULL, 0, &err));
    const char *data;
    size_t len;
    xapian_terms_buffer small = {bytes, 2, 0, lens, NULL, 4, 0};
    FAILS(XAPIAN_ELIMIT, xapian_terms_read(terms, &small, &at_end, &err));
    assert_int_equal(small.n, 0);
    small.bytes_cap = 3;
    OK(xapian_terms_read(terms, &small, &at_end, &err));
    assert_int_equal(small.n, 1);
    OK(xapian_terms_next(terms, &data, &len, &err));
    check_text(data, len, "even");
    small.bytes = NULL;
    FAILS(XAPIAN_EINVAL, xapian_terms_read(terms, &small, &at_end, &err));
    FAILS(XAPIAN_EINVAL, xapian_terms_read(terms, NULL, &at_end, &err));
    xapian_terms_free(terms);

    /* A list that knows no counts is read without them. */
    xapian_document *doc;
    OK(xapian_document_new(&doc, &err));
    OK(xapian_document_add_term(doc, LIT("a"), 1, &err));
    OK(xapian_terms_of_document(&terms, doc, &err));
    xapian_terms_buffer plain = {bytes, 10, 0, lens, freqs, 4, 0};
    FAILS(XAPIAN_EOPERATION, xapian_terms_read(terms, &plain, NULL, &err));
    plain.freqs = NULL;
    OK(xapian_terms_read(terms, &plain, &at_end, &err));
    assert_true(at_end);
    assert_int_equal(plain.n, 1);
    xapian_terms_free(terms);
    xapian_document_free(doc);
    xapian_database_free(db);
}

static void takes_null(void **state)
{
    (void)state;
    xapian_postings *p;
    xapian_terms *t;
    uint32_t n;
    size_t len;
    const char *data;
    xapian_terms_buffer buffer = {0};
    xapian_postings_free(NULL);
    xapian_terms_free(NULL);
    assert_int_equal(xapian_postings_docid(NULL), 0);
    const xapian_status got[] = {
        xapian_postings_open(&p, NULL, "a", 1, NULL),
        xapian_postings_open(NULL, NULL, "a", 1, NULL),
        xapian_postings_reset(NULL, "a", 1, NULL),
        xapian_postings_next(NULL, &n, NULL),
        xapian_postings_skip_to(NULL, 1, &n, NULL),
        xapian_postings_read(NULL, &n, NULL, 1, &len, NULL),
        xapian_postings_wdf(NULL, &n, NULL),
        xapian_postings_document_length(NULL, &n, NULL),
        xapian_postings_positions(NULL, &n, 1, &len, NULL),
        xapian_terms_open(&t, NULL, "a", 1, NULL),
        xapian_terms_of_docid(&t, NULL, 1, NULL),
        xapian_terms_of_document(&t, NULL, NULL),
        xapian_terms_of_query(&t, NULL, NULL),
        xapian_terms_of_hit(&t, NULL, 1, NULL),
        xapian_terms_of_metadata(&t, NULL, "a", 1, NULL),
        xapian_terms_of_spellings(&t, NULL, NULL),
        xapian_terms_of_synonyms(&t, NULL, "a", 1, NULL),
        xapian_terms_of_synonym_keys(&t, NULL, "a", 1, NULL),
        xapian_terms_next(NULL, &data, &len, NULL),
        xapian_terms_skip_to(NULL, "a", 1, &data, &len, NULL),
        xapian_terms_freq(NULL, &n, NULL),
        xapian_terms_wdf(NULL, &n, NULL),
        xapian_terms_read(NULL, &buffer, NULL, NULL),
    };
    for (size_t i = 0; i < sizeof got / sizeof *got; i++) {
        assert_int_equal(got[i], XAPIAN_EINVAL);
    }
}

#define TEST(name)                                                             \
    cmocka_unit_test_setup_teardown(name, test_dir_new, test_dir_free)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(walks_a_list),
        TEST(reads_in_bulk),
        TEST(reads_a_list_of_many_blocks),
        TEST(walks_the_vocabulary),
        TEST(reads_terms_in_bulk),
        cmocka_unit_test(takes_null),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
