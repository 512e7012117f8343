/* test_consistency_nomem.c - each allocation of a report is refused in turn */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "test_nomem.h"

#include "search/consistency.h"
#include "test_search_index.h"

static const char german[] =
    "---\nms.translationtype: HT\nms.contentlocale: de-DE\n---\n" SPAN(
        "a-1", "Ja", "Yes") SPAN("a-2", "Ja", "Yes") SPAN("a-3", "Ja", "Yes")
        SPAN("a-4", "Ja", "No") SPAN("a-5", "Nein", "No")
            SPAN("a-6", "Weiter", "Next") SPAN("a-7", "weiter.", "Next")
                SPAN("a-8", "Schritt 1: `go`", "Step 2: `stop it`")
                    SPAN("a-9", "Schritt 1: `go`", "Step 2: `stop`");

static const char korean[] =
    "---\nms.contentlocale: ko-KR\n---\n" SPAN("b-1", "예", "Yes")
        SPAN("b-2", "아니요", "No") SPAN("b-3", "No", "No");

static int make_index(void **state)
{
    const test_article articles[] = {{"ja.md", german}, {"ye.md", korean}};
    (void)state;
    return index_articles(articles, 2, 12);
}

/* A report, and how many findings it has to have. */
typedef struct attempt {
    pcs_searcher *searcher;
    const char *query;
    unsigned kinds;
    size_t findings;
} attempt;

static pcs_status try_report(void *context, pcs_error *err)
{
    const attempt *a = context;
    pcs_consistency_report report;
    pcs_search_options options = PCS_SEARCH_OPTIONS_INIT;
    pcs_status status =
        pcs_consistency(&report, a->searcher, a->query, strlen(a->query),
                        &options, a->kinds, err);
    if (status == PCS_OK)
        assert_int_equal(a->findings, report.n_findings);
    pcs_consistency_dispose(&report);
    return status;
}

static void test_report(void **state)
{
    (void)state;
    static const attempt attempts[] = {
        {NULL, "", PCS_FINDINGS_ALL, 8},
        {NULL, "type:ht Nein", PCS_FINDINGS_ALL, 1},
        {NULL, "locale:ko", 1u << PCS_FINDING_TRANSLATIONS, 1},
    };
    for (size_t i = 0; i < sizeof attempts / sizeof *attempts; i++) {
        attempt one = attempts[i];
        one.searcher = open_index();
        assert_true(refuse_each(try_report, &one) > 30);
        pcs_searcher_close(one.searcher);
    }
}

static void test_findings(void **state)
{
    (void)state;
    pcs_searcher *searcher = open_index();
    pcs_consistency_report report;
    pcs_search_options options = PCS_SEARCH_OPTIONS_INIT;
    pcs_error err = PCS_ERROR_INIT;
    assert_ok(pcs_consistency(&report, searcher, "locale:de", 9, &options,
                              1u << PCS_FINDING_TRANSLATIONS, &err),
              &err);
    assert_int_equal(1, report.n_findings);
    const pcs_finding *f = &report.findings[0];
    assert_string_equal("No", f->text);
    assert_int_equal(2, f->n_variants);
    assert_string_equal("Ja", f->variants[0].text);
    assert_string_equal("Yes", f->variants[0].instead);
    assert_int_equal(3, f->variants[0].instead_segments);
    assert_true(f->variants[0].doubt > 0.3);
    assert_true(f->variants[1].instead == NULL);
    assert_int_equal(2, f->human);
    pcs_consistency_dispose(&report);
    pcs_searcher_close(searcher);
}

static void test_names(void **state)
{
    (void)state;
    pcs_finding_kind kind;
    for (int i = 0; i < PCS_FINDING_KINDS; i++) {
        const char *name = pcs_finding_kind_name((pcs_finding_kind)i);
        assert_true(pcs_finding_kind_find(&kind, name, strlen(name)));
        assert_int_equal(i, kind);
        assert_non_null(strstr(PCS_FINDING_NAMES, name));
    }
    assert_false(pcs_finding_kind_find(&kind, "sourcesx", 8));
    assert_false(pcs_finding_kind_find(&kind, "", 0));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_report),
        cmocka_unit_test(test_findings),
        cmocka_unit_test(test_names),
    };
    return cmocka_run_group_tests(tests, make_index, remove_index);
}
