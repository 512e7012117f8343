/* test_xapian_database.c - opening and reading databases */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "test_xapian_common.h"

static void opens_and_counts(void **state)
{
    xapian_database *db = test_database_new(in_dir(state, "db"), 1, 10);
    xapian_stats stats;
    OK(xapian_database_stats(db, &stats, &err));
    assert_int_equal(stats.documents, 10);
    assert_int_equal(stats.last_docid, 10);
    assert_int_equal(stats.total_length, 30 + 55);
    assert_true(stats.average_length > 8.49 && stats.average_length < 8.51);
    assert_true(stats.min_length <= 4 && stats.max_length >= 13);
    assert_int_equal(stats.parts, 1);
    assert_true(stats.has_positions);

    const char *data;
    size_t len;
    OK(xapian_database_uuid(db, &data, &len, &err));
    assert_int_equal(len, 36);
    uint64_t revision;
    OK(xapian_database_revision(db, &revision, &err));
    assert_true(revision > 0);
    bool is;
    OK(xapian_database_locked(db, &is, &err));
    assert_false(is);
    OK(xapian_database_reopen(db, &is, &err));
    assert_false(is);
    OK(xapian_database_reopen(db, NULL, &err));
    xapian_database_free(db);
}

static void knows_terms(void **state)
{
    xapian_database *db = test_database_new(in_dir(state, "db"), 1, 10);
    uint32_t n;
    OK(xapian_database_term_freq(db, LIT("odd"), &n, &err));
    assert_int_equal(n, 5);
    OK(xapian_database_term_freq(db, LIT("absent"), &n, &err));
    assert_int_equal(n, 0);
    OK(xapian_database_term_freq(db, NULL, 0, &n, &err));
    assert_int_equal(n, 10);
    OK(xapian_database_collection_freq(db, LIT("w"), &n, &err));
    assert_int_equal(n, 55);
    OK(xapian_database_wdf_bound(db, LIT("w"), &n, &err));
    assert_true(n >= 10);
    char huge[4000];
    memset(huge, 'x', sizeof huge);
    OK(xapian_database_term_freq(db, huge, sizeof huge, &n, &err));
    assert_int_equal(n, 0);

    const xapian_term terms[] = {
        {LIT("all"), 0}, {LIT("none"), 0}, {LIT("n7"), 0}};
    uint32_t freqs[3];
    OK(xapian_database_term_freqs(db, terms, 3, freqs, &err));
    assert_int_equal(freqs[0], 10);
    assert_int_equal(freqs[1], 0);
    assert_int_equal(freqs[2], 1);
    OK(xapian_database_term_freqs(db, NULL, 0, NULL, &err));
    FAILS(XAPIAN_EINVAL, xapian_database_term_freqs(db, NULL, 1, freqs, &err));
    FAILS(XAPIAN_EINVAL, xapian_database_term_freqs(db, terms, 1, NULL, &err));
    FAILS(XAPIAN_EINVAL, xapian_database_term_freq(db, NULL, 1, &n, &err));
    FAILS(XAPIAN_EINVAL, xapian_database_term_freq(db, "a", 1, NULL, &err));
    xapian_database_free(db);
}

static void knows_documents(void **state)
{
    xapian_database *db = test_database_new(in_dir(state, "db"), 1, 10);
    uint32_t n, positions[2] = {0, 0};
    size_t count;
    OK(xapian_database_document_length(db, 7, &n, &err));
    assert_int_equal(n, 10);
    OK(xapian_database_unique_terms(db, 7, &n, &err));
    assert_int_equal(n, 4);
    OK(xapian_database_positions(db, 7, LIT("w"), positions, 1, &count, &err));
    assert_int_equal(count, 2);
    assert_int_equal(positions[0], 1);
    assert_int_equal(positions[1], 0);
    OK(xapian_database_positions(db, 7, LIT("all"), NULL, 0, &count, &err));
    assert_int_equal(count, 0);
    OK(xapian_database_positions(db, 70, LIT("w"), NULL, 0, &count, &err));
    assert_int_equal(count, 0);
    FAILS(XAPIAN_EINVAL,
          xapian_database_positions(db, 7, LIT("w"), NULL, 1, &count, &err));
    FAILS(XAPIAN_EDOCUMENT, xapian_database_document_length(db, 11, &n, &err));
    FAILS(XAPIAN_EDOCUMENT, xapian_database_unique_terms(db, 11, &n, &err));
    FAILS(XAPIAN_EINVAL, xapian_database_unique_terms(db, 0, &n, &err));
    xapian_document *doc = (xapian_document *)&n;
    FAILS(XAPIAN_EDOCUMENT, xapian_database_document(&doc, db, 11, &err));
    assert_null(doc);
    FAILS(XAPIAN_EINVAL, xapian_database_document(&doc, db, 0, &err));
    xapian_database_free(db);
}

static void knows_values(void **state)
{
    xapian_database *db = test_database_new(in_dir(state, "db"), 1, 10);
    uint32_t n;
    OK(xapian_database_value_freq(db, 0, &n, &err));
    assert_int_equal(n, 10);
    OK(xapian_database_value_freq(db, 9, &n, &err));
    assert_int_equal(n, 0);
    xapian_term lower, upper;
    OK(xapian_database_value_bounds(db, 0, &lower, &upper, &err));
    check_text(lower.data, lower.len, "even");
    check_text(upper.data, upper.len, "odd");
    OK(xapian_database_value_bounds(db, 9, &lower, &upper, &err));
    assert_int_equal(lower.len + upper.len, 0);

    xapian_values *values;
    const char *data;
    size_t len;
    OK(xapian_values_open(&values, db, 0, &err));
    OK(xapian_values_next(values, &n, &data, &len, &err));
    assert_int_equal(n, 1);
    check_text(data, len, "odd");
    OK(xapian_values_skip_to(values, 8, &n, &data, &len, &err));
    assert_int_equal(n, 8);
    check_text(data, len, "even");
    OK(xapian_values_next(values, &n, &data, &len, &err));
    assert_int_equal(n, 9);
    OK(xapian_values_skip_to(values, 99, &n, &data, &len, &err));
    assert_int_equal(n, 0);
    assert_null(data);
    OK(xapian_values_next(values, &n, &data, &len, &err));
    assert_int_equal(n, 0);
    OK(xapian_values_skip_to(values, 1, &n, &data, &len, &err));
    assert_int_equal(n, 0);
    xapian_values_free(values);
    OK(xapian_values_open(&values, db, 9, &err));
    OK(xapian_values_next(values, &n, &data, &len, &err));
    assert_int_equal(n, 0);
    xapian_database_free(db);
    xapian_values_free(values);
}

static void reads_several_as_one(void **state)
{
    const char *paths[] = {in_dir(state, "a"), in_dir(state, "b")};
    xapian_database_free(test_database_new(paths[0], 1, 3));
    xapian_database_free(test_database_new(paths[1], 1, 5));
    xapian_database *db;
    OK(xapian_database_open_many(&db, paths, 2, XAPIAN_OPEN_ANY, &err));
    xapian_stats stats;
    OK(xapian_database_stats(db, &stats, &err));
    assert_int_equal(stats.documents, 8);
    assert_int_equal(stats.parts, 2);
    xapian_postings *postings;
    uint32_t docids[9];
    size_t n;
    OK(xapian_postings_open(&postings, db, LIT("n2"), &err));
    OK(xapian_postings_read(postings, docids, NULL, 9, &n, &err));
    assert_int_equal(n, 2);
    assert_int_equal(docids[0], 3);
    assert_int_equal(docids[1], 4);
    xapian_postings_free(postings);
    uint64_t revision;
    FAILS(XAPIAN_EOPERATION, xapian_database_revision(db, &revision, &err));
    const char *data;
    size_t len;
    OK(xapian_database_uuid(db, &data, &len, &err));
    assert_int_equal(len, 36 + 1 + 36);
    xapian_database_free(db);

    paths[1] = in_dir(state, "missing");
    FAILS(XAPIAN_ENOTFOUND,
          xapian_database_open_many(&db, paths, 2, XAPIAN_OPEN_ANY, &err));
    assert_null(db);
    paths[1] = NULL;
    FAILS(XAPIAN_EINVAL,
          xapian_database_open_many(&db, paths, 2, XAPIAN_OPEN_ANY, &err));
    FAILS(XAPIAN_EINVAL,
          xapian_database_open_many(&db, paths, 0, XAPIAN_OPEN_ANY, &err));
}

static void refuses_what_is_no_database(void **state)
{
    const int before = test_descriptors();
    const char *file = in_dir(state, "file");
    FILE *f = fopen(file, "w");
    assert_non_null(f);
    for (int i = 0; i < 1000; i++) {
        fputs("remote :program\n", f);
    }
    fclose(f);
    const char *missing = in_dir(state, "missing");
    const char *dir = *state;
    xapian_database *db;
    FAILS(XAPIAN_ENOTFOUND, xapian_database_open(&db, missing, 0, &err));
    FAILS(XAPIAN_ENOTFOUND,
          xapian_database_open(&db, missing, XAPIAN_OPEN_GLASS, &err));
    FAILS(XAPIAN_ENOTFOUND, xapian_database_open(&db, dir, 0, &err));
    FAILS(XAPIAN_ENOTFOUND,
          xapian_database_open(&db, dir, XAPIAN_OPEN_GLASS, &err));
    FAILS(XAPIAN_ECORRUPT,
          xapian_database_open(&db, file, XAPIAN_OPEN_GLASS, &err));
    FAILS(XAPIAN_ENOTFOUND,
          xapian_database_open(&db, missing, XAPIAN_OPEN_STUB, &err));
    FAILS(XAPIAN_EINVAL, xapian_database_open(&db, file, 77, &err));
    FAILS(XAPIAN_EINVAL, xapian_database_open(&db, NULL, 0, &err));
    FAILS(XAPIAN_EINVAL, xapian_database_open(NULL, file, 0, &err));
    FAILS(XAPIAN_EINVAL, xapian_database_open_fd(&db, -1, &err));
    FAILS(XAPIAN_ECORRUPT,
          xapian_database_open_fd(&db, open(file, O_RDONLY), &err));
    assert_null(db);
    assert_int_equal(test_descriptors(), before);
}

static void reads_a_stub(void **state)
{
    xapian_database_free(test_database_new(in_dir(state, "db"), 1, 3));
    const char *stub = in_dir(state, "stub");
    FILE *f = fopen(stub, "w");
    assert_non_null(f);
    fputs("auto db\n", f);
    fclose(f);
    xapian_database *db;
    xapian_stats stats;
    OK(xapian_database_open(&db, stub, XAPIAN_OPEN_ANY, &err));
    OK(xapian_database_stats(db, &stats, &err));
    assert_int_equal(stats.documents, 3);
    xapian_database_free(db);
    FAILS(XAPIAN_ECORRUPT,
          xapian_database_open(&db, stub, XAPIAN_OPEN_GLASS, &err));
}

static void notices_what_is_ruined(void **state)
{
    const char *path = in_dir(state, "db");
    xapian_database *db = test_database_new(path, 1, 2000);
    test_file_ruin(in_dir(state, "db/postlist.glass"), 0);
    uint32_t n;
    FAILS(XAPIAN_ECORRUPT,
          xapian_database_term_freq(db, LIT("n1999"), &n, &err));
    xapian_terms *terms;
    FAILS(XAPIAN_ECORRUPT, xapian_terms_open(&terms, db, NULL, 0, &err));
    assert_null(terms);
    xapian_postings *postings;
    FAILS(XAPIAN_ECORRUPT,
          xapian_postings_open(&postings, db, LIT("n1999"), &err));
    assert_null(postings);
    xapian_database_free(db);

    FAILS(XAPIAN_ECORRUPT, xapian_database_open(&db, path, 0, &err));
    size_t errors = 0;
    char report[40];
    const xapian_status status = xapian_database_check(
        path, XAPIAN_CHECK_TABLES, report, sizeof report, &errors, NULL);
    assert_true(status == XAPIAN_ECORRUPT || errors > 0);

    test_file_ruin(in_dir(state, "db/iamglass"), 14);
    FAILS(XAPIAN_EVERSION, xapian_database_open(&db, path, 0, &err));
    test_file_ruin(in_dir(state, "db/iamglass"), 0);
    FAILS(XAPIAN_ECORRUPT, xapian_database_open(&db, path, 0, &err));
    assert_int_equal(unlink(in_dir(state, "db/iamglass")), 0);
    FAILS(XAPIAN_ENOTFOUND, xapian_database_open(&db, path, 0, &err));
}

static void checks(void **state)
{
    const char *path = in_dir(state, "db");
    xapian_database_free(test_database_new(path, 1, 100));
    size_t errors = 7;
    char report[64];
    OK(xapian_database_check(path, XAPIAN_CHECK_TABLES, NULL, 0, &errors,
                             &err));
    assert_int_equal(errors, 0);
    OK(xapian_database_check(path, XAPIAN_CHECK_STATS, report, sizeof report,
                             &errors, &err));
    assert_int_equal(errors, 0);
    assert_true(strlen(report) > 0 && strlen(report) < sizeof report);
    FAILS(XAPIAN_EINVAL,
          xapian_database_check(path, 1 << 20, NULL, 0, &errors, &err));
    FAILS(XAPIAN_EINVAL,
          xapian_database_check(NULL, 0, NULL, 0, &errors, &err));
    FAILS(XAPIAN_EINVAL, xapian_database_check(path, 0, NULL, 0, NULL, &err));
    FAILS(XAPIAN_EOPENING, xapian_database_check(in_dir(state, "missing"), 0,
                                                 NULL, 0, &errors, &err));
}

/** Stores every document anew, one number further, and commits. */
static void shift_all(xapian_writable *w, uint32_t by)
{
    xapian_document *doc;
    OK(xapian_document_new(&doc, &err));
    for (uint32_t i = 1; i <= 2000; i++) {
        test_document_fill(doc, i + by);
        OK(xapian_writable_replace(w, i, doc, &err));
    }
    OK(xapian_writable_commit(w, &err));
    xapian_document_free(doc);
}

/** Reads all terms and their lists, up to the first failure. */
static xapian_status read_all(xapian_database *db)
{
    xapian_terms *terms = NULL;
    xapian_postings *postings = NULL;
    const char *data;
    size_t len, n;
    uint32_t docids[64];
    xapian_status status = xapian_postings_open(&postings, db, "", 0, NULL);
    if (status == XAPIAN_OK) {
        status = xapian_terms_open(&terms, db, NULL, 0, NULL);
    }
    while (status == XAPIAN_OK) {
        status = xapian_terms_next(terms, &data, &len, NULL);
        if (status != XAPIAN_OK || !data) {
            break;
        }
        status = xapian_postings_reset(postings, data, len, NULL);
        for (n = 1; status == XAPIAN_OK && n > 0;) {
            status = xapian_postings_read(postings, docids, NULL, 64, &n, NULL);
        }
    }
    xapian_terms_free(terms);
    xapian_postings_free(postings);
    return status;
}

static void is_overtaken_by_two_commits(void **state)
{
    const char *path = in_dir(state, "db");
    xapian_database *db = test_database_new(path, 1, 2000);
    xapian_writable *w;
    OK(xapian_writable_open(&w, path, XAPIAN_WRITE_OPEN, 0, &err));
    bool is;
    OK(xapian_database_locked(db, &is, &err));
    assert_true(is);
    shift_all(w, 1);
    assert_int_equal(read_all(db), XAPIAN_OK);
    xapian_postings *half;
    uint32_t docids[500];
    size_t n;
    OK(xapian_postings_open(&half, db, LIT("all"), &err));
    OK(xapian_postings_read(half, docids, NULL, 500, &n, &err));
    shift_all(w, 2);
    shift_all(w, 3);
    assert_int_equal(read_all(db), XAPIAN_EMODIFIED);
    OK(xapian_database_reopen(db, &is, &err));
    assert_true(is);
    assert_int_equal(read_all(db), XAPIAN_OK);
    uint32_t freq;
    OK(xapian_database_term_freq(db, LIT("n1"), &freq, &err));
    assert_int_equal(freq, 0);
    /* A list opened before goes on or fails, but harms nothing. */
    for (xapian_status status = XAPIAN_OK; status == XAPIAN_OK && n > 0;) {
        status = xapian_postings_read(half, docids, NULL, 500, &n, NULL);
    }
    xapian_postings_free(half);
    xapian_writable_free(w);
    xapian_database_free(db);
}

static void closes_under_iterators(void **state)
{
    xapian_database *db = test_database_new(in_dir(state, "db"), 1, 5000);
    xapian_terms *terms;
    xapian_postings *postings;
    const char *data;
    size_t len, n;
    uint32_t docids[16];
    OK(xapian_terms_open(&terms, db, NULL, 0, &err));
    OK(xapian_postings_open(&postings, db, LIT("all"), &err));
    OK(xapian_database_close(db, &err));
    OK(xapian_database_close(db, &err));
    FAILS(XAPIAN_ECLOSED, xapian_database_reopen(db, NULL, &err));
    xapian_stats stats;
    uint32_t freq;
    FAILS(XAPIAN_ECLOSED,
          xapian_database_term_freq(db, LIT("n999"), &freq, &err));
    FAILS(XAPIAN_ECLOSED,
          xapian_database_metadata(db, LIT("key"), &data, &len, &err));
    xapian_status status = XAPIAN_OK;
    do {
        status = xapian_postings_read(postings, docids, NULL, 16, &n, NULL);
    } while (status == XAPIAN_OK && n > 0);
    assert_int_equal(status, XAPIAN_ECLOSED);
    do {
        status = xapian_terms_next(terms, &data, &len, NULL);
    } while (status == XAPIAN_OK && data);
    assert_int_equal(status, XAPIAN_ECLOSED);
    (void)xapian_database_stats(db, &stats, NULL);
    xapian_database_free(db);
    xapian_terms_free(terms);
    xapian_postings_free(postings);
}

static void takes_null(void **state)
{
    (void)state;
    xapian_stats stats;
    bool is;
    uint32_t n;
    uint64_t revision;
    size_t len;
    const char *data;
    xapian_term term;
    xapian_document *doc;
    xapian_values *values;
    xapian_database_free(NULL);
    xapian_values_free(NULL);
    const xapian_status got[] = {
        xapian_database_open_fd(NULL, -1, NULL),
        xapian_database_open_many(NULL, NULL, 0, 0, NULL),
        xapian_database_reopen(NULL, NULL, NULL),
        xapian_database_close(NULL, NULL),
        xapian_database_stats(NULL, &stats, NULL),
        xapian_database_uuid(NULL, &data, &len, NULL),
        xapian_database_revision(NULL, &revision, NULL),
        xapian_database_locked(NULL, &is, NULL),
        xapian_database_term_freq(NULL, "a", 1, &n, NULL),
        xapian_database_term_freqs(NULL, &term, 1, &n, NULL),
        xapian_database_collection_freq(NULL, "a", 1, &n, NULL),
        xapian_database_wdf_bound(NULL, "a", 1, &n, NULL),
        xapian_database_document_length(NULL, 1, &n, NULL),
        xapian_database_unique_terms(NULL, 1, &n, NULL),
        xapian_database_positions(NULL, 1, "a", 1, &n, 1, &len, NULL),
        xapian_database_value_freq(NULL, 1, &n, NULL),
        xapian_database_value_bounds(NULL, 1, &term, &term, NULL),
        xapian_database_metadata(NULL, "a", 1, &data, &len, NULL),
        xapian_database_document(&doc, NULL, 1, NULL),
        xapian_database_suggest(NULL, "a", 1, 2, &data, &len, NULL),
        xapian_values_open(&values, NULL, 1, NULL),
        xapian_values_next(NULL, &n, &data, &len, NULL),
        xapian_values_skip_to(NULL, 1, &n, &data, &len, NULL),
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
        TEST(opens_and_counts),
        TEST(knows_terms),
        TEST(knows_documents),
        TEST(knows_values),
        TEST(reads_several_as_one),
        TEST(refuses_what_is_no_database),
        TEST(reads_a_stub),
        TEST(notices_what_is_ruined),
        TEST(checks),
        TEST(is_overtaken_by_two_commits),
        TEST(closes_under_iterators),
        cmocka_unit_test(takes_null),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
