/* test_siblings_nomem.c - joining locales, and refusing its allocations */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "test_nomem.h"

#include "test_search_index.h"

#include "search/searcher.h"
#include "search/siblings.h"

#define HEAD(locale, version)                                                  \
    "---\nms.contentlocale: " locale "\nms.openlocfilehash: " version "\n---"  \
    "\n"

static const test_article files[] = {
    {"de-de/a.md", HEAD("de-DE", "v1") SPAN("a-102", "Ja", "Yes") SPAN(
                       "a-101", "Jawohl", "Yes") SPAN("a-103", "Eins", "One")},
    {"ko-kr/a.md", HEAD("ko-KR", "v1") SPAN("b-101", "예", "Yes")
                       SPAN("b-102", "네", "Yes") SPAN("b-103", "하나", "1")},
    {"de-de/b.md", HEAD("de-DE", "v2") SPAN("c-101", "Eins", "One")},
    {"ko-kr/c.md", HEAD("ko-KR", "v2") SPAN("d-101", "하나", "One")},
};

static int make_index(void **state)
{
    (void)state;
    return index_articles(files, sizeof files / sizeof *files, 8);
}

/* The siblings of the German segments, which are 0: Ja, 1: Jawohl, 2 and 3:
 * Eins. The Korean ones are 0: 예, 1: 네, 2: 하나 (1), 3: 하나 (One). */
static pcs_status try_join(void *context, pcs_error *err)
{
    static const uint32_t expected[] = {1, 0, 3, 3};
    static const pcs_sibling_by by_expected[] = {
        PCS_SIBLING_BY_ID, PCS_SIBLING_BY_ID, PCS_SIBLING_ELSEWHERE,
        PCS_SIBLING_ELSEWHERE};
    pcs_searcher *searcher = context;
    pcs_siblings *siblings = NULL;
    pcs_sibling_by by = PCS_SIBLING_NONE;
    uint32_t found = 0;
    pcs_status status = pcs_siblings_new(&siblings, &searcher->shelves[0],
                                         &searcher->shelves[1], err);
    for (uint32_t i = 0; status == PCS_OK && i < 4; i++) {
        status = pcs_siblings_find(&found, &by, siblings, i, err);
        if (status != PCS_OK)
            break;
        assert_int_equal(by_expected[i], by);
        assert_int_equal(expected[i], found);
    }
    if (status == PCS_OK) {
        assert_int_equal(PCS_ECORRUPT,
                         pcs_siblings_find(&found, &by, siblings, 4, NULL));
        assert_int_equal(PCS_SIBLING_NONE, by);
    }
    pcs_siblings_free(siblings);
    return status;
}

static void test_join(void **state)
{
    (void)state;
    pcs_searcher *searcher = open_index();
    assert_true(refuse_each(try_join, searcher) > 8);
    pcs_searcher_close(searcher);
}

/* What no Korean segment has the English of. */
static void test_none(void **state)
{
    (void)state;
    pcs_searcher *searcher = open_index();
    pcs_siblings *siblings;
    pcs_sibling_by by;
    uint32_t found;
    pcs_error err = PCS_ERROR_INIT;
    assert_ok(pcs_siblings_new(&siblings, &searcher->shelves[1],
                               &searcher->shelves[0], &err),
              &err);
    assert_ok(pcs_siblings_find(&found, &by, siblings, 2, &err), &err);
    assert_int_equal(PCS_SIBLING_NONE, by);
    assert_string_equal("", pcs_sibling_by_name(by));
    assert_ok(pcs_siblings_find(&found, &by, siblings, 3, &err), &err);
    assert_string_equal("elsewhere", pcs_sibling_by_name(by));
    /* The pair that occurs most often, where it is first. */
    assert_int_equal(2, found);
    pcs_siblings_free(siblings);
    pcs_searcher_close(searcher);
}

typedef struct attempt {
    pcs_searcher *searcher;
    const char *query;
    pcs_grouping grouping;
    uint64_t segments;
} attempt;

static pcs_status try_search(void *context, pcs_error *err)
{
    static const char *const also[] = {"ko", "de"}, *const answers[] = {"ko"},
                             *const facets[] = {"locale"};
    const attempt *a = context;
    pcs_results results;
    pcs_search_options options = PCS_SEARCH_OPTIONS_INIT;
    options.grouping = a->grouping;
    options.also = also;
    options.n_also = 2;
    options.answers = answers;
    options.n_answers = 1;
    options.facets = facets;
    options.n_facets = 1;
    options.want_files = true;
    options.no_suggestions = true;
    pcs_status status = pcs_search(&results, a->searcher, a->query,
                                   strlen(a->query), &options, err);
    if (status == PCS_OK)
        assert_int_equal(a->segments, results.segments);
    for (size_t i = 0; status == PCS_OK && i < results.n_hits; i++) {
        const pcs_hit *hit = &results.hits[i];
        assert_string_equal("ko-KR", hit->locale);
        assert_string_equal("de-DE", hit->matched->locale);
        assert_true(hit->matched->n_marks > 0 || strchr(a->query, ':'));
        assert_int_equal(0, hit->n_marks);
        assert_int_equal(1, hit->n_also);
    }
    pcs_results_dispose(&results);
    return status;
}

static void test_search(void **state)
{
    (void)state;
    static const attempt attempts[] = {
        {NULL, "Jawohl", PCS_GROUP_PAIR, 1},
        {NULL, "Ja*", PCS_GROUP_NONE, 2},
        {NULL, "Eins", PCS_GROUP_ARTICLE, 1},
        {NULL, "path:a.md -Jawohl", PCS_GROUP_PAIR, 2},
    };
    for (size_t i = 0; i < sizeof attempts / sizeof *attempts; i++) {
        attempt one = attempts[i];
        one.searcher = open_index();
        assert_true(refuse_each(try_search, &one) > 20);
        pcs_searcher_close(one.searcher);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_join),
                                       cmocka_unit_test(test_none),
                                       cmocka_unit_test(test_search)};
    return cmocka_run_group_tests(tests, make_index, remove_index);
}
