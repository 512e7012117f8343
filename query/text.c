/* text.c - answers for people */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "query/present.h"

/* How things stand out. Without colour, brackets show what matched. */
typedef struct style {
    const char *mark_on, *mark_off;
    const char *title_on, *path_on, *dim_on, *off;
    size_t width; /* columns; 0: lines are as long as they are */
} style;

static style choose_style(const pcs_request *r)
{
    style plain = {"[", "]", "", "", "", "", 0};
    style colored = {"\033[1;31m", "\033[22;39m", "\033[1m", "\033[35m",
                     "\033[2m",    "\033[0m",     0};
    style s = pcs_color_wanted(r->color, stdout) ? colored : plain;
    if (pcs_terminal_is(stdout))
        s.width = pcs_terminal_width(stdout);
    return s;
}

static void append_clean(pcs_buffer *out, const char *text)
{
    pcs_text_clean(out, text, strlen(text));
}

/* 1854 as 1,854. */
static void append_number(pcs_buffer *out, uint64_t number)
{
    char digits[32];
    int n = snprintf(digits, sizeof digits, "%" PRIu64, number);
    for (int i = 0; i < n; i++) {
        if (i > 0 && (n - i) % 3 == 0)
            pcs_buffer_putc(out, ',');
        pcs_buffer_putc(out, digits[i]);
    }
}

static void append_counted(pcs_buffer *out, uint64_t number, const char *one,
                           const char *many)
{
    append_number(out, number);
    pcs_buffer_puts(out, number == 1 ? one : many);
}

/* Title, place, locale, count. */
static void append_head(pcs_buffer *out, const pcs_answer *a,
                        const pcs_hit *hit, const style *s)
{
    pcs_buffer path = {0};
    const char *title = *hit->title ? hit->title : hit->heading;
    pcs_present_path(&path, a->searcher, &hit->places[0]);
    if (*title) {
        pcs_buffer_puts(out, s->title_on);
        append_clean(out, title);
        pcs_buffer_puts(out, s->off);
        pcs_buffer_puts(out, "  ");
    }
    pcs_buffer_puts(out, s->path_on);
    pcs_text_clean(out, path.data ? path.data : "", path.len);
    pcs_buffer_printf(out, ":%u%s  %s", hit->places[0].line, s->off,
                      hit->locale);
    if (hit->count > 1) {
        pcs_buffer_puts(out, "  \xC3\x97");
        append_number(out, hit->count);
    }
    pcs_buffer_putc(out, '\n');
    pcs_buffer_dispose(&path);
}

/* Cleaned, marked and broken into lines; the first one goes on where `used`
 * columns stand already. */
static void append_marked(pcs_buffer *out, size_t used, const char *text,
                          size_t len, const pcs_mark *marks, size_t n_marks,
                          const style *s)
{
    pcs_buffer clean = {0};
    pcs_text_mark *copy = calloc(n_marks + 1, sizeof *copy);
    for (size_t i = 0; copy && i < n_marks; i++)
        copy[i] = (pcs_text_mark){marks[i].start, marks[i].end};
    pcs_text_clean_marks(&clean, text, len, copy, copy ? n_marks : 0);
    pcs_wrap_options wrap = {s->width, used, "  ", s->mark_on, s->mark_off, 0};
    pcs_text_wrap(out, clean.data ? clean.data : "", clean.len, copy,
                  copy ? n_marks : 0, &wrap);
    pcs_buffer_dispose(&clean);
    free(copy);
}

static void append_body(pcs_buffer *out, const char *text, size_t len,
                        const pcs_mark *marks, size_t n_marks, const style *s)
{
    pcs_buffer_puts(out, "  ");
    append_marked(out, 2, text, len, marks, n_marks, s);
    pcs_buffer_putc(out, '\n');
}

static void append_neighbours(pcs_buffer *out, const pcs_neighbour *list,
                              size_t n, const style *s)
{
    if (n == 0)
        return;
    pcs_buffer_puts(out, s->dim_on);
    for (size_t i = 0; i < n; i++) {
        append_body(out, list[i].local, list[i].local_len, NULL, 0, s);
        append_body(out, list[i].english, list[i].english_len, NULL, 0, s);
    }
    pcs_buffer_puts(out, s->off);
}

static void append_hit(pcs_buffer *out, const pcs_answer *a, const pcs_hit *hit,
                       const style *s)
{
    append_head(out, a, hit, s);
    append_neighbours(out, hit->before, hit->n_before, s);
    append_body(out, hit->local, hit->local_len, hit->marks, hit->n_marks, s);
    pcs_buffer_puts(out, s->dim_on);
    append_body(out, hit->english, hit->english_len, hit->english_marks,
                hit->n_english_marks, s);
    pcs_buffer_puts(out, s->off);
    append_neighbours(out, hit->after, hit->n_after, s);
}

/* The title over the best segments, each behind the line it stands on. */
static void append_article(pcs_buffer *out, const pcs_answer *a,
                           const pcs_article_hit *article, const style *s)
{
    const pcs_hit *best = &article->hits[0];
    if (*article->title) {
        pcs_buffer_puts(out, s->title_on);
        append_marked(out, 0, article->title, strlen(article->title),
                      article->marks, article->n_marks, s);
        pcs_buffer_puts(out, s->off);
        pcs_buffer_puts(out, "  ");
    }
    pcs_buffer path = {0};
    pcs_present_path(&path, a->searcher, &best->places[0]);
    pcs_buffer_puts(out, s->path_on);
    pcs_text_clean(out, path.data ? path.data : "", path.len);
    pcs_buffer_printf(out, "%s  %s  ", s->off, best->locale);
    append_counted(out, article->segments, " segment", " segments");
    pcs_buffer_putc(out, '\n');
    pcs_buffer_dispose(&path);
    for (size_t i = 0; i < article->n_hits; i++) {
        const pcs_hit *h = &article->hits[i];
        size_t before = out->len;
        pcs_buffer_printf(out, "  %u: ", h->places[0].line);
        append_marked(out, out->len - before, h->local, h->local_len, h->marks,
                      h->n_marks, s);
        pcs_buffer_puts(out, "\n");
        pcs_buffer_puts(out, s->dim_on);
        append_body(out, h->english, h->english_len, h->english_marks,
                    h->n_english_marks, s);
        pcs_buffer_puts(out, s->off);
    }
}

/* How many hits there are to be shown, as they are grouped. */
static uint64_t count_hits(const pcs_answer *a)
{
    const pcs_results *r = a->results;
    if (a->request->search.grouping == PCS_GROUP_ARTICLE)
        return r->articles;
    return a->request->search.grouping == PCS_GROUP_NONE ? r->segments
                                                         : r->pairs;
}

static void append_list(pcs_buffer *out, const char *before,
                        const char *const *items, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        pcs_buffer_puts(out, i ? ", " : before);
        append_clean(out, items[i]);
    }
}

static void append_total(pcs_buffer *out, const pcs_answer *a, const style *s)
{
    const pcs_results *r = a->results;
    pcs_buffer_puts(out, s->dim_on);
    append_counted(out, r->segments, " segment", " segments");
    if (r->segments) {
        pcs_buffer_puts(out, ", ");
        append_counted(out, r->pairs, " different pair", " different pairs");
        pcs_buffer_puts(out, ", ");
        append_counted(out, r->articles, " article", " articles");
        if (r->n_hits + r->n_article_hits < count_hits(a)) {
            pcs_buffer_puts(out, "; ");
            append_number(out, r->n_hits + r->n_article_hits);
            pcs_buffer_puts(out, " shown");
        }
    }
    append_list(out, "; nothing has all of it, without: ", r->dropped,
                r->n_dropped);
    append_list(out, "; left out: ", r->ignored, r->n_ignored);
    pcs_buffer_puts(out, s->off);
    pcs_buffer_putc(out, '\n');
}

/* A facet's values, their numbers under each other. */
static void append_facet(pcs_buffer *out, const pcs_facet *f, const style *s)
{
    pcs_buffer number = {0};
    size_t width = 0;
    if (f->n_values + f->n_more == 0)
        return;
    for (size_t i = 0; i < f->n_values; i++) {
        pcs_buffer_clear(&number);
        append_number(&number, f->values[i].segments);
        width = number.len > width ? number.len : width;
    }
    pcs_buffer_printf(out, "%s%s%s\n", s->title_on, f->name, s->off);
    for (size_t i = 0; i < f->n_values; i++) {
        const pcs_facet_value *v = &f->values[i];
        pcs_buffer_clear(&number);
        append_number(&number, v->segments);
        pcs_buffer_printf(out, "  %*s  ", (int)width,
                          number.data ? number.data : "");
        append_clean(out, *v->value ? v->value : "-");
        pcs_buffer_printf(out, "%s  ", s->dim_on);
        append_counted(out, v->articles, " article", " articles");
        pcs_buffer_printf(out, "%s\n", s->off);
    }
    if (f->n_more) {
        pcs_buffer_printf(out, "  %sand ", s->dim_on);
        append_counted(out, f->n_more, " more value", " more values");
        pcs_buffer_printf(out, "%s\n", s->off);
    }
    pcs_buffer_putc(out, '\n');
    pcs_buffer_dispose(&number);
}

void pcs_present_text(pcs_buffer *out, const pcs_answer *a)
{
    style s = choose_style(a->request);
    if (a->query_id) {
        pcs_buffer_puts(out, s.title_on);
        append_clean(out, a->query_id);
        pcs_buffer_puts(out, s.off);
        pcs_buffer_puts(out, "\n\n");
    }
    for (size_t i = 0; i < a->results->n_hits; i++) {
        append_hit(out, a, &a->results->hits[i], &s);
        pcs_buffer_putc(out, '\n');
    }
    for (size_t i = 0; i < a->results->n_article_hits; i++) {
        append_article(out, a, &a->results->article_hits[i], &s);
        pcs_buffer_putc(out, '\n');
    }
    for (size_t i = 0; i < a->results->n_facets; i++)
        append_facet(out, &a->results->facets[i], &s);
    append_total(out, a, &s);
    if (a->query_id)
        pcs_buffer_putc(out, '\n');
}

void pcs_present_files(pcs_buffer *out, const pcs_answer *a)
{
    style s = choose_style(a->request);
    for (size_t i = 0; i < a->results->n_files; i++) {
        pcs_buffer path = {0};
        pcs_present_path(&path, a->searcher, &a->results->files[i]);
        pcs_buffer_puts(out, s.path_on);
        /* A pipe wants the path as it is; a terminal must not be driven. */
        if (pcs_terminal_is(stdout))
            pcs_text_clean(out, path.data ? path.data : "", path.len);
        else
            pcs_buffer_append(out, path.data, path.len);
        pcs_buffer_puts(out, s.off);
        pcs_buffer_putc(out, '\n');
        pcs_buffer_dispose(&path);
    }
}
