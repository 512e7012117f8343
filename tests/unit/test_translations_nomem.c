/* test_translations_nomem.c - translations, and refusing their allocations */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "test_nomem.h"

#include "test_search_index.h"

#include "search/renderings.h"
#include "search/searcher.h"
#include "search/translations.h"

#define HEAD(locale, type)                                                     \
    "---\nms.contentlocale: " locale "\nms.openlocfilehash: v1\n"              \
    "ms.translationtype: " type "\n---\n"

/* dog is Hund, and once something else. */
static const test_article files[] = {
    {"de-de/a.md",
     HEAD("de-DE", "HT") SPAN("a-101", "Der Hund schläft", "The dog sleeps")
         SPAN("a-102", "Ein Hund bellt laut", "A dog barks loudly")
             SPAN("a-103", "Viele Hunde essen", "Many dogs eat")
                 SPAN("a-104", "Kaufen Sie den Hund", "Buy the dog")
                     SPAN("a-105", "Eine Katze schläft", "A cat sleeps")},
    {"de-de/b.md",
     HEAD("de-DE", "MT") SPAN("b-101", "Wo ist der Hund?", "Where is the dog?")
         SPAN("b-102", "Das Tier ist weg", "The dog is gone")
             SPAN("b-103", "Vögel fliegen", "Birds fly")
                 SPAN("b-104", "Fische schwimmen", "Fish swim")
                     SPAN("b-105", "Wo ist der Hund?", "Where is the dog?")},
    {"de-de/c.md",
     HEAD("de-DE", "MT") SPAN("d-101", "Rot", "Red")
         SPAN("d-102", "Grün", "Green") SPAN("d-103", "Blau", "Blue")
             SPAN("d-104", "Regen", "Rain") SPAN("d-105", "Sonne", "Sun")
                 SPAN("d-106", "Schnee", "Snow") SPAN("d-107", "Wind", "Wind")
                     SPAN("d-108", "Nebel", "Fog") SPAN("d-109", "Mond", "Moon")
                         SPAN("d-110", "Stern", "Star")},
    {"ko-kr/a.md",
     HEAD("ko-KR", "MT") SPAN("c-101", "개가 잔다", "The dog sleeps")
         SPAN("c-102", "개는 크게 짖는다", "A dog barks loudly")
             SPAN("c-103", "많은 개를 본다", "Many dogs eat")
                 SPAN("c-104", "개를 사라", "Buy the dog")
                     SPAN("c-105", "고양이가 잔다", "A cat sleeps")},
    {"ko-kr/c.md",
     HEAD("ko-KR", "MT") SPAN("e-101", "빨강", "Red")
         SPAN("e-102", "초록", "Green") SPAN("e-103", "파랑", "Blue")
             SPAN("e-104", "비", "Rain") SPAN("e-105", "해", "Sun")
                 SPAN("e-106", "눈", "Snow") SPAN("e-107", "바람", "Wind")
                     SPAN("e-108", "안개", "Fog") SPAN("e-109", "달", "Moon")
                         SPAN("e-110", "별", "Star")},
};

static int make_index(void **state)
{
    (void)state;
    return index_articles(files, sizeof files / sizeof *files, 35);
}

typedef struct attempt {
    pcs_searcher *searcher;
    const char *query, *from, *to; /* to: NULL for none */
    const char *text;              /* of the first translation */
    pcs_tally tally, all, rest;
    uint64_t alone;
} attempt;

static void assert_tally(const pcs_tally *expected, const pcs_tally *found)
{
    assert_int_equal(expected->units, found->units);
    assert_int_equal(expected->segments, found->segments);
    assert_int_equal(expected->human, found->human);
    assert_int_equal(expected->machine, found->machine);
}

static pcs_status try_find(void *context, pcs_error *err)
{
    const attempt *a = context;
    const char *const from[] = {a->from}, *const to[] = {a->to};
    pcs_translations t;
    pcs_search_options options = PCS_SEARCH_OPTIONS_INIT;
    options.locales = from;
    options.n_locales = 1;
    pcs_status status =
        pcs_translations_find(&t, a->searcher, a->query, strlen(a->query),
                              &options, to, a->to != NULL, err);
    if (status != PCS_OK)
        return status;
    assert_int_equal(1, t.n);
    const pcs_translated *d = &t.items[0];
    assert_tally(&a->all, &d->all);
    assert_tally(&a->rest, &d->rest);
    assert_int_equal(a->alone, d->alone);
    assert_int_equal(a->text != NULL, d->n > 0);
    if (a->text) {
        const pcs_translation *one = &d->items[0];
        assert_string_equal(a->text, one->text);
        assert_tally(&a->tally, &one->tally);
        assert_true(one->example.n_from_marks > 0);
        assert_true(one->example.n_to_marks > 0);
        assert_string_equal("docs", one->example.place.source);
    }
    pcs_translations_dispose(&t);
    return PCS_OK;
}

static void test_find(void **state)
{
    (void)state;
    static const attempt attempts[] = {
        {NULL, "Hund", "de", NULL, "dog", {5, 6, 4, 2}, {5, 6, 4, 2}, {0}, 0},
        {NULL,
         "dog",
         "de",
         NULL,
         "Hund",
         {5, 6, 4, 2},
         {6, 7, 4, 3},
         {1, 1, 0, 1},
         0},
        {NULL,
         "dog type:ht",
         "de",
         NULL,
         "Hund",
         {4, 4, 4, 0},
         {4, 4, 4, 0},
         {0},
         0},
        {NULL, "Hund", "de", "ko", "개", {4, 4, 0, 4}, {4, 4, 0, 4}, {0}, 2},
        {NULL, "Hund", "de", "en", "dog", {5, 6, 4, 2}, {5, 6, 4, 2}, {0}, 0},
        {NULL,
         "local:Hund -schläft",
         "de",
         NULL,
         "dog",
         {4, 5, 3, 2},
         {4, 5, 3, 2},
         {0},
         0},
        {NULL, "?", "de", NULL, NULL, {0}, {1, 2, 0, 2}, {1, 2, 0, 2}, 0},
    };
    for (size_t i = 0; i < sizeof attempts / sizeof *attempts; i++) {
        attempt one = attempts[i];
        one.searcher = open_index();
        assert_true(refuse_each(try_find, &one) > 20);
        pcs_searcher_close(one.searcher);
    }
}

static pcs_status find(pcs_translations *t, const char *query, const char *to,
                       pcs_error *err)
{
    pcs_search_options options = PCS_SEARCH_OPTIONS_INIT;
    pcs_searcher *searcher = open_index();
    pcs_status status = pcs_translations_find(t, searcher, query, strlen(query),
                                              &options, &to, to != NULL, err);
    pcs_searcher_close(searcher);
    return status;
}

static void test_errors(void **state)
{
    (void)state;
    static const char *const without_term[] = {"", "path:a.md", "-Hund",
                                               "Hund OR Katze"};
    pcs_translations t;
    pcs_error err = PCS_ERROR_INIT;
    for (size_t i = 0; i < sizeof without_term / sizeof *without_term; i++) {
        assert_int_equal(PCS_EINVAL, find(&t, without_term[i], NULL, &err));
        assert_non_null(strstr(err.message, "no term"));
    }
    assert_int_equal(PCS_EINVAL, find(&t, "Hund", "fr", &err));
    assert_non_null(strstr(err.message, "no locale fr"));
    assert_ok(find(&t, "Elefant", NULL, &err), &err);
    assert_int_equal(0, t.n);
    assert_string_equal("Elefant", t.term);
    pcs_translations_dispose(&t);
}

static void test_shorten(void **state)
{
    (void)state;
    pcs_rendering r = {.row = {{1, 2, 3}, 3},
                       .shorter = {{{2}, 1}, {{2, 3}, 2}, {{1, 2, 3}, 3}},
                       .n_shorter = 3};
    assert_true(pcs_rendering_shorten(&r));
    assert_int_equal(2, r.row.len);
    assert_int_equal(3, r.row.classes[1]);
    assert_true(pcs_rendering_shorten(&r));
    assert_int_equal(1, r.row.len);
    assert_int_equal(2, r.row.classes[0]);
    assert_false(pcs_rendering_shorten(&r));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_find),
                                       cmocka_unit_test(test_errors),
                                       cmocka_unit_test(test_shorten)};
    return cmocka_run_group_tests(tests, make_index, remove_index);
}
