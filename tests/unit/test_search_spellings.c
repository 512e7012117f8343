/* test_search_spellings.c - katakana in another spelling, at tier near */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "test_base_common.h"

#include <sys/stat.h>

#include "base/file.h"
#include "index/index.h"
#include "search/search.h"

/* An index of a few Japanese segments, each beside an English one. */
static pcs_searcher *make_index(void **state)
{
    /* The last is two characters away: no other spelling, and no typo. */
    static const char *const texts[] = {"ヴァイオリンを弾く", "バイオリンの音",
                                        "ティームで働く", "パイオロンはない"};
    pcs_error err = PCS_ERROR_INIT;
    pcs_buffer page = {0};
    pcs_searcher *searcher;
    pcs_index_summary summary;
    for (int i = 0; i < 4; i++)
        pcs_buffer_printf(&page,
                          "<span data-ttu-id=\"a-%d\">%s</span>"
                          "<span class=\"sxs-lookup\"><span data-stu-id=\""
                          "a-%d\">text %d</span></span>\n\n",
                          i, texts[i], i, i);
    const char *folder = scratch_path(state, "ja-jp");
    assert_int_equal(mkdir(folder, 0700), 0);
    assert_ok(pcs_file_write(scratch_path(state, "ja-jp/a.md"), page.data,
                             page.len, &err),
              &err);
    pcs_buffer_dispose(&page);
    pcs_source source = {.name = "ja-jp", .root = folder};
    pcs_index_options options = PCS_INDEX_OPTIONS_INIT;
    options.dir = scratch_path(state, "index");
    options.sources = &source;
    options.n_sources = 1;
    options.jobs = 1;
    assert_ok(pcs_index_run(&summary, &options, &err), &err);
    assert_int_equal(summary.segments, 4);
    assert_ok(pcs_searcher_open(&searcher, options.dir, &err), &err);
    return searcher;
}

static void assert_found(pcs_searcher *searcher, const char *query,
                         pcs_tier lowest, size_t word, size_t near)
{
    pcs_error err = PCS_ERROR_INIT;
    pcs_results results;
    pcs_search_options options = PCS_SEARCH_OPTIONS_INIT;
    options.lowest = lowest;
    assert_ok(
        pcs_search(&results, searcher, query, strlen(query), &options, &err),
        &err);
    assert_int_equal(results.tiers[PCS_TIER_WORD], word);
    assert_int_equal(results.tiers[PCS_TIER_NEAR], near);
    assert_int_equal(results.segments, word + near);
    pcs_results_dispose(&results);
}

static void test_spellings(void **state)
{
    pcs_searcher *searcher = make_index(state);
    assert_found(searcher, "バイオリン", PCS_TIER_NEAR, 1, 1);
    assert_found(searcher, "ヴァイオリン", PCS_TIER_NEAR, 1, 1);
    assert_found(searcher, "チーム", PCS_TIER_NEAR, 0, 1);
    assert_found(searcher, "バイオリン", PCS_TIER_PART, 1, 0);
    assert_found(searcher, "チーム", PCS_TIER_PART, 0, 0);
    /* A phrase is what was typed. */
    assert_found(searcher, "\"バイオリン\"", PCS_TIER_NEAR, 1, 0);
    pcs_searcher_close(searcher);
}

int main(void)
{
    const struct CMUnitTest tests[] = {scratch_test(test_spellings)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
