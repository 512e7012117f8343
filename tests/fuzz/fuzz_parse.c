/* fuzz_parse.c - feeds any bytes to the parser and checks what comes out
 *
 * With FUZZ_REPLAY it has a main that reads the files it is given. */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "parse/article.h"
#include "replay.h"

static void check(int holds, const char *what)
{
    if (holds)
        return;
    fprintf(stderr, "broken: %s\n", what);
    abort();
}

static void check_text(pcs_text text, size_t max)
{
    check(text.len <= max, "length of a text");
    if (text.len)
        check(pcs_utf8_check(text.data, text.len) == text.len, "UTF-8");
}

/* Plain text has no white space but single spaces, and none at its ends. */
static void check_plain(pcs_text text)
{
    check_text(text, PCS_SEGMENT_MAX);
    for (size_t i = 0; i < text.len; i++) {
        char c = text.data[i];
        check(c < 9 || c > 13, "white space");
        check(c != ' ' || (i && i + 1 < text.len && text.data[i + 1] != ' '),
              "spaces");
    }
}

static void check_segments(const pcs_article *article, size_t lines)
{
    uint32_t line = 1;
    for (size_t i = 0; i < article->n_segments; i++) {
        const pcs_segment *s = &article->segments[i];
        check(s->line >= 1 && s->line <= lines, "line of a segment");
        check(s->place <= PCS_PLACE_QUOTE, "place");
        check(s->id.len > 0, "id");
        check_text(s->id, PCS_SEGMENT_MAX);
        check_plain(s->local);
        check_plain(s->english);
        check_text(s->heading, 3 * PCS_LINE_MAX);
        check_text(s->anchor, PCS_LINE_MAX);
        line = s->line;
    }
    check(line >= 1, "lines");
}

static void check_rest(const pcs_article *article, size_t lines)
{
    check(article->n_warnings <= PCS_WARNINGS_MAX + 1, "warnings");
    check_text(article->locale, PCS_LINE_MAX);
    for (size_t i = 0; i < article->n_warnings; i++) {
        const pcs_warning *w = &article->warnings[i];
        check(w->line >= 1 && w->line <= lines, "line of a warning");
        check(!i || w[-1].line <= w->line, "order of warnings");
        check(!strchr(w->message, '\n'), "message");
    }
    for (size_t i = 0; i < article->n_meta; i++) {
        const pcs_meta *m = &article->meta[i];
        check(m->line >= 1 && m->line <= lines, "line of an entry");
        check_text(m->key, PCS_LINE_MAX);
        check_text(m->value, PCS_FILE_MAX);
    }
}

static void parse(const char *path, const char *data, size_t len)
{
    pcs_article article = {0};
    pcs_error err = PCS_ERROR_INIT;
    uint32_t line;
    size_t lines = 1;
    for (size_t i = 0; i < len; i++)
        lines += data[i] == '\n';
    pcs_status status =
        pcs_article_parse(&article, &line, path, data, len, &err);
    check(status == PCS_OK || status == PCS_ELIMIT, "status");
    check(line <= lines, "line of an error");
    check_segments(&article, lines);
    check_rest(&article, lines);
    pcs_article_dispose(&article);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
    parse("a.md", (const char *)data, len);
    parse("a.yml", (const char *)data, len);
    return 0;
}
