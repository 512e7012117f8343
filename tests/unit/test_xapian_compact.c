/* test_xapian_compact.c - merging databases */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "test_xapian_common.h"

/** Two databases of documents first to last, with metadata and spellings. */
static void sources_new(void **state, const char *paths[2], uint32_t second)
{
    paths[0] = in_dir(state, "a");
    paths[1] = in_dir(state, "b");
    for (uint32_t i = 0; i < 2; i++) {
        const uint32_t first = i == 0 ? 1 : second;
        xapian_writable *w = test_writable_new(paths[i], 0, first, first + 99);
        OK(xapian_writable_set_metadata(w, i ? "b" : "a", 1, "1", 1, &err));
        OK(xapian_writable_add_spelling(w, LIT("word"), 1, &err));
        OK(xapian_writable_add_synonym(w, LIT("s"), i ? "b" : "a", 1, &err));
        OK(xapian_writable_close(w, &err));
        xapian_writable_free(w);
    }
}

/** Checks what came of the two sources, in which w has wdf n in document n. */
static void check_merged(xapian_database *db, uint32_t second)
{
    xapian_stats stats;
    OK(xapian_database_stats(db, &stats, &err));
    assert_int_equal(stats.documents, 200);
    assert_int_equal(stats.last_docid, second + 99);
    assert_int_equal(stats.parts, 1);
    const char *data;
    size_t len;
    OK(xapian_database_metadata(db, LIT("b"), &data, &len, &err));
    check_text(data, len, "1");
    OK(xapian_database_suggest(db, LIT("wrod"), 2, &data, &len, &err));
    check_text(data, len, "word");
    xapian_terms *terms;
    OK(xapian_terms_of_synonyms(&terms, db, LIT("s"), &err));
    OK(xapian_terms_next(terms, &data, &len, &err));
    check_text(data, len, "a");
    OK(xapian_terms_next(terms, &data, &len, &err));
    check_text(data, len, "b");
    xapian_terms_free(terms);
    xapian_document *doc;
    OK(xapian_database_document(&doc, db, second + 99, &err));
    OK(xapian_document_data(doc, &data, &len, &err));
    assert_true(len > 4);
    xapian_document_free(doc);
}

static void merges_to_a_file(void **state)
{
    const char *paths[2];
    sources_new(state, paths, 501);
    const char *out = in_dir(state, "out");
    const uint32_t flags = XAPIAN_COMPACT_SINGLE_FILE | XAPIAN_COMPACT_FULLER |
                           XAPIAN_COMPACT_NO_RENUMBER;
    OK(xapian_database_compact(paths, 2, out, flags, 0, &err));
    struct stat st;
    assert_int_equal(stat(out, &st), 0);
    assert_true(S_ISREG(st.st_mode));
    const int before = test_descriptors();
    for (int flag = XAPIAN_OPEN_ANY; flag <= XAPIAN_OPEN_GLASS; flag++) {
        xapian_database *db;
        OK(xapian_database_open(&db, out, flag, &err));
        check_merged(db, 501);
        xapian_database_free(db);
    }
    xapian_database *db;
    OK(xapian_database_open_fd(&db, open(out, O_RDONLY), &err));
    check_merged(db, 501);
    xapian_database_free(db);
    FAILS(XAPIAN_EINVAL,
          xapian_database_open_fd(NULL, open(out, O_RDONLY), &err));
    assert_int_equal(test_descriptors(), before);
    size_t errors;
    OK(xapian_database_check(out, 0, NULL, 0, &errors, &err));
    assert_int_equal(errors, 0);

    xapian_writable *w;
    const xapian_status got = xapian_writable_open(&w, out, 0, 0, NULL);
    assert_true(got != XAPIAN_OK);
    assert_null(w);

    /* A single file is a source, too; but not its own. */
    FAILS(XAPIAN_EINVAL,
          xapian_database_compact(&out, 1, out, XAPIAN_COMPACT_SINGLE_FILE, 0,
                                  &err));
    const char *again = in_dir(state, "again");
    OK(xapian_database_compact(&out, 1, again, XAPIAN_COMPACT_NO_RENUMBER, 2048,
                               &err));
    OK(xapian_database_open(&db, again, XAPIAN_OPEN_GLASS, &err));
    check_merged(db, 501);
    xapian_database_free(db);
    test_file_ruin(out, st.st_size / 2);
    (void)xapian_database_check(out, 0, NULL, 0, &errors, NULL);
    test_file_ruin(out, 0);
    FAILS(XAPIAN_ECORRUPT,
          xapian_database_open(&db, out, XAPIAN_OPEN_GLASS, &err));
}

static void merges_to_a_directory(void **state)
{
    const char *paths[2];
    sources_new(state, paths, 1);
    const char *out = in_dir(state, "out");
    xapian_database *db;
    FAILS(XAPIAN_EOPERATION,
          xapian_database_compact(paths, 2, in_dir(state, "none"),
                                  XAPIAN_COMPACT_NO_RENUMBER, 0, &err));
    for (int i = 0; i < 2; i++) {
        OK(xapian_database_compact(
            paths, 2, out, i ? XAPIAN_COMPACT_MULTIPASS : XAPIAN_COMPACT_FULL,
            0, &err));
        OK(xapian_database_open(&db, out, XAPIAN_OPEN_GLASS, &err));
        check_merged(db, 101);
        xapian_database_free(db);
    }
}

static void refuses(void **state)
{
    const char *paths[2];
    sources_new(state, paths, 1);
    const char *out = in_dir(state, "out");
    const char *missing = in_dir(state, "missing");
    FAILS(XAPIAN_EINVAL, xapian_database_compact(paths, 2, out, 3, 0, &err));
    FAILS(XAPIAN_EINVAL, xapian_database_compact(paths, 2, out, 64, 0, &err));
    FAILS(XAPIAN_EINVAL, xapian_database_compact(paths, 2, out, 0, 5, &err));
    FAILS(XAPIAN_EINVAL, xapian_database_compact(paths, 0, out, 0, 0, &err));
    FAILS(XAPIAN_EINVAL, xapian_database_compact(NULL, 2, out, 0, 0, &err));
    FAILS(XAPIAN_EINVAL, xapian_database_compact(paths, 2, NULL, 0, 0, &err));
    FAILS(XAPIAN_EINVAL,
          xapian_database_compact(paths, 2, paths[1], 0, 0, &err));
    FAILS(XAPIAN_ENOTFOUND,
          xapian_database_compact(&missing, 1, out, 0, 0, &err));
    paths[1] = NULL;
    FAILS(XAPIAN_EINVAL, xapian_database_compact(paths, 2, out, 0, 0, &err));
    paths[1] = paths[0];
    const xapian_status got = xapian_database_compact(
        paths, 1, in_dir(state, "no/where"), 0, 0, NULL);
    assert_int_equal(got, XAPIAN_EDATABASE);
}

#define TEST(name)                                                             \
    cmocka_unit_test_setup_teardown(name, test_dir_new, test_dir_free)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(merges_to_a_file),
        TEST(merges_to_a_directory),
        TEST(refuses),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
