/* test_search_index.h - a small index for the tests that search one */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef TEST_SEARCH_INDEX_H
#define TEST_SEARCH_INDEX_H

#include "test_base_common.h"

#include "index/index.h"
#include "search/search.h"

/** A segment as articles have it. */
#define SPAN(id, local, english)                                               \
    "<span data-ttu-id=\"" id "\">" local                                      \
    "</span><span class=\"sxs-lookup\"><span data-stu-id=\"" id "\">" english  \
    "</span></span>\n\n"

/** Holds docs/ and index/, for all tests of a program. */
static char folder[] = "/tmp/pcsearch-test-XXXXXX";

/** An article: its path below docs/, and its text. */
typedef struct test_article {
    const char *path, *text;
} test_article;

static inline void write_article(const test_article *article)
{
    char path[256];
    pcs_error err = PCS_ERROR_INIT;
    snprintf(path, sizeof path, "%s/docs/%s", folder, article->path);
    char *slash = strrchr(path, '/');
    *slash = 0;
    assert_ok(pcs_path_make(path, &err), &err);
    *slash = '/';
    assert_ok(pcs_file_write(path, article->text, strlen(article->text), &err),
              &err);
}

/** Indexes n articles, which have so many segments. */
static inline int index_articles(const test_article *articles, size_t n,
                                 uint64_t segments)
{
    char docs[64], index[64];
    pcs_source source = {.name = "docs", .root = docs};
    pcs_index_options options = PCS_INDEX_OPTIONS_INIT;
    pcs_index_summary summary;
    pcs_error err = PCS_ERROR_INIT;
    assert_non_null(mkdtemp(folder));
    for (size_t i = 0; i < n; i++)
        write_article(&articles[i]);
    snprintf(docs, sizeof docs, "%s/docs", folder);
    snprintf(index, sizeof index, "%s/index", folder);
    options.dir = index;
    options.sources = &source;
    options.n_sources = 1;
    options.jobs = 1;
    assert_ok(pcs_index_run(&summary, &options, &err), &err);
    assert_int_equal(segments, summary.segments);
    return 0;
}

static inline int remove_index(void **state)
{
    (void)state;
    return pcs_path_remove(folder, NULL) == PCS_OK ? 0 : -1;
}

static inline pcs_searcher *open_index(void)
{
    char index[64];
    pcs_searcher *searcher;
    pcs_error err = PCS_ERROR_INIT;
    snprintf(index, sizeof index, "%s/index", folder);
    assert_ok(pcs_searcher_open(&searcher, index, &err), &err);
    return searcher;
}

#endif
