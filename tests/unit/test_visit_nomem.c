/* test_visit_nomem.c - hits handed over one by one, and memory refused */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "test_nomem.h"

#include "test_search_index.h"

static const char german[] =
    "---\ntitle: Rechnungen\nMS.TranslationType: MT\n"
    "ms.contentlocale: de-DE\n---\n" SPAN("a-1", "Alles über die Rechnung.",
                                          "All about bills.")
        SPAN("a-2", "Nichts.", "Nothing.") "# " SPAN("a-3", "Rechnung", "Bill");

static const char korean[] =
    "---\ntitle: x\nms.contentlocale: ko-KR\n---\n" SPAN("b-1", "구독",
                                                         "Subscription");

static int make_index(void **state)
{
    const test_article articles[] = {{"a.md", german}, {"b.md", korean}};
    (void)state;
    return index_articles(articles, 2, 4);
}

/* A search, and what its visitor was told: "2:de-DE,ko-KR;a-3 MT 2;..." */
typedef struct attempt {
    pcs_searcher *searcher;
    const char *query;
    pcs_grouping grouping;
    bool is_by_place;
    size_t limit, offset;
    const char *wanted;
    pcs_buffer told;
    int left; /* visits before the visitor has enough; -1: never */
} attempt;

static pcs_status begin(void *context, const pcs_results *results,
                        const pcs_visit_locales *locales, pcs_error *err)
{
    attempt *a = context;
    pcs_buffer_printf(&a->told, "%d:", (int)results->segments);
    for (size_t i = 0; i < locales->n_hits; i++)
        pcs_buffer_printf(&a->told, "%s%s", i ? "," : "", locales->hits[i]);
    return pcs_buffer_status(&a->told, err);
}

static pcs_status visit(void *context, const pcs_hit *hit, pcs_error *err)
{
    attempt *a = context;
    if (a->left == 0)
        return pcs_error_set(err, PCS_EBUSY, "enough");
    a->left -= a->left > 0;
    pcs_buffer_printf(&a->told, ";%s %s %u", hit->places[0].id,
                      hit->origin->type, hit->origin->position);
    return pcs_buffer_status(&a->told, err);
}

static pcs_status try_visit(void *context, pcs_error *err)
{
    attempt *a = context;
    pcs_visitor visitor = {a, a->is_by_place, begin, visit};
    pcs_results results;
    pcs_search_options options = PCS_SEARCH_OPTIONS_INIT;
    options.grouping = a->grouping;
    options.limit = a->limit;
    options.offset = a->offset;
    options.visitor = &visitor;
    options.want_origin = true;
    pcs_status status = pcs_search(&results, a->searcher, a->query,
                                   strlen(a->query), &options, err);
    if (status == PCS_OK) {
        assert_string_equal(a->wanted, a->told.data);
        assert_int_equal(0, results.n_hits + results.n_article_hits);
    }
    pcs_buffer_dispose(&a->told);
    pcs_results_dispose(&results);
    return status;
}

static void run(attempt *a, bool is_refused)
{
    pcs_error err = PCS_ERROR_INIT;
    a->searcher = open_index();
    if (is_refused)
        assert_true(refuse_each(try_visit, a) > 5);
    else
        assert_int_equal(PCS_EBUSY, try_visit(a, &err));
    pcs_searcher_close(a->searcher);
}

static void test_visit(void **state)
{
    attempt attempts[] = {
        {NULL,
         "Rechnung",
         PCS_GROUP_PAIR,
         false,
         SIZE_MAX,
         0,
         "2:de-DE;a-3 MT 2;a-1 MT 0",
         {0},
         -1},
        {NULL,
         "Rechnung",
         PCS_GROUP_NONE,
         true,
         SIZE_MAX,
         0,
         "2:de-DE;a-1 MT 0;a-3 MT 2",
         {0},
         -1},
        {NULL,
         "Rechnung",
         PCS_GROUP_PAIR,
         true,
         1,
         0,
         "2:de-DE;a-3 MT 2",
         {0},
         -1},
        {NULL,
         "Rechnung",
         PCS_GROUP_PAIR,
         false,
         9,
         1,
         "2:de-DE;a-1 MT 0",
         {0},
         -1},
        {NULL,
         "Rechnung",
         PCS_GROUP_ARTICLE,
         true,
         1,
         0,
         "2:de-DE;a-1 MT 0;a-3 MT 2",
         {0},
         -1},
        {NULL,
         "path:*",
         PCS_GROUP_PAIR,
         true,
         SIZE_MAX,
         0,
         "4:de-DE,ko-KR;a-1 MT 0;a-2 MT 1;a-3 MT 2;b-1  0",
         {0},
         -1},
        /* A suggestion that is tried out is nothing to visit. */
        {NULL, "Rehcnung", PCS_GROUP_PAIR, false, 10, 0, "0:", {0}, -1},
    };
    (void)state;
    for (size_t i = 0; i < sizeof attempts / sizeof *attempts; i++)
        run(&attempts[i], true);
}

static void test_enough(void **state)
{
    attempt a = {NULL, "path:*", PCS_GROUP_PAIR, false, SIZE_MAX, 0, "",
                 {0},  2};
    (void)state;
    run(&a, false);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_visit),
        cmocka_unit_test(test_enough),
    };
    return cmocka_run_group_tests(tests, make_index, remove_index);
}
