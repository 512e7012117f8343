/* article.c - an article and its segments, as read from one sxs document */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "parse/article.h"

#include <stdlib.h>
#include <string.h>

#include "parse/document.h"
#include "parse/frontmatter.h"
#include "parse/scan.h"
#include "parse/segments.h"
#include "parse/warnings.h"

/* Without front matter, the locale is looked for in so many characters. */
#define LOCALE_SEARCH_MAX 4000

typedef struct reading {
    pcs_article *article;
    pcs_warner warner;
    pcs_document document;
} reading;

void pcs_article_dispose(pcs_article *article)
{
    free(article->meta);
    free(article->segments);
    free(article->warnings);
    pcs_arena_dispose(&article->arena);
    memset(article, 0, sizeof *article);
}

static void clear_article(pcs_article *article)
{
    pcs_arena_clear(&article->arena);
    article->locale = article->title = article->description =
        (pcs_text){NULL, 0};
    article->n_meta = article->n_segments = article->n_warnings = 0;
}

static pcs_status copy_locale(reading *r, const char *text, size_t len,
                              pcs_error *err)
{
    pcs_text found = pcs_frontmatter_locale(text, len);
    if (!found.len)
        return PCS_OK;
    r->article->locale.data =
        pcs_arena_copy(&r->article->arena, found.data, found.len);
    r->article->locale.len = found.len;
    return r->article->locale.data ? PCS_OK : pcs_error_nomem(err);
}

/* The length of the document's first LOCALE_SEARCH_MAX characters. */
static size_t skip_chars(const char *text, size_t len)
{
    const char *p = text, *end = text + len;
    uint32_t c;
    for (int n = 0; n < LOCALE_SEARCH_MAX && p < end; n++)
        p = pcs_scan_char(p, &c);
    return (size_t)(p - text);
}

/* Front matter was read with its folds undone: its entries and the warnings
 * from the first one on that it caused get the file's lines. */
static void unfold_lines(reading *r, size_t first)
{
    pcs_article *article = r->article;
    if (!r->document.folds.n)
        return;
    for (size_t i = 0; i < article->n_meta; i++)
        article->meta[i].line = pcs_document_line(
            &r->document, r->document.lines.starts[article->meta[i].line - 1]);
    for (size_t i = first; i < article->n_warnings; i++)
        article->warnings[i].line = pcs_document_line(
            &r->document,
            r->document.lines.starts[article->warnings[i].line - 1]);
}

/* A block that holds segments is text: the publishing pipeline has taken broken
 * front matter for text at times, and translated it. */
static pcs_status read_front(reading *r, pcs_error *err)
{
    pcs_lines *lines = &r->document.lines;
    const char *text = lines->text;
    if (lines->has_open_front)
        pcs_warner_add(&r->warner, 1, "front matter is not closed");
    if (lines->body &&
        pcs_has_segments(text, pcs_lines_begin(lines, lines->body - 1))) {
        pcs_warner_add(&r->warner, 1,
                       "front matter holds segments, read as text");
        lines->body = 0;
    }
    if (!lines->body)
        return copy_locale(r, text, skip_chars(text, lines->len), err);
    size_t begin = lines->starts[1], end = lines->starts[lines->body - 1];
    pcs_status status =
        end > begin + 1
            ? copy_locale(r, text + begin, end - begin - 1, err)
            : copy_locale(r, text, skip_chars(text, lines->len), err);
    size_t first = r->article->n_warnings;
    if (status == PCS_OK)
        status = pcs_frontmatter_read(&r->warner, text, end, err);
    unfold_lines(r, first);
    return status;
}

static pcs_status read_document(reading *r, const char *data, size_t len,
                                pcs_error *err)
{
    pcs_status status =
        pcs_document_read(&r->document, &r->warner, data, len, err);
    if (status == PCS_OK)
        status = read_front(r, err);
    if (status == PCS_OK)
        status = pcs_segments_read(&r->warner, &r->document, err);
    return status == PCS_OK ? pcs_warner_finish(&r->warner, err) : status;
}

static bool ends_with(const char *path, size_t len, const char *suffix)
{
    size_t n = strlen(suffix);
    return len >= n && pcs_scan_nocase(path + len - n, path + len, suffix);
}

pcs_status pcs_article_parse(pcs_article *article, uint32_t *line,
                             const char *path, const char *data, size_t len,
                             pcs_error *err)
{
    size_t path_len = path ? strlen(path) : 0;
    reading r = {.article = article, .warner = {.article = article}};
    r.document.failed_line = line;
    r.document.is_yaml = path && (ends_with(path, path_len, ".yml") ||
                                  ends_with(path, path_len, ".yaml"));
    if (line)
        *line = 0;
    clear_article(article);
    pcs_status status = read_document(&r, len ? data : "", len, err);
    if (status != PCS_OK)
        clear_article(article);
    pcs_document_dispose(&r.document);
    return status;
}
