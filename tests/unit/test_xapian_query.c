/* test_xapian_query.c - query combinators of the Xapian wrapper */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "test_xapian_common.h"

#include <math.h>

static xapian_query *term(const char *text)
{
    xapian_query *query;
    OK(xapian_query_term(&query, text, strlen(text), 1, 0, &err));
    return query;
}

/** Runs query, frees it, and answers the ids found, ascending, as text. */
static const char *found(xapian_database *db, xapian_query *query)
{
    static char text[200];
    xapian_enquire *enquire;
    xapian_mset *mset;
    xapian_hit hits[30];
    const xapian_weighting plain = {XAPIAN_SCHEME_BOOL, 0, 0, 0, 0, 0, 0, ""};
    size_t n, at = 0;
    OK(xapian_enquire_new(&enquire, db, &err));
    OK(xapian_enquire_set_query(enquire, query, 0, &err));
    OK(xapian_enquire_set_weighting(enquire, &plain, &err));
    xapian_query_free(query);
    OK(xapian_enquire_run(&mset, enquire, 0, 30, 0, &err));
    OK(xapian_mset_hits(mset, hits, 30, &n, &err));
    text[0] = '\0';
    for (size_t i = 0; i < n; i++) {
        at += (size_t)snprintf(text + at, sizeof text - at, "%s%u",
                               i ? " " : "", hits[i].docid);
    }
    xapian_mset_free(mset);
    xapian_enquire_free(enquire);
    return text;
}

typedef xapian_status pair(xapian_query **, const xapian_query *,
                           const xapian_query *, xapian_error *);

static xapian_query *joined(pair *join, const char *left, const char *right)
{
    xapian_query *a = term(left), *b = term(right), *out;
    OK(join(&out, a, b, &err));
    xapian_query_free(a);
    xapian_query_free(b);
    return out;
}

static void joins_two(void **state)
{
    xapian_database *db = test_database_new(in_dir(state, "db"), 1, 6);
    assert_string_equal(found(db, term("even")), "2 4 6");
    assert_string_equal(found(db, term("absent")), "");
    assert_string_equal(found(db, term("")), "1 2 3 4 5 6");
    assert_string_equal(found(db, joined(xapian_query_and, "even", "n2")), "2");
    assert_string_equal(found(db, joined(xapian_query_or, "even", "n3")),
                        "2 3 4 6");
    assert_string_equal(found(db, joined(xapian_query_and_not, "even", "n2")),
                        "4 6");
    assert_string_equal(found(db, joined(xapian_query_filter, "even", "n2")),
                        "2");
    assert_string_equal(found(db, joined(xapian_query_and_maybe, "even", "n3")),
                        "2 4 6");
    xapian_query *query;
    OK(xapian_query_all(&query, &err));
    assert_false(xapian_query_is_nothing(query));
    assert_string_equal(found(db, query), "1 2 3 4 5 6");
    OK(xapian_query_nothing(&query, &err));
    assert_true(xapian_query_is_nothing(query));
    assert_string_equal(found(db, query), "");
    xapian_database_free(db);
}

static const char *found_terms(xapian_database *db, xapian_op op,
                               uint32_t parameter)
{
    const xapian_term terms[] = {{LIT("n2"), 1}, {LIT("even"), 1}};
    xapian_query *query;
    OK(xapian_query_join_terms(&query, op, terms, 2, parameter, &err));
    return found(db, query);
}

static void joins_many(void **state)
{
    xapian_database *db = test_database_new(in_dir(state, "db"), 1, 6);
    assert_string_equal(found_terms(db, XAPIAN_OP_AND, 0), "2");
    assert_string_equal(found_terms(db, XAPIAN_OP_OR, 5), "2 4 6");
    assert_string_equal(found_terms(db, XAPIAN_OP_XOR, 0), "4 6");
    assert_string_equal(found_terms(db, XAPIAN_OP_MAX, 0), "2 4 6");
    assert_string_equal(found_terms(db, XAPIAN_OP_SYNONYM, 0), "2 4 6");
    assert_string_equal(found_terms(db, XAPIAN_OP_ELITE, 5), "2 4 6");
    assert_string_equal(found_terms(db, XAPIAN_OP_NEAR, 9), "");
    assert_string_equal(found_terms(db, XAPIAN_OP_PHRASE, 0), "");
    xapian_query *query;
    FAILS(XAPIAN_EINVAL,
          xapian_query_join_terms(&query, (xapian_op)99, NULL, 0, 0, &err));
    FAILS(XAPIAN_EINVAL,
          xapian_query_join_terms(&query, XAPIAN_OP_OR, NULL, 1, 0, &err));
    OK(xapian_query_join(&query, XAPIAN_OP_AND, NULL, 0, 0, &err));
    assert_true(xapian_query_is_nothing(query));
    xapian_query_free(query);

    xapian_query *parts[] = {term("even"), term("n3"), term("n5")};
    OK(xapian_query_join(&query, XAPIAN_OP_OR,
                         (const xapian_query *const *)parts, 3, 0, &err));
    assert_int_equal(xapian_query_length(query), 3);
    const char *data;
    size_t len;
    OK(xapian_query_description(query, &data, &len, &err));
    check_text(data, len, "Query((even OR n3 OR n5))");
    xapian_terms *terms;
    OK(xapian_terms_of_query(&terms, query, &err));
    OK(xapian_terms_next(terms, &data, &len, &err));
    check_text(data, len, "even");
    FAILS(XAPIAN_EOPERATION,
          xapian_terms_skip_to(terms, LIT("n4"), &data, &len, &err));
    OK(xapian_terms_next(terms, &data, &len, &err));
    check_text(data, len, "n3");
    OK(xapian_terms_next(terms, &data, &len, &err));
    check_text(data, len, "n5");
    OK(xapian_terms_next(terms, &data, &len, &err));
    assert_null(data);
    assert_string_equal(found(db, query), "2 3 4 5 6");
    xapian_terms_free(terms);
    for (size_t i = 0; i < 3; i++) {
        xapian_query_free(parts[i]);
    }
    parts[1] = NULL;
    FAILS(XAPIAN_EINVAL,
          xapian_query_join(&query, XAPIAN_OP_OR,
                            (const xapian_query *const *)parts + 1, 1, 0,
                            &err));
    xapian_database_free(db);
}

static void finds_phrases(void **state)
{
    xapian_writable *w;
    xapian_document *doc;
    OK(xapian_writable_open(&w, in_dir(state, "db"), 0, 0, &err));
    xapian_database *db = xapian_writable_database(w);
    OK(xapian_document_new(&doc, &err));
    OK(xapian_document_add_posting(doc, LIT("a"), 1, 1, &err));
    OK(xapian_document_add_posting(doc, LIT("b"), 2, 1, &err));
    OK(xapian_writable_add(w, doc, NULL, &err));
    OK(xapian_document_add_posting(doc, LIT("c"), 4, 1, &err));
    OK(xapian_writable_add(w, doc, NULL, &err));
    xapian_document_free(doc);
    xapian_query *a = term("a"), *b = term("b"), *c = term("c"), *query;
    const xapian_query *ab[] = {a, b}, *ba[] = {b, a}, *bc[] = {b, c};
    OK(xapian_query_phrase(&query, ab, 2, 0, &err));
    assert_string_equal(found(db, query), "1 2");
    OK(xapian_query_phrase(&query, ba, 2, 0, &err));
    assert_string_equal(found(db, query), "");
    OK(xapian_query_near(&query, ba, 2, 0, &err));
    assert_string_equal(found(db, query), "1 2");
    OK(xapian_query_phrase(&query, bc, 2, 2, &err));
    assert_string_equal(found(db, query), "");
    OK(xapian_query_phrase(&query, bc, 2, 3, &err));
    assert_string_equal(found(db, query), "2");

    xapian_query *both;
    OK(xapian_query_and(&both, a, b, &err));
    const xapian_query *odd[] = {both, c};
    FAILS(XAPIAN_EUNIMPLEMENTED, xapian_query_phrase(&query, odd, 2, 0, &err));
    assert_null(query);
    xapian_query_free(both);
    xapian_query_free(a);
    xapian_query_free(b);
    xapian_query_free(c);
    xapian_writable_free(w);
}

static void finds_values(void **state)
{
    xapian_database *db = test_database_new(in_dir(state, "db"), 1, 6);
    char lower[XAPIAN_NUMBER_MAX], upper[XAPIAN_NUMBER_MAX];
    size_t lower_len, upper_len;
    xapian_query *query;
    OK(xapian_number_serialise(3, lower, &lower_len, &err));
    OK(xapian_number_serialise(4, upper, &upper_len, &err));
    OK(xapian_query_value_range(&query, 1, lower, lower_len, upper, upper_len,
                                &err));
    assert_string_equal(found(db, query), "3 4");
    OK(xapian_query_value_range(&query, 1, upper, upper_len, lower, lower_len,
                                &err));
    assert_string_equal(found(db, query), "");
    OK(xapian_query_value_ge(&query, 1, upper, upper_len, &err));
    assert_string_equal(found(db, query), "4 5 6");
    OK(xapian_query_value_ge(&query, 1, NULL, 0, &err));
    assert_string_equal(found(db, query), "1 2 3 4 5 6");
    OK(xapian_query_value_le(&query, 1, lower, lower_len, &err));
    assert_string_equal(found(db, query), "1 2 3");
    FAILS(XAPIAN_EINVAL, xapian_query_value_le(&query, 1, NULL, 1, &err));
    xapian_database_free(db);
}

static void finds_wildcards(void **state)
{
    xapian_database *db = test_database_new(in_dir(state, "db"), 1, 12);
    xapian_query *query;
    OK(xapian_query_wildcard(&query, LIT("n1"), 9, XAPIAN_WILDCARD_ERROR,
                             XAPIAN_OP_OR, &err));
    assert_string_equal(found(db, query), "1 10 11 12");
    OK(xapian_query_wildcard(&query, LIT("n1"), 2, XAPIAN_WILDCARD_FIRST,
                             XAPIAN_OP_MAX, &err));
    assert_string_equal(found(db, query), "1 10");
    OK(xapian_query_wildcard(&query, LIT("n"), 3, XAPIAN_WILDCARD_FREQUENT,
                             XAPIAN_OP_SYNONYM, &err));
    assert_int_not_equal(found(db, query)[0], '\0');
    OK(xapian_query_wildcard(&query, LIT("n1"), 2, XAPIAN_WILDCARD_ERROR,
                             XAPIAN_OP_OR, &err));
    xapian_enquire *enquire;
    xapian_mset *mset;
    OK(xapian_enquire_new(&enquire, db, &err));
    OK(xapian_enquire_set_query(enquire, query, 0, &err));
    FAILS(XAPIAN_EWILDCARD, xapian_enquire_run(&mset, enquire, 0, 9, 0, &err));
    assert_null(mset);
    xapian_enquire_free(enquire);
    xapian_query_free(query);
    FAILS(XAPIAN_EINVAL,
          xapian_query_wildcard(&query, "a", 1, 0, XAPIAN_WILDCARD_ERROR,
                                XAPIAN_OP_OR, &err));
    FAILS(XAPIAN_EINVAL,
          xapian_query_wildcard(&query, "a", 1, 5, (xapian_wildcard)9,
                                XAPIAN_OP_OR, &err));
    FAILS(XAPIAN_EINVAL,
          xapian_query_wildcard(&query, "a", 1, 5, XAPIAN_WILDCARD_ERROR,
                                XAPIAN_OP_AND, &err));
    xapian_database_free(db);
}

static void scales(void **state)
{
    (void)state;
    xapian_query *a = term("a"), *query;
    const char *data;
    size_t len;
    OK(xapian_query_scale(&query, a, 2.5, &err));
    OK(xapian_query_description(query, &data, &len, &err));
    check_text(data, len, "Query(2.5 * a)");
    xapian_query_free(query);
    OK(xapian_query_boolean(&query, a, &err));
    OK(xapian_query_description(query, &data, &len, &err));
    check_text(data, len, "Query(0 * a)");
    xapian_query_free(query);
    const double wrong[] = {-1, NAN, INFINITY};
    for (size_t i = 0; i < 3; i++) {
        FAILS(XAPIAN_EINVAL, xapian_query_scale(&query, a, wrong[i], &err));
        assert_null(query);
    }
    xapian_query_free(a);
}

/** The parts are walked on the stack when matched, described and freed. */
static void limits_nesting(void **state)
{
    xapian_database *db = test_database_new(in_dir(state, "db"), 1, 6);
    xapian_query *query = term("even"), *other = term("n3"), *next;
    const char *data;
    size_t len;
    for (unsigned depth = 1; depth < XAPIAN_QUERY_DEPTH_MAX; depth++) {
        pair *join = depth % 2 ? xapian_query_and_not : xapian_query_or;
        OK(join(&next, depth % 3 ? query : other, depth % 3 ? other : query,
                &err));
        xapian_query_free(query);
        query = next;
    }
    FAILS(XAPIAN_ELIMIT, xapian_query_or(&next, query, other, &err));
    FAILS(XAPIAN_ELIMIT, xapian_query_scale(&next, query, 2, &err));
    FAILS(XAPIAN_ELIMIT,
          xapian_query_join(&next, XAPIAN_OP_OR,
                            (const xapian_query *const[]){query}, 1, 0, &err));
    assert_null(next);
    OK(xapian_query_description(query, &data, &len, &err));
    (void)found(db, query);
    xapian_query_free(other);
    xapian_database_free(db);
}

static void takes_null(void **state)
{
    (void)state;
    xapian_query *a = term("a"), *q;
    const char *data;
    size_t len;
    xapian_query_free(NULL);
    assert_int_equal(xapian_query_length(NULL), 0);
    assert_true(xapian_query_is_nothing(NULL));
    const xapian_status got[] = {
        xapian_query_term(NULL, "a", 1, 1, 0, NULL),
        xapian_query_term(&q, NULL, 1, 1, 0, NULL),
        xapian_query_all(NULL, NULL),
        xapian_query_nothing(NULL, NULL),
        xapian_query_join(&q, XAPIAN_OP_OR, NULL, 1, 0, NULL),
        xapian_query_and(&q, NULL, a, NULL),
        xapian_query_or(&q, a, NULL, NULL),
        xapian_query_and_not(&q, a, NULL, NULL),
        xapian_query_filter(&q, a, NULL, NULL),
        xapian_query_and_maybe(NULL, a, a, NULL),
        xapian_query_phrase(&q, NULL, 1, 0, NULL),
        xapian_query_near(&q, NULL, 1, 0, NULL),
        xapian_query_scale(&q, NULL, 1, NULL),
        xapian_query_boolean(&q, NULL, NULL),
        xapian_query_value_range(&q, 1, NULL, 1, "a", 1, NULL),
        xapian_query_value_ge(&q, 1, NULL, 1, NULL),
        xapian_query_wildcard(&q, NULL, 1, 5, XAPIAN_WILDCARD_ERROR,
                              XAPIAN_OP_OR, NULL),
        xapian_query_description(NULL, &data, &len, NULL),
    };
    for (size_t i = 0; i < sizeof got / sizeof *got; i++) {
        assert_int_equal(got[i], XAPIAN_EINVAL);
    }
    xapian_query_free(a);
}

#define TEST(name)                                                             \
    cmocka_unit_test_setup_teardown(name, test_dir_new, test_dir_free)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(joins_two),       TEST(joins_many),
        TEST(finds_phrases),   TEST(finds_values),
        TEST(finds_wildcards), cmocka_unit_test(scales),
        TEST(limits_nesting),  cmocka_unit_test(takes_null),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
