/* test_search_nomem.c - each allocation of a search is refused in turn */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "test_nomem.h"

#include <math.h>

#include "test_search_index.h"

static const char german[] =
    "---\ntitle: Rechnungen und Kunden\nauthor: ana\nms.author: ANA\n"
    "ms.date: 03/15/2020\nms.topic: how-to\nms.translationtype: MT\n"
    "ms.contentlocale: de-DE\n---\n# " SPAN("a-101", "Rechnung", "Invoice")
        SPAN("a-102", "Die Abrechnung der Kunden.", "The customers' bill.");

static const char korean[] =
    "---\ntitle: 구독 만들기\nms.lasthandoff: 01/02/2021\nms.service: portal\n"
    "ms.translationtype: HT\nms.contentlocale: ko-KR\n---\n# " SPAN(
        "b-101", "구독 만들기", "Create a subscription")
        SPAN("b-102", "고객의 구독을 관리합니다.", "You manage them.");

static int make_index(void **state)
{
    const test_article articles[] = {{"rechnung.md", german},
                                     {"abo.md", korean}};
    (void)state;
    return index_articles(articles, 2, 4);
}

/* A search, and how many segments it has to find. */
typedef struct attempt {
    pcs_searcher *searcher;
    const char *query;
    pcs_grouping grouping;
    uint64_t segments;
} attempt;

static pcs_status try_search(void *context, pcs_error *err)
{
    static const char *const facets[] = {"locale", "topic",   "type",
                                         "year",   "service", "author"};
    const attempt *a = context;
    pcs_results results;
    pcs_search_options options = PCS_SEARCH_OPTIONS_INIT;
    options.grouping = a->grouping;
    options.facets = facets;
    options.n_facets = 6;
    options.want_files = true;
    options.no_suggestions = true;
    options.context = 1;
    pcs_status status = pcs_search(&results, a->searcher, a->query,
                                   strlen(a->query), &options, err);
    if (status == PCS_OK)
        assert_int_equal(a->segments, results.segments);
    if (status == PCS_OK)
        assert_int_equal(6, results.n_facets);
    pcs_results_dispose(&results);
    return status;
}

static void test_search(void **state)
{
    (void)state;
    static const attempt attempts[] = {
        {NULL, "title:Rechnung heading:Rechnung* path:*.md", PCS_GROUP_PAIR, 2},
        {NULL, "title:구독 date:2020.. type:ht 구독", PCS_GROUP_NONE, 2},
        {NULL, "(Kunde OR id:b-*) -topic:none", PCS_GROUP_ARTICLE, 3},
        {NULL, "-(heading:Rechnung Kunde) author:ana", PCS_GROUP_PAIR, 1},
        {NULL, "ko:고객 OR service:\"x\"", PCS_GROUP_PAIR, 1},
        {NULL, "구독 zzyzx locale:ko", PCS_GROUP_PAIR, 2},
        {NULL, "date:soon type:mt", PCS_GROUP_PAIR, 0},
    };
    for (size_t i = 0; i < sizeof attempts / sizeof *attempts; i++) {
        attempt one = attempts[i];
        one.searcher = open_index();
        assert_true(refuse_each(try_search, &one) > 30);
        pcs_searcher_close(one.searcher);
    }
}

static void check_sum(const pcs_hit *hit)
{
    const pcs_hit_explanation *x = hit->explanation;
    double sum = 0;
    assert_non_null(x);
    for (size_t i = 0; i < x->n_parts; i++)
        sum += x->parts[i].score;
    for (size_t i = 0; i < x->n_factors; i++)
        sum *= x->factors[i].value;
    for (size_t i = 0; i < x->n_pairs; i++)
        sum += x->pairs[i].score;
    assert_true(fabs(sum - hit->score) < 1e-3);
}

static void check_explanation(const pcs_results *r, bool is_asked)
{
    const pcs_explanation *x = r->explanation;
    assert_non_null(x);
    assert_string_equal(is_asked ? "(and (or (word Rechnung) (word Kunde)) "
                                   "(not (en (word x))))"
                                 : "(and (word Rechnung) (word Kunde) "
                                   "(not (en (word x))))",
                        x->parsed);
    assert_int_equal(is_asked, x->is_question);
    assert_int_equal(3, x->n_terms);
    assert_string_equal("Kunde", x->terms[1].text);
    assert_true(x->terms[2].is_english && x->terms[2].is_excluded);
    assert_int_equal(2, x->n_locales);
    assert_string_equal("de-DE", x->locales[0].locale);
    assert_int_equal(2, x->locales[0].units);
    assert_int_equal(1, x->locales[0].matches[1].units[PCS_TIER_STEM]);
    assert_int_equal(1, x->locales[0].matches[1].n_words);
    assert_string_equal("kunden", x->locales[0].matches[1].words[0].text);
    for (size_t i = 0; i < r->n_hits; i++)
        check_sum(&r->hits[i]);
    for (size_t i = 0; i < r->n_article_hits; i++)
        for (size_t j = 0; j < r->article_hits[i].n_hits; j++)
            check_sum(&r->article_hits[i].hits[j]);
}

static pcs_status try_explanation(void *context, pcs_error *err)
{
    static const char query[] = "Rechnung Kunde -en:x";
    const attempt *a = context;
    pcs_results results;
    pcs_search_options options = PCS_SEARCH_OPTIONS_INIT;
    options.grouping = a->grouping;
    options.mode =
        a->grouping == PCS_GROUP_NONE ? PCS_MATCH_ANY : PCS_MATCH_AUTO;
    options.want_explanation = true;
    pcs_status status =
        pcs_search(&results, a->searcher, query, strlen(query), &options, err);
    if (status == PCS_OK)
        assert_int_equal(a->segments, results.segments);
    if (status == PCS_OK)
        check_explanation(&results, options.mode == PCS_MATCH_ANY);
    pcs_results_dispose(&results);
    return status;
}

static void test_explanation(void **state)
{
    (void)state;
    attempt attempts[] = {
        {NULL, NULL, PCS_GROUP_PAIR, 1},
        {NULL, NULL, PCS_GROUP_ARTICLE, 1},
        {NULL, NULL, PCS_GROUP_NONE, 2},
    };
    for (size_t i = 0; i < 3; i++) {
        attempts[i].searcher = open_index();
        assert_true(refuse_each(try_explanation, &attempts[i]) > 60);
        pcs_searcher_close(attempts[i].searcher);
    }
}

static void test_facet_names(void **state)
{
    (void)state;
    pcs_error err = PCS_ERROR_INIT;
    const char *const unknown[] = {"locale", "colour"};
    pcs_searcher *searcher = open_index();
    pcs_results results;
    pcs_search_options options = PCS_SEARCH_OPTIONS_INIT;
    options.facets = unknown;
    options.n_facets = 2;
    assert_fails(pcs_search(&results, searcher, "x", 1, &options, &err),
                 PCS_EINVAL, &err);
    assert_non_null(strstr(err.message, "colour"));
    pcs_searcher_close(searcher);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_search),
        cmocka_unit_test(test_explanation),
        cmocka_unit_test(test_facet_names),
    };
    return cmocka_run_group_tests(tests, make_index, remove_index);
}
