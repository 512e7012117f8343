/* test_parse_common.h - what the parser's tests share */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef TEST_PARSE_COMMON_H
#define TEST_PARSE_COMMON_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "parse/article.h"

#define TTU(id, text) "<span data-ttu-id=\"" id "\">" text "</span>"
#define STU(id, text)                                                          \
    "<span class=\"sxs-lookup\"><span data-stu-id=\"" id "\">" text            \
    "</span></span>"
/** One segment in its proper form. */
#define SEG(id, local, english) TTU(id, local) STU(id, english)

/** The article of a text literal; the test disposes of it. */
#define PARSE(text) parse_bytes("a.md", text, sizeof(text) - 1)
#define PARSE_YAML(text) parse_bytes("a.yml", text, sizeof(text) - 1)

static inline pcs_article parse_bytes(const char *path, const char *text,
                                      size_t len)
{
    pcs_article article = {0};
    pcs_error err = PCS_ERROR_INIT;
    /* A copy of just that size lets the sanitizers see each read beyond. */
    char *copy = malloc(len ? len : 1);
    uint32_t line = 77;
    assert_non_null(copy);
    memcpy(copy, text, len);
    pcs_status status =
        pcs_article_parse(&article, &line, path, copy, len, &err);
    free(copy);
    if (status != PCS_OK)
        print_error("%s\n", err.message);
    assert_int_equal(status, PCS_OK);
    assert_int_equal(line, 0);
    return article;
}

static inline void assert_text(pcs_text text, const char *wanted)
{
    if (text.len != strlen(wanted) ||
        (text.len && memcmp(text.data, wanted, text.len) != 0))
        fail_msg("\"%.*s\" where \"%s\" was wanted", (int)text.len,
                 text.len ? text.data : "", wanted);
}

/** Segment i is id, local and english. */
static inline void assert_segment(const pcs_article *article, size_t i,
                                  const char *id, const char *local,
                                  const char *english)
{
    assert_true(i < article->n_segments);
    assert_text(article->segments[i].id, id);
    assert_text(article->segments[i].local, local);
    assert_text(article->segments[i].english, english);
}

/** There is one warning, and this is it. */
static inline void assert_warned(const pcs_article *article, uint32_t line,
                                 const char *message)
{
    assert_int_equal(article->n_warnings, 1);
    assert_string_equal(article->warnings[0].message, message);
    assert_int_equal(article->warnings[0].line, line);
}

#endif
