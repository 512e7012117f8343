/* test_xapian_thread.c - one family of handles a thread */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "test_xapian_common.h"

#include <pthread.h>

enum { THREADS = 4, ROUNDS = 30 };

struct job {
    const char *shared; /* a path that all threads read */
    const char *own;    /* a path that this thread writes */
    unsigned failures;
    pthread_t thread;
};

#define TRY(call)                                                              \
    do {                                                                       \
        if ((call) != XAPIAN_OK) {                                             \
            job->failures++;                                                   \
        }                                                                      \
    } while (0)

static void search(struct job *job, xapian_database *db)
{
    const xapian_term terms[] = {{LIT("odd"), 1}, {LIT("w"), 1}};
    xapian_query *query = NULL;
    xapian_enquire *enquire = NULL;
    xapian_mset *mset = NULL;
    xapian_postings *postings = NULL;
    uint32_t docids[128];
    size_t n;
    TRY(xapian_query_join_terms(&query, XAPIAN_OP_OR, terms, 2, 0, NULL));
    TRY(xapian_enquire_new(&enquire, db, NULL));
    TRY(xapian_enquire_set_query(enquire, query, 0, NULL));
    TRY(xapian_enquire_run(&mset, enquire, 0, 10, 0, NULL));
    job->failures += xapian_mset_size(mset) != 10;
    TRY(xapian_postings_open(&postings, db, LIT("odd"), NULL));
    TRY(xapian_postings_read(postings, docids, NULL, 128, &n, NULL));
    job->failures += n != 50;
    xapian_postings_free(postings);
    xapian_mset_free(mset);
    xapian_enquire_free(enquire);
    xapian_query_free(query);
}

static void *work(void *closure)
{
    struct job *job = closure;
    xapian_database *db = NULL;
    xapian_writable *w = NULL;
    xapian_document *doc = NULL;
    xapian_stem *stem = NULL;
    char buf[32];
    size_t len;
    xapian_error err = {XAPIAN_OK, ""};
    TRY(xapian_database_open(&db, job->shared, XAPIAN_OPEN_GLASS, NULL));
    TRY(xapian_writable_open(&w, job->own, XAPIAN_WRITE_NO_SYNC, 0, NULL));
    TRY(xapian_document_new(&doc, NULL));
    TRY(xapian_document_add_term(doc, LIT("a"), 1, NULL));
    TRY(xapian_stem_new(&stem, "german", NULL));
    for (uint32_t i = 0; i < ROUNDS; i++) {
        search(job, db);
        TRY(xapian_writable_replace(w, i + 1, doc, NULL));
        TRY(xapian_stem_apply(stem, LIT("sicherheiten"), buf, 32, &len, NULL));
        /* Failures have messages of their own. */
        uint32_t n;
        job->failures += xapian_database_unique_terms(db, 1000, &n, &err) !=
                         XAPIAN_EDOCUMENT;
        job->failures += strstr(err.message, "1000") == NULL;
    }
    TRY(xapian_writable_close(w, NULL));
    xapian_stem_free(stem);
    xapian_document_free(doc);
    xapian_writable_free(w);
    xapian_database_free(db);
    return NULL;
}

static void works_in_threads(void **state)
{
    char shared[5000], own[THREADS][5000];
    struct job jobs[THREADS];
    snprintf(shared, sizeof shared, "%s", in_dir(state, "shared"));
    xapian_database_free(test_database_new(shared, 1, 100));
    for (int i = 0; i < THREADS; i++) {
        char name[16];
        snprintf(name, sizeof name, "own%d", i);
        snprintf(own[i], sizeof own[i], "%s", in_dir(state, name));
        jobs[i].shared = shared;
        jobs[i].own = own[i];
        jobs[i].failures = 0;
        assert_int_equal(pthread_create(&jobs[i].thread, NULL, work, &jobs[i]),
                         0);
    }
    for (int i = 0; i < THREADS; i++) {
        assert_int_equal(pthread_join(jobs[i].thread, NULL), 0);
        assert_int_equal(jobs[i].failures, 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(works_in_threads, test_dir_new,
                                        test_dir_free),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
