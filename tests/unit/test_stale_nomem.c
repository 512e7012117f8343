/* test_stale_nomem.c - what is stale, and refusing its allocations */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "test_nomem.h"

#include "test_search_index.h"

#include "analyze/worddiff.h"
#include "base/diff.h"
#include "search/stale.h"

#define HEAD(locale, version, day)                                             \
    "---\nms.contentlocale: " locale "\nms.openlocfilehash: " version          \
    "\nms.sourcegitcommit: c\nms.lasthandoff: " day "\n---\n"

static const test_article files[] = {
    {"ko-kr/a.md",
     HEAD("ko-KR", "v2", "02/01/2020") SPAN("b-101", "하나", "Select Save.")
         SPAN("b-102", "둘", "New here.") SPAN("b-103", "셋", "Stays.")
             SPAN("b-104", "넷", "Goes up.")},
    {"de-de/a.md",
     HEAD("de-DE", "v1", "01/01/2020") SPAN("a-101", "Eins", "Select Close.")
         SPAN("a-104", "Vier", "Goes up.")
             SPAN("a-105", "Alt", "Nothing of that is left")
                 SPAN("a-103", "Drei", "Stays.")},
    {"ko-kr/b.md", HEAD("ko-KR", "v1", "soon") SPAN("c-101", "하나", "One.")},
    {"de-de/b.md", HEAD("de-DE", "v2", "soon") SPAN("d-101", "Eins", "One.")},
    {"ko-kr/c.md", HEAD("ko-KR", "v1", "soon") SPAN("e-101", "하나", "One.")},
};

static int make_index(void **state)
{
    (void)state;
    return index_articles(files, sizeof files / sizeof *files, 11);
}

static void check_article(const pcs_stale_article *a)
{
    static const pcs_change_kind kinds[] = {PCS_CHANGE_CHANGED,
                                            PCS_CHANGE_REMOVED,
                                            PCS_CHANGE_ADDED, PCS_CHANGE_MOVED};
    static const char *const old[] = {"Eins", "Alt", "Alt", "Vier"};
    assert_int_equal(PCS_STALE_OLDER, a->kind);
    assert_string_equal("de-DE", a->own.locale);
    assert_string_equal("de-de/a.md", a->own.place.path);
    assert_string_equal("2020-01-01", a->own.handoff);
    assert_string_equal("v2", a->newest.hash);
    assert_string_equal("c", a->newest.commit);
    assert_int_equal(31, a->days);
    assert_int_equal(1, a->n_newest_in);
    assert_string_equal("ko-KR", a->newest_in[0]);
    assert_int_equal(4, a->n_changes);
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(kinds[i], a->changes[i].kind);
        assert_string_equal(old[i], a->changes[i].older.local);
        assert_int_equal(1, a->counts[kinds[i]]);
    }
    assert_int_equal(4, a->changes[0].n_edits);
    assert_int_equal(0, a->changes[1].newer.line);
    assert_string_equal("New here.", a->changes[2].newer.english);
}

typedef struct attempt {
    pcs_searcher *searcher;
    const char *query;
    size_t articles;
} attempt;

static pcs_status try_find(void *context, pcs_error *err)
{
    const attempt *a = context;
    pcs_search_options search = PCS_SEARCH_OPTIONS_INIT;
    pcs_stale_options options = {
        .search = &search, .want_missing = true, .want_changes = true};
    pcs_stale_results r;
    pcs_status status = pcs_stale_find(&r, a->searcher, a->query,
                                       strlen(a->query), &options, err);
    if (status != PCS_OK)
        return status;
    assert_int_equal(a->articles, r.n_articles);
    assert_int_equal(1, r.totals[PCS_STALE_OLDER]);
    check_article(&r.articles[0]);
    if (a->articles > 1) {
        assert_int_equal(PCS_STALE_UNORDERED, r.articles[1].kind);
        assert_string_equal("soon", r.articles[1].own.handoff);
        assert_int_equal(0, r.articles[1].n_changes);
        assert_int_equal(PCS_STALE_MISSING, r.articles[2].kind);
        assert_string_equal("", r.articles[2].own.place.path);
        assert_string_equal("ko-kr/c.md", r.articles[2].newest.place.path);
    } else {
        assert_int_equal(1, r.n_ignored);
    }
    pcs_stale_dispose(&r);
    return PCS_OK;
}

static void test_find(void **state)
{
    (void)state;
    static const attempt attempts[] = {{NULL, "", 3},
                                       {NULL, "date:2025..1990 Alt", 1}};
    for (size_t i = 0; i < 2; i++) {
        attempt one = attempts[i];
        one.searcher = open_index();
        assert_true(refuse_each(try_find, &one) > 30);
        pcs_searcher_close(one.searcher);
    }
}

static void test_limits(void **state)
{
    (void)state;
    pcs_searcher *searcher = open_index();
    const char *none = "fr";
    pcs_search_options search = PCS_SEARCH_OPTIONS_INIT;
    pcs_stale_options options = {.search = &search};
    pcs_stale_results r;
    pcs_error err = PCS_ERROR_INIT;
    search.limit = 1;
    assert_ok(pcs_stale_find(&r, searcher, NULL, 0, &options, &err), &err);
    assert_int_equal(1, r.n_articles);
    assert_int_equal(0, r.articles[0].n_changes);
    assert_int_equal(1, r.totals[PCS_STALE_UNORDERED]);
    assert_int_equal(1, r.totals[PCS_STALE_MISSING]);
    pcs_stale_dispose(&r);
    search.offset = SIZE_MAX;
    assert_ok(pcs_stale_find(&r, searcher, NULL, 0, &options, &err), &err);
    assert_int_equal(0, r.n_articles);
    pcs_stale_dispose(&r);
    search.also = &none;
    search.n_also = 1;
    assert_int_equal(PCS_EINVAL,
                     pcs_stale_find(&r, searcher, NULL, 0, &options, &err));
    pcs_searcher_close(searcher);
}

static pcs_status try_diff(void *context, pcs_error *err)
{
    (void)context;
    static const uint64_t a[] = {1, 2, 3, 4, 5, 6, 7}, b[] = {1, 3, 9, 5, 8, 7};
    pcs_diff d = {0};
    pcs_status status = pcs_diff_make(&d, a, 7, b, 6, err);
    if (status == PCS_OK)
        assert_int_equal(4, d.n_runs);
    pcs_diff_dispose(&d);
    return status;
}

static pcs_status try_words(void *context, pcs_error *err)
{
    (void)context;
    pcs_worddiff *d;
    const pcs_word_edit *edits;
    const uint64_t *words;
    size_t n;
    pcs_status status = pcs_worddiff_new(&d, err);
    if (status != PCS_OK)
        return status;
    status = pcs_worddiff_words(&words, &n, d, "a b", 3, err);
    if (status == PCS_OK)
        status = pcs_worddiff_make(&edits, &n, d, "a b c", 5, "a x c", 5, err);
    if (status == PCS_OK)
        assert_int_equal(4, n);
    pcs_worddiff_free(d);
    return status;
}

static void test_differences(void **state)
{
    (void)state;
    assert_true(refuse_each(try_diff, NULL) > 2);
    assert_true(refuse_each(try_words, NULL) > 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_find),
                                       cmocka_unit_test(test_limits),
                                       cmocka_unit_test(test_differences)};
    return cmocka_run_group_tests(tests, make_index, remove_index);
}
