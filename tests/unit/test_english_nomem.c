/* test_english_nomem.c - English words without a field, and marks in siblings;
 * each allocation is refused in turn */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "test_nomem.h"

#include "test_search_index.h"

#define HEAD(locale) "---\nms.contentlocale: " locale "\n---\n"

/* Both go together often enough for counterparts. */
#define PAIRS(id, one, two)                                                    \
    SPAN(id "-101", one, "Invoice")                                            \
    SPAN(id "-102", one " A", "The invoice A")                                 \
    SPAN(id "-103", one " B", "Invoices B")                                    \
    SPAN(id "-104", two, "The due date")                                       \
    SPAN(id "-105", one " C", "Invoice C")

static const test_article files[] = {
    {"de-de/a.md",
     HEAD("de-DE") PAIRS("a", "Rechnung", "Das Portal als Subportal")
         SPAN("a-106", "Das Portal", "The portal")},
    {"ko-kr/a.md", HEAD("ko-KR") PAIRS("b", "청구서", "기한")
                       SPAN("b-106", "포털", "The portal")},
};

static int make_index(void **state)
{
    (void)state;
    return index_articles(files, 2, 12);
}

/* A search, what it finds, and what it says. */
typedef struct attempt {
    const char *query;
    const char *locale;
    uint64_t segments;
    const char *english[3]; /* NULL behind the last */
    bool has_also;          /* the first hit has a sibling */
    pcs_match_mode mode;
    pcs_tier lowest;
    pcs_searcher *searcher;
} attempt;

static void check(const attempt *a, const pcs_results *r)
{
    size_t n = 0;
    assert_int_equal(a->segments, r->segments);
    while (a->english[n])
        n++;
    assert_int_equal(n, r->n_english);
    for (size_t i = 0; i < n; i++)
        assert_string_equal(a->english[i], r->english[i]);
    if (!a->has_also)
        return;
    assert_true(r->n_hits > 0 && r->hits[0].n_english_marks > 0);
    assert_int_equal(1, r->hits[0].n_also);
}

static pcs_status try_search(void *context, pcs_error *err)
{
    static const char *const also[] = {"de"};
    const attempt *a = context;
    pcs_results results;
    pcs_search_options options = PCS_SEARCH_OPTIONS_INIT;
    options.locales = &a->locale;
    options.n_locales = a->locale != NULL;
    options.also = also;
    options.n_also = a->has_also;
    options.mode = a->mode;
    options.lowest = a->lowest ? a->lowest : PCS_TIER_PART;
    options.want_explanation = true;
    options.no_suggestions = true;
    pcs_status status = pcs_search(&results, a->searcher, a->query,
                                   strlen(a->query), &options, err);
    if (status == PCS_OK)
        check(a, &results);
    pcs_results_dispose(&results);
    return status;
}

static const attempt attempts[] = {
    /* Forms count; the other locale has marks for it. */
    {"invoice", "ko", 4, {"invoice"}, .has_also = true},
    {"Invoices", "de", 4, {"Invoices"}, .has_also = false},
    {"invoice", NULL, 8, {"invoice"}, .has_also = false},
    {"invoic*", "ko", 4, {"invoic*"}, .has_also = false},
    {"inv*", "ko", 0, {NULL}, .has_also = false},
    {"\"due date\"", "ko", 1, {"\"due date\""}, .has_also = false},
    {"-invoice", "ko", 2, {"-invoice"}, .has_also = false},
    {"청구서 invoices", "ko", 4, {"invoices"}, .has_also = false},
    {"invoice zzyzx", "ko", 4, {"invoice"}, .has_also = false},
    /* Said to be on one side, or there as well as here. */
    {"local:invoice", "ko", 0, {NULL}, .has_also = false},
    {"ko:invoice", "ko", 0, {NULL}, .has_also = false},
    {"en:invoice", "ko", 4, {NULL}, .has_also = false},
    {"portal", "de", 2, {NULL}, .has_also = false},
    {"portal", "ko", 1, {"portal"}, .has_also = false},
    /* What only helps is English beside what is. */
    {"the", "ko", 0, {NULL}, .has_also = false},
    {"the due", "ko", 1, {"the", "due"}, .has_also = false},
    {"invoice due", "ko", 5, {"invoice", "due"}, .mode = PCS_MATCH_ANY},
    /* As typed, and by a typo. */
    {"invoices", "ko", 1, {"invoices"}, .lowest = PCS_TIER_WORD},
    {"inovice", "ko", 3, {"inovice"}, .lowest = PCS_TIER_NEAR},
};

static void test_decisions(void **state)
{
    (void)state;
    pcs_error err = PCS_ERROR_INIT;
    for (size_t i = 0; i < sizeof attempts / sizeof *attempts; i++) {
        attempt one = attempts[i];
        one.searcher = open_index();
        assert_ok(try_search(&one, &err), &err);
        pcs_searcher_close(one.searcher);
    }
}

static void test_nomem(void **state)
{
    (void)state;
    static const size_t some[] = {0, 2, 5, 7, 15, 16, 18};
    for (size_t i = 0; i < sizeof some / sizeof *some; i++) {
        attempt one = attempts[some[i]];
        one.searcher = open_index();
        assert_true(refuse_each(try_search, &one) > 30);
        pcs_searcher_close(one.searcher);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_decisions),
        cmocka_unit_test(test_nomem),
    };
    return cmocka_run_group_tests(tests, make_index, remove_index);
}
