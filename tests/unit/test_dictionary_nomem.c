/* test_dictionary_nomem.c - allocations refused while a dictionary is made and
 * asked */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "test_nomem.h"

#include "index/dictionary.h"
#include "index/index.h"
#include "search/search.h"

static const char yaml[] =
    "synonyms:\n  de: [[Weg, Straße, Pfad], \"am Rand => Seite\"]\n"
    "words: {de: [Rand]}\ncompounds: {de: {Randweg: [Rand, Weg]}}\n"
    "not_parts: {de: {Abrand: [Rand]}}\n";

static const char article[] =
    "# <span data-ttu-id=\"a-1\">Der Randweg am Pfad</span>"
    "<span class=\"sxs-lookup\"><span data-stu-id=\"a-1\">The way</span>"
    "</span>\n";

static pcs_status try_compile(void *context, pcs_error *err)
{
    pcs_dictionary_image image = {.n_entries = 0};
    pcs_dictionary *d = NULL;
    const char *path = scratch_path(context, "d.tables");
    pcs_status status =
        pcs_dictionary_load(&image, scratch_path(context, "d.yaml"), err);
    if (status == PCS_OK)
        status = pcs_dictionary_write(&image, path, err);
    if (status == PCS_OK)
        status = pcs_dictionary_open(&d, path, 0, err);
    pcs_dictionary_close(d);
    pcs_dictionary_image_dispose(&image);
    return status;
}

static void write_yaml(void **state)
{
    pcs_error err = PCS_ERROR_INIT;
    assert_ok(pcs_file_write(scratch_path(state, "d.yaml"), yaml,
                             sizeof yaml - 1, &err),
              &err);
}

static void test_compile(void **state)
{
    write_yaml(state);
    assert_true(refuse_each(try_compile, state) > 20);
}

static pcs_status try_search(void *context, pcs_error *err)
{
    static const char query[] = "Wege am Rand, -Pfad OR (weg rand)";
    pcs_searcher *searcher = NULL;
    pcs_results results = {.n_hits = 0};
    pcs_search_options options = PCS_SEARCH_OPTIONS_INIT;
    pcs_status status =
        pcs_searcher_open(&searcher, scratch_path(context, "ix"), err);
    if (status == PCS_OK)
        status = pcs_search(&results, searcher, query, sizeof query - 1,
                            &options, err);
    if (status == PCS_OK)
        assert_int_equal(results.segments, 1);
    if (status == PCS_OK)
        assert_int_equal(results.n_expanded, 3);
    pcs_results_dispose(&results);
    pcs_searcher_close(searcher);
    return status;
}

static void test_search(void **state)
{
    char dir[512], docs[512];
    pcs_source source = {.name = "docs", .root = docs};
    pcs_index_options options = PCS_INDEX_OPTIONS_INIT;
    pcs_index_summary summary;
    pcs_error err = PCS_ERROR_INIT;
    snprintf(dir, sizeof dir, "%s", scratch_path(state, "ix"));
    snprintf(docs, sizeof docs, "%s", scratch_path(state, "docs"));
    write_yaml(state);
    assert_ok(pcs_path_make(docs, &err), &err);
    assert_ok(pcs_file_write(scratch_path(state, "docs/a.md"), article,
                             sizeof article - 1, &err),
              &err);
    options.dir = dir;
    options.sources = &source;
    options.n_sources = 1;
    options.locale = "de-DE";
    options.jobs = 1;
    options.dictionary = scratch_path(state, "d.yaml");
    assert_ok(pcs_index_run(&summary, &options, &err), &err);
    assert_int_equal(summary.segments, 1);
    assert_true(refuse_each(try_search, state) > 20);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        scratch_test(test_compile),
        scratch_test(test_search),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
