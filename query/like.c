/* like.c - the segments that are nearest to a sentence, or to each line */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query/like.h"

#include <pcsearch.h>

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/utf8.h"
#include "query/page.h"
#include "query/whole.h"

/* Of a longer line, what is behind is left out: a sentence, its number, and
 * what says that the sentence is cut. */
#define LINE_MAX_BYTES 65536

/* What is asked, and what answers. */
typedef struct asking {
    const pcs_request *request;
    pcs_like_options options;
    pcs_like *like; /* of the searcher's generation; NULL: not made yet */
    const pcs_like_sentence *sentence;
    const char *query_id;
    bool *found, closed;
} asking;

static pcs_status present(pcs_buffer *out, const pcs_like_answer *a,
                          pcs_error *err)
{
    const pcs_request *r = a->answer.request;
    if (r->show == PCS_SHOW_NOTHING)
        return PCS_OK;
    if (r->is_json)
        return pcs_present_like_json(out, a, err);
    if (r->show == PCS_SHOW_COUNT && a->answer.query_id)
        pcs_buffer_printf(out, "%s\t", a->answer.query_id);
    if (r->show == PCS_SHOW_COUNT)
        pcs_buffer_printf(out, "%" PRIu64 "\n", a->results->segments);
    else
        pcs_present_like_text(out, a);
    return pcs_buffer_status(out, err);
}

/* Another program may wait for an answer before it asks on. */
static pcs_status write_answer(asking *a, const pcs_buffer *out, pcs_error *err)
{
    pcs_output written = PCS_OUTPUT_OK;
    if (!pcs_page(a->request, out))
        written = pcs_cli_write(stdout, out->data, out->len, err);
    if (written == PCS_OUTPUT_OK && a->query_id)
        written = pcs_cli_flush(stdout, err);
    a->closed = written == PCS_OUTPUT_CLOSED;
    return written == PCS_OUTPUT_ERROR ? PCS_EIO : PCS_OK;
}

static pcs_status answer(asking *a, pcs_searcher *searcher, pcs_error *err)
{
    pcs_like_results results;
    pcs_buffer out = {0};
    double start = pcs_clock_ms();
    pcs_status status = PCS_OK;
    if (!a->like)
        status = pcs_like_new(&a->like, searcher, &a->options, err);
    if (status == PCS_OK)
        status = pcs_like_find(&results, a->like, a->sentence, err);
    if (status != PCS_OK)
        return status;
    *a->found = *a->found || results.pairs > 0;
    pcs_like_answer one = {{a->request, searcher, NULL, a->sentence->text,
                            a->query_id, pcs_clock_ms() - start},
                           &results};
    status = present(&out, &one, err);
    if (status == PCS_OK)
        status = write_answer(a, &out, err);
    pcs_buffer_dispose(&out);
    pcs_like_results_dispose(&results);
    return status;
}

/* A generation that is damaged is left, with what was made of it. */
static pcs_status ask(void *context, pcs_searcher *searcher, pcs_error *err)
{
    asking *a = context;
    pcs_status status = answer(a, searcher, err);
    if (pcs_is_damage(status)) {
        pcs_like_free(a->like);
        a->like = NULL;
    }
    return status;
}

/* A line of --batch: what is asked, and what it is called. */
typedef struct line {
    char *text;
    size_t cap;
    pcs_buffer id, sentence; /* in well-formed UTF-8 */
    bool is_there;
} line;

static void dispose(line *l)
{
    free(l->text);
    pcs_buffer_dispose(&l->id);
    pcs_buffer_dispose(&l->sentence);
}

/* "ID<TAB>SENTENCE", or a sentence, whose ID is then its number. */
static pcs_status take_apart(line *l, size_t len, size_t *number,
                             pcs_error *err)
{
    const char *tab = memchr(l->text, '\t', len);
    const char *sentence = tab ? tab + 1 : l->text;
    pcs_buffer_clear(&l->id);
    pcs_buffer_clear(&l->sentence);
    ++*number;
    if (tab)
        pcs_utf8_repair(&l->id, l->text, (size_t)(tab - l->text));
    else
        pcs_buffer_printf(&l->id, "%zu", *number);
    pcs_buffer_puts(&l->id, "");
    pcs_utf8_repair(&l->sentence, sentence, len - (size_t)(sentence - l->text));
    pcs_buffer_puts(&l->sentence, "");
    l->is_there = true;
    pcs_status status = pcs_buffer_status(&l->id, err);
    return status == PCS_OK ? pcs_buffer_status(&l->sentence, err) : status;
}

/* The next line; none where it is empty. False at the end of the file. */
static bool read_line(line *l, FILE *file, size_t *number, pcs_status *status,
                      pcs_error *err)
{
    l->is_there = false;
    ssize_t n = getline(&l->text, &l->cap, file);
    if (n <= 0)
        return false;
    while (n > 0 && (l->text[n - 1] == '\n' || l->text[n - 1] == '\r'))
        n--;
    for (ssize_t i = 0; i < n; i++)
        if (!l->text[i])
            l->text[i] = ' ';
    if (n > LINE_MAX_BYTES)
        n = LINE_MAX_BYTES;
    if (n > 0)
        *status = take_apart(l, (size_t)n, number, err);
    return true;
}

static pcs_status ask_line(asking *a, pcs_searcher *searcher,
                           const line *before, const line *l, const line *after,
                           pcs_error *err)
{
    pcs_like_sentence s = {.text = l->sentence.data, .len = l->sentence.len};
    if (before->is_there) {
        s.before = before->sentence.data;
        s.before_len = before->sentence.len;
    }
    if (after->is_there) {
        s.after = after->sentence.data;
        s.after_len = after->sentence.len;
    }
    a->sentence = &s;
    a->query_id = l->id.data ? l->id.data : "";
    return pcs_ask_whole(ask, a, searcher, err);
}

/* Each line is answered when the next one is known. */
static pcs_status ask_lines(asking *a, pcs_searcher *searcher, FILE *file,
                            pcs_error *err)
{
    line lines[3] = {{.text = NULL}, {.text = NULL}, {.text = NULL}};
    size_t number = 0, at = 0;
    pcs_status status = PCS_OK;
    for (bool more = true; status == PCS_OK && more && !a->closed; at++) {
        line *before = &lines[(at + 1) % 3], *now = &lines[(at + 2) % 3];
        line *next = &lines[at % 3];
        more = read_line(next, file, &number, &status, err);
        if (status == PCS_OK && now->is_there)
            status = ask_line(a, searcher, before, now, next, err);
    }
    for (size_t i = 0; i < 3; i++)
        dispose(&lines[i]);
    return status;
}

static pcs_status ask_batch(asking *a, pcs_searcher *searcher, pcs_error *err)
{
    const char *path = a->request->batch;
    bool is_stdin = strcmp(path, "-") == 0;
    FILE *file = is_stdin ? stdin : fopen(path, "re");
    if (!file)
        return pcs_error_errno(err, path);
    pcs_status status = ask_lines(a, searcher, file, err);
    if (status == PCS_OK && ferror(file))
        status = pcs_error_errno(err, path);
    if (!is_stdin)
        fclose(file);
    return status;
}

static pcs_status ask_sentence(asking *a, pcs_searcher *searcher,
                               pcs_error *err)
{
    const pcs_request *r = a->request;
    pcs_buffer text = {0};
    pcs_utf8_repair(&text, r->query.data, r->query.len);
    pcs_buffer_puts(&text, "");
    pcs_like_sentence s = {.text = text.data,
                           .len = text.len,
                           .before = r->before,
                           .after = r->after};
    s.before_len = r->before ? strlen(r->before) : 0;
    s.after_len = r->after ? strlen(r->after) : 0;
    a->sentence = &s;
    pcs_status status = pcs_buffer_status(&text, err);
    if (status == PCS_OK)
        status = pcs_ask_whole(ask, a, searcher, err);
    pcs_buffer_dispose(&text);
    return status;
}

pcs_status pcs_like_run(const pcs_request *r, pcs_searcher *searcher,
                        bool *found, pcs_error *err)
{
    asking a = {.request = r, .found = found};
    a.options.search = &r->search;
    a.options.where = r->where;
    a.options.where_len = r->where ? strlen(r->where) : 0;
    a.options.percent = r->min_match;
    a.options.side = r->side;
    a.options.want_across = true;
    a.options.want_totals = r->show == PCS_SHOW_COUNT ||
                            (r->search.limit == 0 && r->show == PCS_SHOW_HITS);
    pcs_status status = r->batch ? ask_batch(&a, searcher, err)
                                 : ask_sentence(&a, searcher, err);
    pcs_like_free(a.like);
    return status;
}

int pcs_like_check(pcs_request *r)
{
    if (r->mode != PCS_MODE_LIKE) {
        if (r->before || r->after || r->where || r->has_side || r->has_percent)
            return pcs_complain("--before, --after, --where, --side and "
                                "--min-match need --like; add it");
        return 0;
    }
    if (r->format || r->show == PCS_SHOW_FILES || r->search.n_answers ||
        r->search.want_explanation)
        return pcs_complain("--like goes without --format, -l, --explain and "
                            "--in; leave them out");
    if (!r->query.len && !r->batch)
        return pcs_complain("no sentence given; name one, as in: pcsearch "
                            "--like SENTENCE");
    if (r->batch && (r->before || r->after))
        return pcs_complain("with --batch the lines beside a line are its "
                            "context; leave --before and --after out");
    if (r->show != PCS_SHOW_HITS)
        r->search.limit = 0;
    return 0;
}
