/* test_articleread_nomem.c - reading one article as a whole */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "test_nomem.h"

#include "test_search_index.h"

#include "search/articlefind.h"
#include "search/articleread.h"
#include "search/searcher.h"

#define HEAD(locale, title)                                                    \
    "---\ntitle: " title "\ndescription: Alles über Rechnungen\n"             \
    "ms.contentlocale: " locale "\nms.topic: article\n---\n"

static const test_article files[] = {
    {"de-de/a/b.md",
     HEAD("de-DE", "Ihre Rechnung lesen")
         SPAN("a-101", "Ja", "Yes") "## <a name=\"pay\"></a>" SPAN(
             "a-102", "Rechnung bezahlen",
             "Pay the invoice") "- " SPAN("a-103", "Die Rechnungen",
                                          "The invoices")
             SPAN("a-104", "Ja", "Yes") SPAN("a-105", "", "Empty")},
    {"de-de/a/c.md", HEAD("de-DE", "Ja") SPAN("b-101", "Ja", "Yes")},
    {"de-at/a/b.md", HEAD("de-AT", "Jänner") SPAN("c-101", "Ja", "Yes")},
    {"ko-kr/a/b.md", HEAD("ko-KR", "청구서") SPAN("d-101", "예", "Yes")},
};

static int make_index(void **state)
{
    (void)state;
    return index_articles(files, sizeof files / sizeof *files, 8);
}

static pcs_status read_one(pcs_article_view *view, pcs_searcher *searcher,
                           const char *locale, const char *path,
                           const char *query, pcs_error *err)
{
    pcs_article_request request = {.locale = locale, .path = path};
    request.query = query;
    request.query_len = query ? strlen(query) : 0;
    return pcs_article_read(view, searcher, &request, err);
}

static void check_marked(const char *expected, const char *text,
                         const pcs_mark *marks, size_t n)
{
    char marked[256] = "";
    for (size_t i = 0; i < n; i++)
        snprintf(marked + strlen(marked), sizeof marked - strlen(marked),
                 "%s%.*s", i ? "|" : "", (int)(marks[i].end - marks[i].start),
                 text + marks[i].start);
    assert_string_equal(expected, marked);
}

static pcs_status try_whole(void *context, pcs_error *err)
{
    pcs_article_view v;
    pcs_status status =
        read_one(&v, context, "de-DE", "de-de/a/b.md", "Rechnung", err);
    if (status != PCS_OK) {
        assert_null(v.arena.blocks);
        return status;
    }
    assert_string_equal("de-DE", v.locale);
    assert_string_equal("docs", v.source);
    assert_string_equal("de-de/a/b.md", v.path);
    assert_string_equal("Ihre Rechnung lesen", v.title);
    check_marked("Rechnung", v.title, v.title_marks, v.n_title_marks);
    check_marked("Rechnungen", v.description, v.description_marks,
                 v.n_description_marks);
    assert_null(v.url);
    assert_int_equal(4, v.n_entries);
    assert_string_equal("ms.topic", v.entries[3].key);
    assert_string_equal("article", v.entries[3].value);
    assert_int_equal(5, v.n_segments);
    assert_int_equal(2, v.n_matches);
    const pcs_article_segment *s = v.segments;
    assert_string_equal("a-101", s[0].id);
    assert_string_equal("paragraph", s[0].place);
    assert_string_equal("", s[0].anchor);
    assert_int_equal(0, s[0].n_marks);
    assert_false(s[0].is_match);
    assert_string_equal("heading", s[1].place);
    assert_string_equal("Rechnung bezahlen", s[1].local);
    assert_string_equal("Pay the invoice", s[1].english);
    assert_string_equal("pay", s[1].anchor);
    assert_true(s[1].is_match);
    check_marked("Rechnung", s[1].local, s[1].marks, s[1].n_marks);
    assert_string_equal("list", s[2].place);
    assert_string_equal("Rechnung bezahlen", s[2].heading);
    check_marked("Rechnungen", s[2].local, s[2].marks, s[2].n_marks);
    assert_true(s[3].line > s[2].line);
    assert_int_equal(0, s[4].local_len);
    pcs_article_view_dispose(&v);
    return PCS_OK;
}

static void test_whole(void **state)
{
    (void)state;
    pcs_searcher *searcher = open_index();
    assert_true(refuse_each(try_whole, searcher) > 20);
    pcs_searcher_close(searcher);
}

/* A unit that stands in several places matches where the filter lets it. */
static void test_filters(void **state)
{
    static const struct {
        const char *query;
        size_t n_matches, n_marked;
    } cases[] = {{"Ja", 2, 2},
                 {"Ja id:a-104", 1, 2},
                 {"Ja -id:a-104", 1, 2},
                 {"Ja title:Jänner", 0, 2},
                 {"topic:article", 5, 0},
                 {"Rechnung OR Ja", 4, 4},
                 {"Ja -Rechnung", 2, 2},
                 {"", 0, 0},
                 {"en:yes", 2, 2}};
    (void)state;
    pcs_searcher *searcher = open_index();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        pcs_article_view v;
        pcs_error err = PCS_ERROR_INIT;
        size_t n = 0;
        assert_ok(read_one(&v, searcher, "de-DE", "de-de/a/b.md",
                           cases[i].query, &err),
                  &err);
        for (size_t j = 0; j < v.n_segments; j++)
            n += v.segments[j].n_marks || v.segments[j].n_english_marks;
        assert_int_equal(cases[i].n_matches, v.n_matches);
        assert_int_equal(cases[i].n_marked, n);
        pcs_article_view_dispose(&v);
    }
    pcs_searcher_close(searcher);
}

static void test_lookup(void **state)
{
    static const struct {
        const char *locale, *source, *path, *title; /* NULL: there is none */
    } cases[] = {{"de", NULL, "de-de/a/c.md", "Ja"},
                 {"de", "docs", "de-at/a/b.md", "Jänner"},
                 {"de-AT", NULL, "de-de/a/c.md", NULL},
                 {"ko", "docs", "ko-kr/a/b.md", "청구서"},
                 {"ko", "doc", "ko-kr/a/b.md", NULL},
                 {"ko", "docs2", "ko-kr/a/b.md", NULL},
                 {"ko", NULL, "ko-kr/a/b.m", NULL},
                 {"ko", NULL, "ko-kr/a/b.mdx", NULL},
                 {"ko", NULL, "", NULL}};
    (void)state;
    pcs_searcher *searcher = open_index();
    pcs_article_view v;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        pcs_article_request request = {.locale = cases[i].locale,
                                       .source = cases[i].source,
                                       .path = cases[i].path};
        pcs_error err = PCS_ERROR_INIT;
        pcs_status status = pcs_article_read(&v, searcher, &request, &err);
        assert_int_equal(cases[i].title ? PCS_OK : PCS_ENOTFOUND, status);
        if (cases[i].title)
            assert_string_equal(cases[i].title, v.title);
        pcs_article_view_dispose(&v);
    }
    assert_int_equal(PCS_EINVAL,
                     read_one(&v, searcher, "fr", "a.md", NULL, NULL));
    assert_int_equal(PCS_EINVAL,
                     read_one(&v, searcher, NULL, "a.md", NULL, NULL));
    assert_int_equal(PCS_EINVAL,
                     read_one(&v, searcher, "ko", NULL, NULL, NULL));
    pcs_searcher_close(searcher);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_whole),
                                       cmocka_unit_test(test_filters),
                                       cmocka_unit_test(test_lookup)};
    return cmocka_run_group_tests(tests, make_index, remove_index);
}
