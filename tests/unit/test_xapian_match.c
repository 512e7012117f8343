/* test_xapian_match.c - matching, ranking, facets */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "test_xapian_common.h"

#include <math.h>

/** A match for "w" OR "odd" over documents 1 to n. */
static xapian_enquire *enquire_new(void **state, uint32_t n)
{
    xapian_database *db = test_database_new(in_dir(state, "db"), 1, n);
    xapian_query *w, *odd, *query;
    xapian_enquire *enquire;
    OK(xapian_query_term(&w, LIT("w"), 1, 1, &err));
    OK(xapian_query_term(&odd, LIT("odd"), 1, 2, &err));
    OK(xapian_query_or(&query, w, odd, &err));
    xapian_query_free(w);
    xapian_query_free(odd);
    OK(xapian_enquire_new(&enquire, db, &err));
    OK(xapian_enquire_set_query(enquire, query, 0, &err));
    xapian_query_free(query);
    xapian_database_free(db);
    return enquire;
}

static xapian_mset *run(xapian_enquire *enquire, uint32_t first, uint32_t max)
{
    xapian_mset *mset;
    OK(xapian_enquire_run(&mset, enquire, first, max, 100, &err));
    return mset;
}

/** The id of the first hit of a run. */
static uint32_t best(xapian_enquire *enquire)
{
    xapian_hit hit;
    xapian_mset *mset = run(enquire, 0, 1);
    OK(xapian_mset_hit(mset, 0, &hit, &err));
    xapian_mset_free(mset);
    return hit.docid;
}

static void ranks(void **state)
{
    xapian_enquire *enquire = enquire_new(state, 10);
    xapian_mset *mset = run(enquire, 0, 20);
    assert_int_equal(xapian_mset_size(mset), 10);
    xapian_hit hits[20], hit;
    size_t n;
    OK(xapian_mset_hits(mset, hits, 20, &n, &err));
    assert_int_equal(n, 10);
    for (size_t i = 0; i < n; i++) {
        OK(xapian_mset_hit(mset, (uint32_t)i, &hit, &err));
        assert_int_equal(hit.docid, hits[i].docid);
        assert_true(i == 0 || hits[i].weight <= hits[i - 1].weight);
        assert_in_range(hit.percent, 0, 100);
        assert_int_equal(hit.collapsed, 0);
    }
    OK(xapian_mset_hits(mset, hits, 3, &n, &err));
    assert_int_equal(n, 3);
    OK(xapian_mset_hits(mset, NULL, 0, &n, &err));
    FAILS(XAPIAN_EINVAL, xapian_mset_hits(mset, NULL, 1, &n, &err));
    FAILS(XAPIAN_ERANGE, xapian_mset_hit(mset, 10, &hit, &err));
    assert_int_equal(hit.docid, 0);

    xapian_bounds bounds;
    OK(xapian_mset_bounds(mset, &bounds, &err));
    assert_int_equal(bounds.lower, 10);
    assert_int_equal(bounds.estimated, 10);
    assert_int_equal(bounds.all_upper, 10);
    assert_true(bounds.max_attained <= bounds.max_possible);
    uint32_t freq;
    double weight;
    OK(xapian_mset_term(mset, LIT("odd"), &freq, &weight, &err));
    assert_int_equal(freq, 5);
    assert_true(weight > 0);
    FAILS(XAPIAN_EINVAL,
          xapian_mset_term(mset, LIT("absent"), &freq, &weight, &err));

    xapian_document *doc;
    const char *data;
    size_t len;
    char wanted[24];
    OK(xapian_mset_hit(mset, 2, &hit, &err));
    OK(xapian_mset_document(&doc, mset, 2, &err));
    snprintf(wanted, sizeof wanted, "doc %u", hit.docid);
    OK(xapian_document_data(doc, &data, &len, &err));
    check_text(data, len, wanted);
    xapian_document_free(doc);
    FAILS(XAPIAN_ERANGE, xapian_mset_document(&doc, mset, 10, &err));
    xapian_mset_free(mset);

    mset = run(enquire, 8, UINT32_MAX);
    assert_int_equal(xapian_mset_size(mset), 2);
    xapian_mset_free(mset);
    mset = run(enquire, UINT32_MAX, UINT32_MAX);
    assert_int_equal(xapian_mset_size(mset), 0);
    xapian_mset_free(mset);
    xapian_enquire_free(enquire);
}

static void names_the_terms_of_a_hit(void **state)
{
    xapian_enquire *enquire = enquire_new(state, 10);
    xapian_terms *terms;
    const char *data;
    size_t len;
    OK(xapian_terms_of_hit(&terms, enquire, 3, &err));
    OK(xapian_terms_next(terms, &data, &len, &err));
    check_text(data, len, "w");
    OK(xapian_terms_next(terms, &data, &len, &err));
    check_text(data, len, "odd");
    OK(xapian_terms_next(terms, &data, &len, &err));
    assert_null(data);
    xapian_terms_free(terms);
    OK(xapian_terms_of_hit(&terms, enquire, 4, &err));
    OK(xapian_terms_next(terms, &data, &len, &err));
    check_text(data, len, "w");
    OK(xapian_terms_next(terms, &data, &len, &err));
    assert_null(data);
    xapian_terms_free(terms);
    FAILS(XAPIAN_EDOCUMENT, xapian_terms_of_hit(&terms, enquire, 99, &err));
    FAILS(XAPIAN_EINVAL, xapian_terms_of_hit(&terms, enquire, 0, &err));
    xapian_enquire_free(enquire);
}

static void weighs_by_scheme(void **state)
{
    xapian_enquire *enquire = enquire_new(state, 10);
    xapian_weighting w = XAPIAN_WEIGHTING_INIT;
    OK(xapian_enquire_set_weighting(enquire, &w, &err));
    const uint32_t usual = best(enquire);
    assert_int_equal(usual % 2, 1);
    w.k1 = 0;
    OK(xapian_enquire_set_weighting(enquire, &w, &err));
    assert_int_equal(best(enquire), 1);
    w.scheme = XAPIAN_SCHEME_BM25PLUS;
    w.k1 = 1;
    OK(xapian_enquire_set_weighting(enquire, &w, &err));
    assert_int_equal(best(enquire) % 2, 1);
    w.scheme = XAPIAN_SCHEME_TRAD;
    OK(xapian_enquire_set_weighting(enquire, &w, &err));
    assert_int_equal(best(enquire) % 2, 1);
    w.scheme = XAPIAN_SCHEME_TFIDF;
    OK(xapian_enquire_set_weighting(enquire, &w, &err));
    (void)best(enquire);
    w.scheme = XAPIAN_SCHEME_COORD;
    OK(xapian_enquire_set_weighting(enquire, &w, &err));
    assert_int_equal(best(enquire), 1);
    w.scheme = XAPIAN_SCHEME_BOOL;
    OK(xapian_enquire_set_weighting(enquire, &w, &err));
    assert_int_equal(best(enquire), 1);

    w.scheme = XAPIAN_SCHEME_TFIDF;
    w.normalization = "???";
    FAILS(XAPIAN_EINVAL, xapian_enquire_set_weighting(enquire, &w, &err));
    w.normalization = "";
    FAILS(XAPIAN_EINVAL, xapian_enquire_set_weighting(enquire, &w, &err));
    w.normalization = NULL;
    FAILS(XAPIAN_EINVAL, xapian_enquire_set_weighting(enquire, &w, &err));
    w.scheme = (xapian_scheme)99;
    FAILS(XAPIAN_EINVAL, xapian_enquire_set_weighting(enquire, &w, &err));
    w.scheme = XAPIAN_SCHEME_BM25;
    w.b = 1.5;
    FAILS(XAPIAN_EINVAL, xapian_enquire_set_weighting(enquire, &w, &err));
    w.b = NAN;
    FAILS(XAPIAN_EINVAL, xapian_enquire_set_weighting(enquire, &w, &err));
    w.b = 0;
    w.k1 = -1;
    FAILS(XAPIAN_EINVAL, xapian_enquire_set_weighting(enquire, &w, &err));
    FAILS(XAPIAN_EINVAL, xapian_enquire_set_weighting(enquire, NULL, &err));
    xapian_enquire_free(enquire);
}

static void sorts(void **state)
{
    xapian_enquire *enquire = enquire_new(state, 10);
    OK(xapian_enquire_set_sort(enquire, XAPIAN_SORT_VALUE, 1, true, &err));
    assert_int_equal(best(enquire), 10);
    OK(xapian_enquire_set_sort(enquire, XAPIAN_SORT_VALUE, 1, false, &err));
    assert_int_equal(best(enquire), 1);
    xapian_mset *mset = run(enquire, 0, 1);
    const char *data;
    size_t len;
    char number[XAPIAN_NUMBER_MAX];
    size_t number_len;
    OK(xapian_number_serialise(1, number, &number_len, &err));
    OK(xapian_mset_sort_key(mset, 0, &data, &len, &err));
    assert_int_equal(len, number_len);
    assert_memory_equal(data, number, len);
    FAILS(XAPIAN_ERANGE, xapian_mset_sort_key(mset, 1, &data, &len, &err));
    xapian_mset_free(mset);
    OK(xapian_enquire_set_sort(enquire, XAPIAN_SORT_VALUE_RELEVANCE, 0, false,
                               &err));
    assert_int_equal(best(enquire) % 2, 0);
    OK(xapian_enquire_set_sort(enquire, XAPIAN_SORT_RELEVANCE_VALUE, 1, true,
                               &err));
    assert_int_equal(best(enquire) % 2, 1);
    OK(xapian_enquire_set_sort(enquire, XAPIAN_SORT_RELEVANCE, 0, false, &err));
    const xapian_weighting none = {XAPIAN_SCHEME_BOOL, 0, 0, 0, 0, 0, 0, ""};
    OK(xapian_enquire_set_weighting(enquire, &none, &err));
    OK(xapian_enquire_set_docid_order(enquire, XAPIAN_ORDER_DESCENDING, &err));
    assert_int_equal(best(enquire), 10);
    OK(xapian_enquire_set_docid_order(enquire, XAPIAN_ORDER_ANY, &err));
    (void)best(enquire);
    OK(xapian_enquire_set_docid_order(enquire, XAPIAN_ORDER_ASCENDING, &err));
    assert_int_equal(best(enquire), 1);
    FAILS(XAPIAN_EINVAL,
          xapian_enquire_set_docid_order(enquire, (xapian_order)9, &err));
    FAILS(XAPIAN_EINVAL,
          xapian_enquire_set_sort(enquire, (xapian_sort)9, 1, false, &err));
    FAILS(XAPIAN_EINVAL, xapian_enquire_set_sort(enquire, XAPIAN_SORT_VALUE,
                                                 XAPIAN_NO_SLOT, false, &err));
    xapian_enquire_free(enquire);
}

static void collapses(void **state)
{
    xapian_enquire *enquire = enquire_new(state, 10);
    const char *data;
    size_t len;
    xapian_hit hit;
    OK(xapian_enquire_set_collapse(enquire, 0, 1, &err));
    xapian_mset *mset = run(enquire, 0, 20);
    assert_int_equal(xapian_mset_size(mset), 2);
    OK(xapian_mset_hit(mset, 0, &hit, &err));
    assert_int_equal(hit.collapsed, 4);
    OK(xapian_mset_collapse_key(mset, 0, &data, &len, &err));
    check_text(data, len, hit.docid % 2 ? "odd" : "even");
    FAILS(XAPIAN_ERANGE, xapian_mset_collapse_key(mset, 2, &data, &len, &err));
    xapian_mset_free(mset);
    OK(xapian_enquire_set_collapse(enquire, 0, 3, &err));
    mset = run(enquire, 0, 20);
    assert_int_equal(xapian_mset_size(mset), 6);
    xapian_mset_free(mset);
    OK(xapian_enquire_set_collapse(enquire, XAPIAN_NO_SLOT, 0, &err));
    mset = run(enquire, 0, 20);
    assert_int_equal(xapian_mset_size(mset), 10);
    xapian_mset_free(mset);
    FAILS(XAPIAN_EINVAL, xapian_enquire_set_collapse(enquire, 0, 0, &err));
    xapian_enquire_free(enquire);
}

static void cuts_off(void **state)
{
    xapian_enquire *enquire = enquire_new(state, 10);
    OK(xapian_enquire_set_cutoff(enquire, 0, 0.01, &err));
    OK(xapian_enquire_set_cutoff(enquire, 100, 0, &err));
    xapian_mset *mset = run(enquire, 0, 20);
    assert_in_range(xapian_mset_size(mset), 1, 9);
    xapian_mset_free(mset);
    OK(xapian_enquire_set_cutoff(enquire, 0, 1e9, &err));
    mset = run(enquire, 0, 20);
    assert_int_equal(xapian_mset_size(mset), 0);
    xapian_mset_free(mset);
    FAILS(XAPIAN_EINVAL, xapian_enquire_set_cutoff(enquire, 101, 0, &err));
    FAILS(XAPIAN_EINVAL, xapian_enquire_set_cutoff(enquire, -1, 0, &err));
    FAILS(XAPIAN_EINVAL, xapian_enquire_set_cutoff(enquire, 1, NAN, &err));
    OK(xapian_enquire_set_time_limit(enquire, 5, &err));
    OK(xapian_enquire_set_time_limit(enquire, 0, &err));
    FAILS(XAPIAN_EINVAL, xapian_enquire_set_time_limit(enquire, -1, &err));
    FAILS(XAPIAN_EINVAL, xapian_enquire_set_time_limit(enquire, NAN, &err));
    xapian_enquire_free(enquire);
}

static void counts_facets(void **state)
{
    xapian_enquire *enquire = enquire_new(state, 9);
    xapian_facet facets[20];
    size_t n, seen;
    OK(xapian_enquire_add_facet(enquire, 0, &err));
    OK(xapian_enquire_add_facet(enquire, 0, &err));
    OK(xapian_enquire_add_facet(enquire, 1, &err));
    FAILS(XAPIAN_EINVAL,
          xapian_enquire_add_facet(enquire, XAPIAN_NO_SLOT, &err));
    for (int i = 0; i < 2; i++) {
        xapian_mset *mset = run(enquire, 0, 2);
        OK(xapian_mset_facets(mset, 0, facets, 20, &n, &seen, &err));
        assert_int_equal(n, 2);
        assert_int_equal(seen, 9);
        check_text(facets[0].data, facets[0].len, "odd");
        assert_int_equal(facets[0].count, 5);
        check_text(facets[1].data, facets[1].len, "even");
        assert_int_equal(facets[1].count, 4);
        OK(xapian_mset_facets(mset, 1, facets, 20, &n, NULL, &err));
        assert_int_equal(n, 9);
        OK(xapian_mset_facets(mset, 1, facets, 3, &n, NULL, &err));
        assert_int_equal(n, 3);
        OK(xapian_mset_facets(mset, 1, NULL, 0, &n, &seen, &err));
        assert_int_equal(n, 0);
        FAILS(XAPIAN_EINVAL,
              xapian_mset_facets(mset, 1, NULL, 1, &n, NULL, &err));
        FAILS(XAPIAN_EINVAL,
              xapian_mset_facets(mset, 7, facets, 3, &n, NULL, &err));
        xapian_mset_free(mset);
    }
    OK(xapian_enquire_clear_facets(enquire, &err));
    xapian_mset *mset = run(enquire, 0, 2);
    xapian_enquire_free(enquire);
    FAILS(XAPIAN_EINVAL,
          xapian_mset_facets(mset, 0, facets, 3, &n, NULL, &err));
    xapian_mset_free(mset);
}

static void answers_an_empty_query(void **state)
{
    xapian_database *db = test_database_new(in_dir(state, "db"), 1, 3);
    xapian_enquire *enquire;
    OK(xapian_enquire_new(&enquire, db, &err));
    xapian_mset *mset = run(enquire, 0, 10);
    assert_int_equal(xapian_mset_size(mset), 0);
    uint32_t freq;
    double weight;
    FAILS(XAPIAN_EINVAL,
          xapian_mset_term(mset, LIT("a"), &freq, &weight, &err));
    xapian_bounds bounds;
    OK(xapian_mset_bounds(mset, &bounds, &err));
    assert_int_equal(bounds.upper, 0);
    xapian_mset_free(mset);
    xapian_enquire_free(enquire);
    xapian_database_free(db);
}

static void takes_null(void **state)
{
    (void)state;
    const xapian_weighting w = XAPIAN_WEIGHTING_INIT;
    xapian_enquire *enquire;
    xapian_mset *mset;
    xapian_hit hit;
    xapian_bounds bounds;
    xapian_facet facet;
    xapian_document *doc;
    uint32_t u;
    size_t n;
    double d;
    const char *data;
    xapian_enquire_free(NULL);
    xapian_mset_free(NULL);
    assert_int_equal(xapian_mset_size(NULL), 0);
    const xapian_status got[] = {
        xapian_enquire_new(&enquire, NULL, NULL),
        xapian_enquire_set_query(NULL, NULL, 0, NULL),
        xapian_enquire_set_weighting(NULL, &w, NULL),
        xapian_enquire_set_collapse(NULL, 0, 1, NULL),
        xapian_enquire_set_sort(NULL, XAPIAN_SORT_VALUE, 0, true, NULL),
        xapian_enquire_set_docid_order(NULL, XAPIAN_ORDER_ANY, NULL),
        xapian_enquire_set_cutoff(NULL, 0, 0, NULL),
        xapian_enquire_set_time_limit(NULL, 0, NULL),
        xapian_enquire_add_facet(NULL, 0, NULL),
        xapian_enquire_clear_facets(NULL, NULL),
        xapian_enquire_run(&mset, NULL, 0, 1, 0, NULL),
        xapian_mset_hit(NULL, 0, &hit, NULL),
        xapian_mset_hits(NULL, &hit, 1, &n, NULL),
        xapian_mset_collapse_key(NULL, 0, &data, &n, NULL),
        xapian_mset_sort_key(NULL, 0, &data, &n, NULL),
        xapian_mset_document(&doc, NULL, 0, NULL),
        xapian_mset_bounds(NULL, &bounds, NULL),
        xapian_mset_term(NULL, "a", 1, &u, &d, NULL),
        xapian_mset_facets(NULL, 0, &facet, 1, &n, &n, NULL),
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
        TEST(ranks),
        TEST(names_the_terms_of_a_hit),
        TEST(weighs_by_scheme),
        TEST(sorts),
        TEST(collapses),
        TEST(cuts_off),
        TEST(counts_facets),
        TEST(answers_an_empty_query),
        cmocka_unit_test(takes_null),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
