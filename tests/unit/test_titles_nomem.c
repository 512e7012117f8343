/* test_titles_nomem.c - articles found by their titles, and refusing their
 * allocations */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "test_nomem.h"

#include "test_search_index.h"

#include "search/headmatch.h"
#include "search/session.h"
#include "search/textmatch.h"

#define HEAD(locale, title, description)                                       \
    "---\ntitle: " title "\ndescription: " description                         \
    "\nms.contentlocale: " locale "\nms.topic: article\n---\n"

static const test_article files[] = {
    {"de-de/a.md",
     HEAD("de-DE", "Ihre Rechnungen verstehen", "Alles zu Preisen")
         SPAN("a-101", "Sie brauchen einen Vertrag", "You need a contract")
             SPAN("a-102", "Das Ende", "The end")},
    {"de-de/b.md", HEAD("de-DE", "Understand e-mail", "Kundenverträge lesen")
                       SPAN("b-101", "Rechnung", "Invoice")},
    {"de-de/none.md", HEAD("de-DE", "Rechnung ohne Text", "Nichts") "Text\n"},
    {"ko-kr/a.md",
     HEAD("ko-KR", "파트너 센터의 구독을 관리", "청구서 C# 안내")
         SPAN("c-101", "고객", "Customer") SPAN("c-102", "센터", "Center")},
    {"ja-jp/a.md",
     HEAD("ja-JP", "パートナー センターの請求書", "サブスクリプションの管理")
         SPAN("d-101", "お客様", "Customer")
             SPAN("d-102", "パートナー", "Partner")},
};

static int make_index(void **state)
{
    (void)state;
    return index_articles(files, sizeof files / sizeof *files, 7);
}

typedef struct attempt {
    pcs_searcher *searcher;
    const char *query;
    const char *path; /* of the only article; NULL: none */
    pcs_article_by by;
    uint64_t segments;
    size_t n_hits;
} attempt;

static pcs_status try_search(void *context, pcs_error *err)
{
    static const char *const facets[] = {"topic"};
    const attempt *a = context;
    pcs_results r;
    pcs_search_options options = PCS_SEARCH_OPTIONS_INIT;
    options.grouping = PCS_GROUP_ARTICLE;
    options.mode = PCS_MATCH_ALL;
    options.facets = facets;
    options.n_facets = 1;
    options.want_files = true;
    options.no_suggestions = true;
    pcs_status status =
        pcs_search(&r, a->searcher, a->query, strlen(a->query), &options, err);
    if (status != PCS_OK)
        return status;
    size_t n = a->path != NULL;
    assert_int_equal(n, r.n_article_hits);
    assert_int_equal(n, r.articles);
    assert_int_equal(n, r.n_files);
    assert_int_equal(n, r.facets[0].n_values);
    if (n) {
        const pcs_article_hit *hit = &r.article_hits[0];
        assert_string_equal(a->path, hit->place.path);
        assert_string_equal(a->path, r.files[0].path);
        assert_int_equal(1, r.facets[0].values[0].articles);
        assert_int_equal(a->by, hit->by);
        assert_int_equal(a->segments, hit->segments);
        assert_int_equal(a->n_hits, hit->n_hits);
        assert_true(a->by == PCS_ARTICLE_BY_SEGMENTS ||
                    hit->n_marks + hit->n_description_marks > 0);
    }
    pcs_results_dispose(&r);
    return PCS_OK;
}

static void test_search(void **state)
{
    static const attempt attempts[] = {
        {NULL, "verstehen", "de-de/a.md", PCS_ARTICLE_BY_TITLE, 0, 0},
        {NULL, "versteh*", "de-de/a.md", PCS_ARTICLE_BY_TITLE, 0, 0},
        {NULL, "Preise", "de-de/a.md", PCS_ARTICLE_BY_DESCRIPTION, 0, 0},
        {NULL, "Preise Rechnung", "de-de/a.md", PCS_ARTICLE_BY_DESCRIPTION, 0,
         0},
        {NULL, "Vertrag verstehen", "de-de/a.md", PCS_ARTICLE_BY_TOGETHER, 0,
         1},
        {NULL, "Rechnung Kundenvertrag", "de-de/b.md", PCS_ARTICLE_BY_TOGETHER,
         0, 1},
        {NULL, "Vertrag verstehen -Ende", "de-de/a.md", PCS_ARTICLE_BY_TOGETHER,
         0, 1},
        {NULL, "Vertrag verstehen -Preise", NULL, 0, 0, 0},
        {NULL, "verstehen en:contract", "de-de/a.md", PCS_ARTICLE_BY_TOGETHER,
         0, 1},
        {NULL, "en:verstehen", NULL, 0, 0, 0},
        {NULL, "verstehen topic:article", "de-de/a.md", PCS_ARTICLE_BY_TITLE, 0,
         0},
        {NULL, "verstehen topic:other", NULL, 0, 0, 0},
        {NULL, "verstehen id:a-102", "de-de/a.md", PCS_ARTICLE_BY_TOGETHER, 0,
         1},
        {NULL, "verstehen id:b-101", NULL, 0, 0, 0},
        {NULL, "understand", "de-de/b.md", PCS_ARTICLE_BY_TITLE, 0, 0},
        {NULL, "\"Ihre Rechnungen\"", "de-de/a.md", PCS_ARTICLE_BY_TITLE, 0, 0},
        {NULL, "ohne Text", NULL, 0, 0, 0},
        {NULL, "(verstehen OR nirgends) -Vertrag", "de-de/a.md",
         PCS_ARTICLE_BY_TITLE, 0, 0},
        {NULL, "구독", "ko-kr/a.md", PCS_ARTICLE_BY_TITLE, 0, 0},
        {NULL, "구독 고객", "ko-kr/a.md", PCS_ARTICLE_BY_TOGETHER, 0, 1},
        {NULL, "센터 구독", "ko-kr/a.md", PCS_ARTICLE_BY_TITLE, 0, 0},
        {NULL, "C#", "ko-kr/a.md", PCS_ARTICLE_BY_DESCRIPTION, 0, 0},
        {NULL, "請求書", "ja-jp/a.md", PCS_ARTICLE_BY_TITLE, 0, 0},
        {NULL, "パートナーセンター", "ja-jp/a.md", PCS_ARTICLE_BY_TITLE, 0, 0},
        {NULL, "パートナー", "ja-jp/a.md", PCS_ARTICLE_BY_TITLE, 1, 1},
    };
    (void)state;
    for (size_t i = 0; i < sizeof attempts / sizeof *attempts; i++) {
        attempt one = attempts[i];
        one.searcher = open_index();
        assert_true(refuse_each(try_search, &one) > 20);
        pcs_searcher_close(one.searcher);
    }
}

/* What is stored says the same as the texts do. */
static void check_heads(pcs_session *s, pcs_matching *m, const char *query)
{
    pcs_error err = PCS_ERROR_INIT;
    const pcs_partition *p = &m->shelf->partition;
    pcs_text_matcher matcher;
    pcs_tiers *tiers = calloc(2 * p->n_articles + 1, 1);
    assert_non_null(tiers);
    assert_ok(pcs_heads_match(tiers, m, &s->terms[0], false, &err), &err);
    assert_ok(pcs_text_matcher_init(&matcher, &s->terms[0], m, false, &err),
              &err);
    for (size_t i = 0; i < 2 * p->n_articles; i++) {
        const pcs_article_record *a = &p->articles[i / 2];
        const char *text;
        size_t len;
        pcs_tier tier = PCS_TIER_NONE;
        assert_ok(pcs_partition_string(&text, &len, p,
                                       i % 2 ? a->description : a->title, &err),
                  &err);
        if (len)
            assert_ok(pcs_text_match(&tier, &matcher, text, len, &err), &err);
        if (tier != tiers[i])
            fail_msg("%s: %.*s: %d, stored %d", query, (int)len, text, tier,
                     tiers[i]);
    }
    pcs_text_matcher_dispose(&matcher);
    free(tiers);
}

static void test_same_tiers(void **state)
{
    static const char *const queries[] = {
        "Rechnung",
        "rechnungen",
        "Rech*",
        "preis",
        "Vertrag",
        "email",
        "e-mail",
        "\"zu Preisen\"",
        "구독",
        "독을",
        "파트너센터",
        "센터의",
        "청구서",
        "C#",
        "#",
        "請求書",
        "求書",
        "の",
        "センター",
        "パートナーセンタ",
        "サブスクリプション",
        "管理",
        "리",
        "Kunde",
    };
    (void)state;
    pcs_searcher *searcher = open_index();
    for (size_t i = 0; i < sizeof queries / sizeof *queries; i++)
        for (size_t shelf = 0; shelf < 3; shelf++) {
            pcs_search_options options = PCS_SEARCH_OPTIONS_INIT;
            pcs_results results = {0};
            pcs_session s = {
                .searcher = searcher, .options = &options, .results = &results};
            pcs_matching *m;
            pcs_error err = PCS_ERROR_INIT;
            options.no_suggestions = true;
            assert_ok(
                pcs_session_start(&s, queries[i], strlen(queries[i]), &err),
                &err);
            assert_ok(pcs_session_matching(&m, &s, shelf, &err), &err);
            check_heads(&s, m, queries[i]);
            pcs_session_dispose(&s);
            pcs_arena_dispose(&results.arena);
        }
    pcs_searcher_close(searcher);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_search),
                                       cmocka_unit_test(test_same_tiers)};
    return cmocka_run_group_tests(tests, make_index, remove_index);
}
