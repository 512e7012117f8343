/* test_like_nomem.c - nearest segments, and refusing their allocations */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "test_nomem.h"

#include "test_search_index.h"

#include "analyze/editdistance.h"
#include "search/like.h"

#define HEAD(locale, type)                                                     \
    "---\nms.contentlocale: " locale "\nms.translationtype: " type "\n---\n"

static const test_article files[] = {
    {"de-de/a.md", HEAD("de-DE", "HT") SPAN("a-101", "Ja.", "Yes.")
                       SPAN("a-102", "Das alte Abo endet am 1. Mai.",
                            "The old subscription ends on May 1.")
                           SPAN("a-103", "Nein.", "No.")},
    {"de-de/b.md", HEAD("de-DE", "MT") SPAN("b-101", "Ja.", "Yes.")
                       SPAN("b-102", "Das Abonnement endet am 1. Mai.",
                            "The old subscription ends on May 1.")
                           SPAN("b-103", "Das alte Abo endet am 1. Mai.",
                                "The old subscription ends on May 1.")},
    {"ja-jp/a.md",
     HEAD("ja-JP", "HT")
         SPAN("c-101", "サブスクリプション センターを開く", "Open the center")},
    {"ko-kr/a.md",
     HEAD("ko-KR", "MT") SPAN("d-101", "이전 구독은 5월 1일에 종료됩니다.",
                              "The old subscription ends on May 1.")
         SPAN("d-102", "Partner Center is open", "Partner Center is open")},
};

static int make_index(void **state)
{
    (void)state;
    return index_articles(files, sizeof files / sizeof *files, 9);
}

typedef struct attempt {
    pcs_searcher *searcher;
    const char *text, *before, *after, *where;
    pcs_like_side side;
    unsigned least;
    const char *expected; /* "percent side local", one a line */
    unsigned best;
} attempt;

static void show(pcs_buffer *out, const pcs_like_results *r)
{
    for (size_t i = 0; i < r->n_matches; i++) {
        const pcs_like_match *m = &r->matches[i];
        pcs_buffer_printf(out, "%u %s%s %zu %s\n", m->percent,
                          m->side == PCS_SIDE_ENGLISH ? "english" : "local",
                          m->is_human ? " human" : "", m->hit.count,
                          m->hit.local);
    }
}

static pcs_status try_like(void *context, pcs_error *err)
{
    const attempt *a = context;
    pcs_search_options search = PCS_SEARCH_OPTIONS_INIT;
    pcs_like_options options = {.search = &search,
                                .where = a->where,
                                .where_len = a->where ? strlen(a->where) : 0,
                                .percent = a->least ? a->least : 70,
                                .want_across = true,
                                .side = a->side};
    pcs_like_sentence sentence = {.text = a->text,
                                  .len = strlen(a->text),
                                  .before = a->before,
                                  .after = a->after};
    sentence.before_len = a->before ? strlen(a->before) : 0;
    sentence.after_len = a->after ? strlen(a->after) : 0;
    pcs_like *like;
    pcs_like_results results;
    pcs_status status = pcs_like_new(&like, a->searcher, &options, err);
    /* Twice, since what is kept must not matter. */
    for (int i = 0; status == PCS_OK && i < 2; i++) {
        status = pcs_like_find(&results, like, &sentence, err);
        if (status != PCS_OK)
            break;
        allocations_left = was_refused ? 0 : -1;
        pcs_buffer shown = {0};
        show(&shown, &results);
        assert_string_equal(a->expected, shown.data ? shown.data : "");
        assert_int_equal(a->best, results.best);
        assert_true(results.is_exact);
        pcs_buffer_dispose(&shown);
        pcs_like_results_dispose(&results);
    }
    pcs_like_free(like);
    return status;
}

static const attempt attempts[] = {
    {.text = "The old subscription ends on May 1.",
     .expected = "100 english human 2 Das alte Abo endet am 1. Mai.\n"
                 "100 english 1 Das Abonnement endet am 1. Mai.\n"
                 "100 english 1 이전 구독은 5월 1일에 종료됩니다.\n",
     .best = 100},
    {.text = " The new subscription  ends on may 15!",
     .where = "locale:ko",
     .expected = "75 english 1 이전 구독은 5월 1일에 종료됩니다.\n",
     .best = 75},
    {.text = "Das alte Abo endet am 1. Mai.",
     .before = "Ja.",
     .after = "Nein.",
     .expected = "101 local human 2 Das alte Abo endet am 1. Mai.\n"
                 "73 local 1 Das Abonnement endet am 1. Mai.\n",
     .best = 101},
    {.text = "Das alte Abo endet am 1. Mai.",
     .before = "Das Abonnement endet am 1. Mai.",
     .after = "Nein.",
     .expected = "100 local human 2 Das alte Abo endet am 1. Mai.\n"
                 "73 local 1 Das Abonnement endet am 1. Mai.\n",
     .best = 100},
    {.text = "Das alte Abo endet am 1. Mai.",
     .before = "Das Abonnement endet am 1. Mai.",
     .where = "type:mt",
     .expected = "101 local 1 Das alte Abo endet am 1. Mai.\n"
                 "73 local 1 Das Abonnement endet am 1. Mai.\n",
     .best = 101},
    {.text = "サブスクリプション センターを閉じる",
     .least = 50,
     .expected = "69 local human 1 サブスクリプション センターを開く\n",
     .best = 69},
    {.text = "Partner Center is open",
     .expected = "100 english 1 Partner Center is open\n",
     .best = 100},
    {.text = "Partner Center is open",
     .side = PCS_LIKE_LOCAL,
     .expected = "100 local 1 Partner Center is open\n",
     .best = 100},
    {.text = "The old tree grows in May", .expected = "", .best = 41},
    {.text = "zzyzx", .expected = ""},
    {.text = " ", .expected = ""},
};

static void test_like(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof attempts / sizeof *attempts; i++) {
        attempt one = attempts[i];
        one.searcher = open_index();
        assert_true(refuse_each(try_like, &one) > 10);
        pcs_searcher_close(one.searcher);
    }
}

/* The marks of a match: what is written otherwise, on both sides. */
static void test_marks(void **state)
{
    (void)state;
    static const char text[] = "The new subscription ends on May 15!";
    pcs_search_options search = PCS_SEARCH_OPTIONS_INIT;
    pcs_like_options options = {.search = &search, .percent = 70};
    pcs_like_sentence sentence = {.text = text, .len = strlen(text)};
    pcs_searcher *searcher = open_index();
    pcs_like *like;
    pcs_like_results r;
    pcs_error err = PCS_ERROR_INIT;
    search.limit = 1;
    assert_ok(pcs_like_new(&like, searcher, &options, &err), &err);
    assert_ok(pcs_like_find(&r, like, &sentence, &err), &err);
    assert_int_equal(1, r.n_matches);
    const pcs_like_match *m = &r.matches[0];
    assert_int_equal(79, m->percent);
    assert_int_equal(2, m->n_missing);
    assert_int_equal(4, m->missing[0].start);
    assert_int_equal(7, m->missing[0].end);
    assert_int_equal(33, m->missing[1].start);
    assert_int_equal(36, m->missing[1].end);
    assert_int_equal(0, m->hit.n_marks);
    assert_int_equal(2, m->hit.n_english_marks);
    assert_int_equal(35, m->hit.english_marks[1].end);
    assert_string_equal("HT", m->hit.origin->type);
    pcs_like_results_dispose(&r);
    pcs_like_free(like);
    pcs_searcher_close(searcher);
}

static pcs_status try_tokens(void *context, pcs_error *err)
{
    const char *text = context;
    pcs_analyzer *analyzer;
    pcs_edit_tokens a = {0}, b = {0};
    pcs_edit_work work = {.cells = 1000};
    bool x[20], y[20];
    uint32_t cost;
    pcs_buffer out = {0};
    pcs_status status = pcs_analyzer_new(&analyzer, err);
    if (status == PCS_OK)
        status = pcs_edit_tokens_make(&a, analyzer, text, strlen(text), err);
    if (status == PCS_OK)
        status = pcs_edit_tokens_make(&b, analyzer, "a b c", 5, err);
    if (status == PCS_OK)
        status = pcs_edit_canonical(&out, &b, text, strlen(text), err);
    if (status == PCS_OK)
        status = pcs_edit_cost(&cost, &work, &a, &b, 1000, err);
    if (status == PCS_OK)
        status = pcs_edit_align(x, y, &work, &a, &b, err);
    pcs_edit_work_dispose(&work);
    pcs_buffer_dispose(&out);
    pcs_edit_tokens_dispose(&a);
    pcs_edit_tokens_dispose(&b);
    pcs_analyzer_free(analyzer);
    return status;
}

static void test_tokens(void **state)
{
    (void)state;
    char text[] = "Gru\xCC\x88n 구독 v2 パートナー センター!";
    assert_true(refuse_each(try_tokens, text) > 8);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_like),
                                       cmocka_unit_test(test_marks),
                                       cmocka_unit_test(test_tokens)};
    return cmocka_run_group_tests(tests, make_index, remove_index);
}
