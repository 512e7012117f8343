/* fuzz_query.c - reads any bytes as a query and analyses its terms
 *
 * With FUZZ_REPLAY it has a main that reads the files it is given. */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "search/filter.h"
#include "search/match.h"
#include "search/question.h"
#include "search/term.h"
#include "replay.h"

static void check(int holds, const char *what)
{
    if (holds)
        return;
    fprintf(stderr, "broken: %s\n", what);
    abort();
}

static void check_utf8(const char *text, size_t len, const char *what)
{
    check(len == 0 || pcs_utf8_check(text, len) == len, what);
}

static void check_filter(const pcs_node *node)
{
    pcs_filter filter;
    pcs_analyzer *analyzer;
    pcs_error err = PCS_ERROR_INIT;
    check(pcs_analyzer_new(&analyzer, &err) == PCS_OK, "analyzer");
    check(pcs_filter_make(&filter, node, analyzer, &err) == PCS_OK, "filter");
    pcs_filter_allows(&filter, "ko-KR");
    pcs_filter_dispose(&filter);
    pcs_analyzer_free(analyzer);
}

/* Terms are numbered in order, excluded below an odd number of NOTs. */
static void check_node(const pcs_node *node, int depth, int nots,
                       const pcs_node **terms, size_t *n)
{
    check(depth <= 3 * PCS_QUERY_DEPTH_MAX, "depth");
    if (node->kind == PCS_NODE_TERM) {
        check(!node->child, "a term's child");
        check(*n < PCS_QUERY_TERMS_MAX && node->number == *n, "number");
        check(node->is_excluded == nots % 2, "excluded");
        check(node->len > 0 && node->len <= 3 * PCS_QUERY_BYTES_MAX, "length");
        check_utf8(node->text, node->len, "text of a term");
        terms[(*n)++] = node;
        return;
    }
    if (node->kind == PCS_NODE_FILTER) {
        check(!node->child && node->has_filter && !node->has_term, "filter");
        check(node->field > PCS_FIELD_NONE && node->field < PCS_FIELD_COUNT,
              "field");
        check(node->len > 0, "length of a filter");
        check_utf8(node->text, node->len, "text of a filter");
        check_filter(node);
        return;
    }
    size_t children = 0;
    for (const pcs_node *c = node->child; c; c = c->next, children++)
        check_node(c, depth + 1, nots + (node->kind == PCS_NODE_NOT), terms, n);
    check(node->kind != PCS_NODE_NOT || children == 1, "children of NOT");
}

static void check_terms(const pcs_terms *terms, int with_kind)
{
    for (size_t i = 0; i < terms->len; i++) {
        size_t len;
        const char *term = pcs_terms_get(terms, i, &len);
        check(len > 0 && len <= PCS_TERM_MAX, "length of a word or gram");
        check(!with_kind || *term == PCS_TERM_GRAM ||
                  *term == PCS_TERM_CHARACTER,
              "kind of a gram");
        check_utf8(term, len, "a word or gram");
    }
}

/* The same bytes as a question. */
static void check_question(const char *data, size_t len, pcs_analyzer *analyzer)
{
    pcs_question question = {0};
    pcs_error err = PCS_ERROR_INIT;
    check(pcs_question_make(&question, data, len, analyzer, &err) == PCS_OK,
          "question");
    check(question.words.len <= PCS_QUESTION_WORDS_MAX, "words of a question");
    check_terms(&question.words, 0);
    check_utf8(question.terms.bytes.data, question.terms.bytes.len,
               "terms of a question");
    pcs_question_dispose(&question);
}

static void check_repeated(const pcs_node *node)
{
    for (const pcs_node *c = node->child; c; c = c->next) {
        const pcs_node *first = pcs_node_repeated(node->child, c);
        check(!first || (first != c && first->kind == c->kind), "repeated");
        check_repeated(c);
    }
}

static void check_term(const pcs_node *node, pcs_analyzer *analyzer)
{
    pcs_term term;
    pcs_error err = PCS_ERROR_INIT;
    check(pcs_term_make(&term, node, analyzer, &err) == PCS_OK, "term");
    check(term.kind <= PCS_TERM_KIND_RAW, "kind of a term");
    check((term.kind == PCS_TERM_KIND_RAW) == (term.pattern.len == 0), "raw");
    check(!term.is_hangul || term.has_grams, "scripts");
    check(!term.has_grams || term.kind == PCS_TERM_KIND_LITERAL, "literal");
    check(term.grams.len == 0 || term.pattern.len > 0, "grams");
    check_utf8(term.folded.data, term.folded.len, "folded text");
    check_utf8(term.open_gram.data, term.open_gram.len, "open gram");
    check_terms(&term.words, 0);
    check_terms(&term.grams, 1);
    const pcs_pattern *p = &term.pattern;
    for (size_t from = 0; p->len && from <= p->len; from++) {
        size_t start, end;
        if (pcs_pattern_find(p, p->text, p->len, from, &start, &end))
            check(from <= start && start < end && end <= p->len, "match");
    }
    pcs_term_dispose(&term);
}

static void parse(const char *data, size_t len, int is_plain)
{
    pcs_query query = {0};
    pcs_error err = PCS_ERROR_INIT;
    pcs_analyzer *analyzer;
    const pcs_node *terms[PCS_QUERY_TERMS_MAX];
    size_t n = 0, ignored = 0;
    static const char *const locales[] = {"de-DE", "ko-KR", "zh-Hant-TW"};
    pcs_query_options options = {
        .is_plain = is_plain, .locales = locales, .n_locales = 3};
    check(pcs_query_parse(&query, data, len, &options, &err) == PCS_OK,
          "status");
    check(!is_plain || query.n_filters == 0, "filters in plain text");
    if (query.root)
        check_node(query.root, 0, 0, terms, &n);
    check(n == query.n_terms, "count of terms");
    check(n + query.n_filters <= PCS_QUERY_TERMS_MAX, "count of filters");
    for (size_t i = 0; i < query.ignored.len; i++)
        ignored += query.ignored.data[i] == 0;
    check(ignored == query.n_ignored, "what is ignored");
    check_utf8(query.ignored.data, query.ignored.len, "ignored");
    check(pcs_analyzer_new(&analyzer, &err) == PCS_OK, "analyzer");
    for (size_t i = 0; i < n; i++)
        check_term(terms[i], analyzer);
    if (query.root)
        check_repeated(query.root);
    if (is_plain)
        check_question(data, len, analyzer);
    pcs_analyzer_free(analyzer);
    pcs_query_dispose(&query);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
    parse((const char *)data, len, 0);
    parse((const char *)data, len, 1);
    return 0;
}
