/* test_complete_nomem.c - completing to titles, headings and terms, and
 * refusing its allocations */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "test_nomem.h"

#include "test_search_index.h"

#include "search/complete.h"

#define HEAD(locale, title)                                                    \
    "---\ntitle: " title "\nms.contentlocale: " locale "\n---\n"

static const test_article files[] = {
    {"ko-kr/a.md",
     HEAD("ko-KR", "구독 관리") "## <a name=\"new\"></a>" SPAN(
         "a-101", "구독 만들기", "Create a subscription")
         SPAN("a-102", "구독을 관리합니다", "Manage subscriptions")},
    {"ko-kr/b.md", HEAD("ko-KR", "고객의 구독 관리") "## " SPAN(
                       "b-101", "구독 만들기", "Create a subscription")
                       SPAN("b-102", "고객", "Customer")},
    {"de-de/a.md", HEAD("de-DE", "Rechnung verstehen") "## " SPAN(
                       "c-101", "Ihre Rechnung", "Your invoice")
                       SPAN("c-102", "Mehr", "More about invoices")},
};

static int make_index(void **state)
{
    (void)state;
    return index_articles(files, sizeof files / sizeof *files, 6);
}

typedef struct attempt {
    pcs_searcher *searcher;
    const char *typed;
    const char *expected; /* kinds and texts, marks in brackets */
} attempt;

static void append(char *out, size_t size, const pcs_suggestion *s)
{
    size_t at = 0, len = strlen(out);
    len += (size_t)snprintf(out + len, size - len, "%s%c:", len ? " | " : "",
                            "aht"[s->kind]);
    for (size_t i = 0; i < s->n_marks; i++) {
        len += (size_t)snprintf(out + len, size - len, "%.*s[%.*s]",
                                (int)(s->marks[i].start - at), s->text + at,
                                (int)(s->marks[i].end - s->marks[i].start),
                                s->text + s->marks[i].start);
        at = s->marks[i].end;
    }
    snprintf(out + len, size - len, "%s %d", s->text + at, (int)s->segments);
}

static pcs_status try_complete(void *context, pcs_error *err)
{
    const attempt *a = context;
    pcs_complete_options options = {
        .titles = 2, .headings = 2, .terms = 2, .want_counts = true};
    pcs_suggestion_list list;
    char found[512] = "";
    pcs_status status = pcs_complete(&list, a->searcher, a->typed,
                                     strlen(a->typed), &options, err);
    if (status != PCS_OK)
        return status;
    for (size_t i = 0; i < list.len; i++)
        append(found, sizeof found, &list.items[i]);
    assert_string_equal(a->expected, found);
    pcs_suggestion_list_dispose(&list);
    return PCS_OK;
}

static void test_kinds(void **state)
{
    static const attempt attempts[] = {
        {NULL, "구독",
         "a:[구독] 관리 1 | a:고객의 [구독] 관리 1 | h:[구독] 만들기 2 | "
         "t:구독 3"},
        {NULL, "구ㄷ",
         "a:[구독] 관리 1 | a:고객의 [구독] 관리 1 | h:[구독] 만들기 2 | "
         "t:구독 3"},
        {NULL, "구독 관",
         "a:[구독] [관]리 1 | a:고객의 [구독] [관]리 1 | t:구독 관리합니다 1"},
        {NULL, "Rech",
         "a:[Rech]nung verstehen 1 | h:Ihre [Rech]nung 1 | t:rechnung 1"},
        {NULL, "rechnung v", "a:[Rechnung] [v]erstehen 1"},
        {NULL, "invo", "t:invoice 2 | t:invoices 2"},
        {NULL, "", ""},
        {NULL, "\xFF(", ""},
    };
    (void)state;
    for (size_t i = 0; i < sizeof attempts / sizeof *attempts; i++) {
        attempt one = attempts[i];
        one.searcher = open_index();
        refuse_each(try_complete, &one);
        pcs_searcher_close(one.searcher);
    }
}

static void test_places(void **state)
{
    static const char *const ko[] = {"ko"}, *const fr[] = {"fr"};
    pcs_complete_options options = {
        .locales = ko, .n_locales = 1, .titles = 5, .headings = 5};
    pcs_suggestion_list list;
    pcs_error err = PCS_ERROR_INIT;
    (void)state;
    pcs_searcher *searcher = open_index();
    assert_ok(pcs_complete(&list, searcher, "만들", 6, &options, &err), &err);
    assert_int_equal(1, list.len);
    assert_string_equal("ko-KR", list.items[0].locale);
    assert_string_equal("ko-kr/a.md", list.items[0].place.path);
    assert_string_equal("new", list.items[0].place.anchor);
    assert_int_equal(2, list.items[0].segments);
    pcs_suggestion_list_dispose(&list);
    options.locales = fr;
    assert_int_equal(PCS_EINVAL,
                     pcs_complete(&list, searcher, "a", 1, &options, NULL));
    assert_int_equal(0, list.len);
    pcs_searcher_close(searcher);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_kinds),
                                       cmocka_unit_test(test_places)};
    return cmocka_run_group_tests(tests, make_index, remove_index);
}
