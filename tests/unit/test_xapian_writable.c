/* test_xapian_writable.c - writing databases */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "test_xapian_common.h"

static uint32_t count(xapian_database *db)
{
    xapian_stats stats;
    OK(xapian_database_stats(db, &stats, &err));
    return stats.documents;
}

static uint32_t freq(xapian_database *db, const char *term)
{
    uint32_t n;
    OK(xapian_database_term_freq(db, term, strlen(term), &n, &err));
    return n;
}

static void adds_replaces_deletes(void **state)
{
    xapian_writable *w = test_writable_new(in_dir(state, "db"), 0, 1, 4);
    xapian_database *db = xapian_writable_database(w);
    xapian_document *doc;
    uint32_t docid;
    OK(xapian_document_new(&doc, &err));
    test_document_fill(doc, 50);
    OK(xapian_writable_add(w, doc, &docid, &err));
    assert_int_equal(docid, 5);
    OK(xapian_writable_add(w, doc, NULL, &err));
    assert_int_equal(freq(db, "n50"), 2);
    OK(xapian_writable_replace(w, 2, doc, &err));
    assert_int_equal(freq(db, "n50"), 3);
    assert_int_equal(freq(db, "n2"), 0);
    OK(xapian_writable_replace(w, 90, doc, &err));
    assert_int_equal(count(db), 7);
    test_document_fill(doc, 60);
    OK(xapian_writable_replace_term(w, LIT("n50"), doc, &docid, &err));
    assert_int_equal(docid, 2);
    assert_int_equal(count(db), 4);
    OK(xapian_writable_replace_term(w, LIT("new"), doc, NULL, &err));
    assert_int_equal(count(db), 5);
    OK(xapian_writable_delete(w, 1, &err));
    FAILS(XAPIAN_EDOCUMENT, xapian_writable_delete(w, 1, &err));
    FAILS(XAPIAN_EINVAL, xapian_writable_delete(w, 0, &err));
    FAILS(XAPIAN_EINVAL, xapian_writable_replace(w, 0, doc, &err));
    OK(xapian_writable_delete_term(w, LIT("odd"), &err));
    OK(xapian_writable_delete_term(w, LIT("odd"), &err));
    FAILS(XAPIAN_EINVAL, xapian_writable_delete_term(w, NULL, 0, &err));
    FAILS(XAPIAN_EINVAL,
          xapian_writable_replace_term(w, "", 0, doc, NULL, &err));
    assert_int_equal(count(db), 3);
    OK(xapian_writable_commit(w, &err));
    xapian_document_free(doc);
    xapian_database_free(db); /* borrowed: nothing happens */
    assert_int_equal(count(db), 3);
    xapian_writable_free(w);
}

static void uses_the_last_id_once(void **state)
{
    xapian_writable *w = test_writable_new(in_dir(state, "db"), 0, 1, 1);
    xapian_document *doc;
    uint32_t docid;
    OK(xapian_document_new(&doc, &err));
    OK(xapian_writable_replace(w, UINT32_MAX, doc, &err));
    FAILS(XAPIAN_EDATABASE, xapian_writable_add(w, doc, &docid, &err));
    assert_int_equal(docid, 0);
    xapian_document_free(doc);
    xapian_writable_free(w);
}

static void keeps_transactions(void **state)
{
    xapian_writable *w = test_writable_new(in_dir(state, "db"), 0, 1, 4);
    xapian_database *db = xapian_writable_database(w);
    FAILS(XAPIAN_EOPERATION, xapian_writable_commit_transaction(w, &err));
    FAILS(XAPIAN_EOPERATION, xapian_writable_cancel_transaction(w, &err));
    OK(xapian_writable_begin(w, true, &err));
    FAILS(XAPIAN_EOPERATION, xapian_writable_begin(w, true, &err));
    FAILS(XAPIAN_EOPERATION, xapian_writable_commit(w, &err));
    OK(xapian_writable_delete(w, 1, &err));
    assert_int_equal(count(db), 3);
    OK(xapian_writable_cancel_transaction(w, &err));
    assert_int_equal(count(db), 4);
    OK(xapian_writable_begin(w, false, &err));
    OK(xapian_writable_delete(w, 1, &err));
    OK(xapian_writable_commit_transaction(w, &err));
    OK(xapian_writable_close(w, &err));
    OK(xapian_writable_close(w, &err));
    FAILS(XAPIAN_ECLOSED, xapian_writable_delete(w, 2, &err));
    xapian_writable_free(w);
    OK(xapian_database_open(&db, in_dir(state, "db"), 0, &err));
    assert_int_equal(count(db), 3);
    xapian_database_free(db);
}

static void opens_by_flags(void **state)
{
    const char *path = in_dir(state, "db");
    xapian_writable *w = NULL, *second = NULL;
    FAILS(XAPIAN_ENOTFOUND,
          xapian_writable_open(&w, path, XAPIAN_WRITE_OPEN, 0, &err));
    OK(xapian_writable_open(&w, path, XAPIAN_WRITE_CREATE, 2048, &err));
    FAILS(XAPIAN_ELOCKED, xapian_writable_open(&second, path, 0, 0, &err));
    assert_null(second);
    xapian_writable_free(w);
    FAILS(XAPIAN_ECREATE,
          xapian_writable_open(&w, path, XAPIAN_WRITE_CREATE, 0, &err));
    xapian_writable_free(test_writable_new(
        path, XAPIAN_WRITE_NO_SYNC | XAPIAN_WRITE_DANGEROUS, 1, 3));
    OK(xapian_writable_open(&w, path, XAPIAN_WRITE_RETRY_LOCK, 0, &err));
    assert_int_equal(count(xapian_writable_database(w)), 3);
    xapian_writable_free(w);
    OK(xapian_writable_open(&w, path, XAPIAN_WRITE_CREATE_OR_OVERWRITE, 0,
                            &err));
    assert_int_equal(count(xapian_writable_database(w)), 0);
    xapian_writable_free(w);
    OK(xapian_writable_open(&w, NULL, XAPIAN_WRITE_MEMORY, 0, &err));
    xapian_document *doc;
    OK(xapian_document_new(&doc, &err));
    OK(xapian_writable_add(w, doc, NULL, &err));
    xapian_document_free(doc);
    assert_int_equal(count(xapian_writable_database(w)), 1);
    xapian_writable_free(w);

    FAILS(XAPIAN_EINVAL, xapian_writable_open(&w, path, 1 << 20, 0, &err));
    FAILS(XAPIAN_EINVAL, xapian_writable_open(&w, path, 0, 1000, &err));
    FAILS(XAPIAN_EINVAL, xapian_writable_open(&w, path, 0, 3000, &err));
    FAILS(XAPIAN_EINVAL, xapian_writable_open(&w, path, 0, 131072, &err));
    FAILS(XAPIAN_EINVAL, xapian_writable_open(&w, NULL, 0, 0, &err));
    FAILS(XAPIAN_EINVAL, xapian_writable_open(NULL, path, 0, 0, &err));
    FAILS(XAPIAN_ECREATE,
          xapian_writable_open(&w, in_dir(state, "none/db"), 0, 0, &err));
}

static void opens_no_foreign_file(void **state)
{
    const char *file = in_dir(state, "file");
    FILE *f = fopen(file, "w");
    assert_non_null(f);
    fputs("auto db\n", f);
    fclose(f);
    xapian_writable *w;
    for (int flags = 0; flags <= XAPIAN_WRITE_OPEN; flags++) {
        const xapian_status got =
            xapian_writable_open(&w, file, flags, 0, NULL);
        assert_true(got == XAPIAN_ECREATE || got == XAPIAN_EOPENING ||
                    got == XAPIAN_ELOCKED || got == XAPIAN_ENOTFOUND);
        assert_null(w);
    }
    struct stat st;
    assert_int_equal(stat(file, &st), 0);
    assert_int_equal(st.st_size, 8);
}

static void keeps_the_lock_for_iterators(void **state)
{
    const char *path = in_dir(state, "db");
    xapian_writable *w = test_writable_new(path, 0, 1, 3), *second;
    xapian_postings *postings;
    uint32_t docid;
    OK(xapian_postings_open(&postings, xapian_writable_database(w), LIT("all"),
                            &err));
    xapian_writable_free(w);
    FAILS(XAPIAN_ELOCKED, xapian_writable_open(&second, path, 0, 0, &err));
    OK(xapian_postings_next(postings, &docid, &err));
    assert_int_equal(docid, 1);
    xapian_postings_free(postings);
    OK(xapian_writable_open(&second, path, 0, 0, &err));
    xapian_writable_free(second);
}

static void does_without_term_lists(void **state)
{
    xapian_writable *w =
        test_writable_new(in_dir(state, "db"), XAPIAN_WRITE_NO_TERMLIST, 1, 9);
    xapian_database *db = xapian_writable_database(w);
    xapian_terms *terms;
    FAILS(XAPIAN_EUNAVAILABLE, xapian_terms_of_docid(&terms, db, 1, &err));
    FAILS(XAPIAN_EUNAVAILABLE, xapian_writable_delete(w, 1, &err));
    assert_int_equal(freq(db, "all"), 9);
    xapian_writable_free(w);
}

static void keeps_metadata(void **state)
{
    const char *path = in_dir(state, "db");
    xapian_writable *w = test_writable_new(path, 0, 1, 1);
    char key[XAPIAN_TERM_MAX + 1];
    memset(key, 'k', sizeof key);
    OK(xapian_writable_set_metadata(w, LIT("a\0b"), LIT("x\0y"), &err));
    OK(xapian_writable_set_metadata(w, LIT("b"), LIT("1"), &err));
    OK(xapian_writable_set_metadata(w, LIT("b"), NULL, 0, &err));
    OK(xapian_writable_set_metadata(w, key, sizeof key - 1, "1", 1, &err));
    FAILS(XAPIAN_EINVAL, xapian_writable_set_metadata(w, "", 0, "1", 1, &err));
    FAILS(XAPIAN_ELIMIT,
          xapian_writable_set_metadata(w, key, sizeof key, "1", 1, &err));
    OK(xapian_writable_close(w, &err));
    xapian_writable_free(w);
    xapian_database *db;
    const char *data;
    size_t len;
    OK(xapian_database_open(&db, path, 0, &err));
    OK(xapian_database_metadata(db, LIT("a\0b"), &data, &len, &err));
    assert_int_equal(len, 3);
    assert_memory_equal(data, "x\0y", 4);
    OK(xapian_database_metadata(db, LIT("b"), &data, &len, &err));
    check_text(data, len, "");
    OK(xapian_database_metadata(db, key, sizeof key - 1, &data, &len, &err));
    check_text(data, len, "1");
    OK(xapian_database_metadata(db, key, sizeof key, &data, &len, &err));
    check_text(data, len, "");
    FAILS(XAPIAN_EINVAL,
          xapian_database_metadata(db, NULL, 0, &data, &len, &err));
    xapian_terms *terms;
    OK(xapian_terms_of_metadata(&terms, db, LIT("a"), &err));
    OK(xapian_terms_next(terms, &data, &len, &err));
    assert_int_equal(len, 3);
    OK(xapian_terms_next(terms, &data, &len, &err));
    assert_null(data);
    xapian_terms_free(terms);
    xapian_database_free(db);
}

static void suggests_spellings(void **state)
{
    const char *path = in_dir(state, "db");
    xapian_writable *w = test_writable_new(path, 0, 1, 1);
    xapian_database *db = xapian_writable_database(w);
    char word[XAPIAN_TERM_MAX + 1];
    memset(word, 'k', sizeof word);
    OK(xapian_writable_add_spelling(w, LIT("license"), 3, &err));
    OK(xapian_writable_add_spelling(w, LIT("tenant"), 1, &err));
    OK(xapian_writable_add_spelling(w, LIT("lesson"), 1, &err));
    OK(xapian_writable_add_spelling(w, NULL, 0, 1, &err));
    OK(xapian_writable_add_spelling(w, word, sizeof word - 1, 1, &err));
    FAILS(XAPIAN_ELIMIT,
          xapian_writable_add_spelling(w, word, sizeof word, 1, &err));
    OK(xapian_writable_remove_spelling(w, LIT("lesson"), 1, &err));
    OK(xapian_writable_remove_spelling(w, LIT("absent"), 1, &err));
    OK(xapian_writable_remove_spelling(w, NULL, 0, 1, &err));
    OK(xapian_writable_remove_spelling(w, word, sizeof word - 1, 1, &err));
    OK(xapian_writable_commit(w, &err));
    const char *data;
    size_t len;
    OK(xapian_database_suggest(db, LIT("licnese"), 2, &data, &len, &err));
    check_text(data, len, "license");
    OK(xapian_database_suggest(db, LIT("zzzzzz"), 2, &data, &len, &err));
    check_text(data, len, "");
    OK(xapian_database_suggest(db, NULL, 0, 2, &data, &len, &err));
    check_text(data, len, "");
    xapian_terms *terms;
    uint32_t n;
    OK(xapian_terms_of_spellings(&terms, db, &err));
    OK(xapian_terms_next(terms, &data, &len, &err));
    check_text(data, len, "license");
    OK(xapian_terms_freq(terms, &n, &err));
    assert_int_equal(n, 3);
    OK(xapian_terms_next(terms, &data, &len, &err));
    check_text(data, len, "tenant");
    OK(xapian_terms_next(terms, &data, &len, &err));
    assert_null(data);
    xapian_terms_free(terms);
    xapian_writable_free(w);
}

static void keeps_synonyms(void **state)
{
    xapian_writable *w = test_writable_new(in_dir(state, "db"), 0, 1, 1);
    xapian_database *db = xapian_writable_database(w);
    char word[XAPIAN_TERM_MAX + 1];
    memset(word, 'k', sizeof word);
    OK(xapian_writable_add_synonym(w, LIT("sign"), LIT("log"), &err));
    OK(xapian_writable_add_synonym(w, LIT("sign"), LIT("mark"), &err));
    OK(xapian_writable_add_synonym(w, LIT("seat"), LIT("place"), &err));
    FAILS(XAPIAN_EINVAL, xapian_writable_add_synonym(w, "", 0, "a", 1, &err));
    FAILS(XAPIAN_EINVAL, xapian_writable_add_synonym(w, "a", 1, "", 0, &err));
    FAILS(XAPIAN_ELIMIT,
          xapian_writable_add_synonym(w, word, sizeof word, "a", 1, &err));
    FAILS(XAPIAN_ELIMIT,
          xapian_writable_add_synonym(w, "a", 1, word, sizeof word, &err));
    OK(xapian_writable_remove_synonym(w, LIT("sign"), LIT("mark"), &err));
    OK(xapian_writable_remove_synonym(w, LIT("sign"), LIT("other"), &err));
    OK(xapian_writable_commit(w, &err));
    xapian_terms *terms;
    const char *data;
    size_t len;
    OK(xapian_terms_of_synonyms(&terms, db, LIT("sign"), &err));
    OK(xapian_terms_next(terms, &data, &len, &err));
    check_text(data, len, "log");
    OK(xapian_terms_next(terms, &data, &len, &err));
    assert_null(data);
    xapian_terms_free(terms);
    OK(xapian_terms_of_synonyms(&terms, db, LIT("absent"), &err));
    OK(xapian_terms_next(terms, &data, &len, &err));
    assert_null(data);
    xapian_terms_free(terms);
    OK(xapian_terms_of_synonyms(&terms, db, NULL, 0, &err));
    xapian_terms_free(terms);
    OK(xapian_writable_clear_synonyms(w, LIT("sign"), &err));
    OK(xapian_writable_commit(w, &err));
    OK(xapian_terms_of_synonym_keys(&terms, db, LIT("s"), &err));
    OK(xapian_terms_next(terms, &data, &len, &err));
    check_text(data, len, "seat");
    OK(xapian_terms_next(terms, &data, &len, &err));
    assert_null(data);
    xapian_terms_free(terms);
    xapian_writable_free(w);
}

static void takes_null(void **state)
{
    (void)state;
    xapian_document *doc;
    uint32_t n = 7;
    OK(xapian_document_new(&doc, &err));
    xapian_writable_free(NULL);
    assert_null(xapian_writable_database(NULL));
    const xapian_status got[] = {
        xapian_writable_add(NULL, doc, &n, NULL),
        xapian_writable_replace(NULL, 1, doc, NULL),
        xapian_writable_replace_term(NULL, "a", 1, doc, &n, NULL),
        xapian_writable_delete(NULL, 1, NULL),
        xapian_writable_delete_term(NULL, "a", 1, NULL),
        xapian_writable_commit(NULL, NULL),
        xapian_writable_begin(NULL, true, NULL),
        xapian_writable_commit_transaction(NULL, NULL),
        xapian_writable_cancel_transaction(NULL, NULL),
        xapian_writable_close(NULL, NULL),
        xapian_writable_set_metadata(NULL, "a", 1, "a", 1, NULL),
        xapian_writable_add_spelling(NULL, "a", 1, 1, NULL),
        xapian_writable_remove_spelling(NULL, "a", 1, 1, NULL),
        xapian_writable_add_synonym(NULL, "a", 1, "b", 1, NULL),
        xapian_writable_remove_synonym(NULL, "a", 1, "b", 1, NULL),
        xapian_writable_clear_synonyms(NULL, "a", 1, NULL),
    };
    for (size_t i = 0; i < sizeof got / sizeof *got; i++) {
        assert_int_equal(got[i], XAPIAN_EINVAL);
    }
    assert_int_equal(n, 0);
    xapian_writable *w;
    OK(xapian_writable_open(&w, NULL, XAPIAN_WRITE_MEMORY, 0, &err));
    FAILS(XAPIAN_EINVAL, xapian_writable_add(w, NULL, &n, &err));
    FAILS(XAPIAN_EINVAL, xapian_writable_replace(w, 1, NULL, &err));
    FAILS(XAPIAN_EINVAL,
          xapian_writable_replace_term(w, "a", 1, NULL, &n, &err));
    FAILS(XAPIAN_EINVAL,
          xapian_writable_replace_term(w, NULL, 1, doc, &n, &err));
    xapian_writable_free(w);
    xapian_document_free(doc);
}

#define TEST(name)                                                             \
    cmocka_unit_test_setup_teardown(name, test_dir_new, test_dir_free)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(adds_replaces_deletes),   TEST(uses_the_last_id_once),
        TEST(keeps_transactions),      TEST(opens_by_flags),
        TEST(opens_no_foreign_file),   TEST(keeps_the_lock_for_iterators),
        TEST(does_without_term_lists), TEST(keeps_metadata),
        TEST(suggests_spellings),      TEST(keeps_synonyms),
        cmocka_unit_test(takes_null),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
