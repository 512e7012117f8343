/* text.c - answers for people */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "analyze/locale.h"
#include "query/explain.h"
#include "query/present.h"

/* How things stand out. Without colour, brackets show what matched. */
typedef struct style {
    const char *mark_on, *mark_off;
    const char *dim_mark_on, *dim_mark_off; /* within what is dim */
    const char *title_on, *path_on, *line_on, *dim_on, *off;
    size_t width; /* columns; 0: lines are as long as they are */
} style;

static style choose_style(const pcs_request *r)
{
    style plain = {"[", "]", "[", "]", "", "", "", "", "", 0};
    /* 22 ends what is bold and what is dim. */
    style colored = {.mark_on = "\033[1;31m",
                     .mark_off = "\033[22;39m",
                     .dim_mark_on = "\033[22;1;31m",
                     .dim_mark_off = "\033[22;39;2m",
                     .title_on = "\033[1m",
                     .path_on = "\033[35m",
                     .line_on = "\033[32m",
                     .dim_on = "\033[2m",
                     .off = "\033[0m"};
    style s = r->screen.is_colored ? colored : plain;
    s.width = r->screen.width;
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

/* A text with its marks. */
typedef struct marked {
    const char *text;
    size_t len;
    const pcs_mark *marks;
    size_t n_marks;
} marked;

static marked whole(const char *text, size_t len)
{
    return (marked){text, len, NULL, 0};
}

static marked local_of(const pcs_hit *h)
{
    return (marked){h->local, h->local_len, h->marks, h->n_marks};
}

static marked english_of(const pcs_hit *h)
{
    return (marked){h->english, h->english_len, h->english_marks,
                    h->n_english_marks};
}

/* Cleaned, marked and broken into lines; wrap says how. */
static void append_marked(pcs_buffer *out, const marked *m,
                          const pcs_wrap_options *wrap)
{
    pcs_buffer clean = {0};
    pcs_text_mark *copy = calloc(m->n_marks + 1, sizeof *copy);
    size_t n = copy ? m->n_marks : 0;
    for (size_t i = 0; i < n; i++)
        copy[i] = (pcs_text_mark){m->marks[i].start, m->marks[i].end};
    pcs_text_clean_marks(&clean, m->text, m->len, copy, n);
    pcs_text_wrap(out, clean.data ? clean.data : "", clean.len, copy, n, wrap);
    pcs_buffer_dispose(&clean);
    free(copy);
}

/* What stands left of a segment: blanks, or the line that it is on, with ":"
 * behind that of a hit and "-" behind that of a neighbour, as grep has it. */
typedef struct gutter {
    char first[32], rest[32];
} gutter;

static gutter blank_gutter(void)
{
    return (gutter){"  ", "  "};
}

static gutter line_gutter(uint32_t line, char sign, int digits)
{
    gutter g;
    int width =
        snprintf(g.first, sizeof g.first, "  %*u%c ", digits, line, sign);
    snprintf(g.rest, sizeof g.rest, "%*s", width, "");
    return g;
}

static int digits_of(uint32_t number)
{
    int digits = 1;
    for (; number >= 10; number /= 10)
        digits++;
    return digits;
}

/* A text behind its gutter. */
static void append_line(pcs_buffer *out, const marked *m, const gutter *g,
                        bool is_dim, const style *s)
{
    pcs_wrap_options wrap = {.width = s->width,
                             .used = strlen(g->rest),
                             .indent = g->rest,
                             .mark_on = s->mark_on,
                             .mark_off = s->mark_off};
    if (is_dim) {
        wrap.mark_on = s->dim_mark_on;
        wrap.mark_off = s->dim_mark_off;
        wrap.line_on = s->dim_on;
        wrap.line_off = s->off;
    }
    append_marked(out, m, &wrap);
    pcs_buffer_putc(out, '\n');
}

/* A segment: the translation over its English. */
static void append_segment(pcs_buffer *out, const marked *local,
                           const marked *english, const gutter *g,
                           bool is_neighbour, const style *s)
{
    bool has_line = strcmp(g->first, g->rest) != 0;
    pcs_buffer_puts(out, has_line ? s->line_on : "");
    pcs_buffer_puts(out, g->first);
    pcs_buffer_puts(out, has_line ? s->off : "");
    append_line(out, local, g, is_neighbour, s);
    pcs_buffer_puts(out, g->rest);
    append_line(out, english, g, true, s);
}

static void append_neighbours(pcs_buffer *out, const pcs_neighbour *list,
                              size_t n, int digits, const style *s)
{
    for (size_t i = 0; i < n; i++) {
        gutter g = line_gutter(list[i].line, '-', digits);
        marked local = whole(list[i].local, list[i].local_len);
        marked english = whole(list[i].english, list[i].english_len);
        append_segment(out, &local, &english, &g, true, s);
    }
}

/* A title and what stands behind it, which has a line of its own where both
 * are too long for one. */
static void append_titled(pcs_buffer *out, const marked *title,
                          const pcs_buffer *tail, size_t tail_width,
                          const style *s)
{
    pcs_wrap_options wrap = {.width = s->width,
                             .indent = "  ",
                             .mark_on = s->mark_on,
                             .mark_off = s->mark_off,
                             .line_on = s->title_on,
                             .line_off = s->off};
    if (*s->title_on) {
        wrap.mark_on = "\033[31m";
        wrap.mark_off = "\033[39m";
    }
    if (title->len > 0) {
        size_t width = pcs_text_width(title->text, title->len) + 2 + tail_width;
        append_marked(out, title, &wrap);
        pcs_buffer_puts(out, s->width && width > s->width ? "\n  " : "  ");
    }
    pcs_buffer_append(out, tail->data, tail->len);
    pcs_buffer_putc(out, '\n');
}

/* Title, place, locale, count. */
static void append_head(pcs_buffer *out, const pcs_answer *a,
                        const pcs_hit *hit, const style *s)
{
    pcs_buffer tail = {0};
    const char *title = *hit->title ? hit->title : hit->heading;
    pcs_buffer_puts(&tail, s->path_on);
    size_t width = pcs_present_path(&tail, a, &hit->places[0], hit->locale,
                                    hit->places[0].line, true);
    pcs_buffer_puts(&tail, s->off);
    size_t start = tail.len;
    pcs_buffer_printf(&tail, "  %s", hit->locale);
    if (hit->count > 1) {
        pcs_buffer_puts(&tail, "  \xC3\x97");
        append_number(&tail, hit->count);
    }
    marked all = whole(title, strlen(title));
    append_titled(out, &all, &tail, width + tail.len - start, s);
    pcs_buffer_dispose(&tail);
}

/* The segment in another locale, behind its name; and behind it, or below where
 * that is too long for a line, its place. */
static void append_sibling(pcs_buffer *out, const pcs_answer *a,
                           const pcs_hit_sibling *sibling, const gutter *g,
                           const style *s)
{
    char indent[PCS_LOCALE_MAX + sizeof g->rest + 2];
    pcs_buffer tail = {0};
    bool is_elsewhere = strcmp(sibling->by, "elsewhere") == 0;
    int width =
        snprintf(indent, sizeof indent, "%s%s  ", g->rest, sibling->locale);
    marked local = {sibling->local, sibling->local_len, sibling->marks,
                    sibling->n_marks};
    pcs_buffer_printf(out, "%s%s%s", s->line_on, indent, s->off);
    snprintf(indent, sizeof indent, "%*s", width, "");
    pcs_wrap_options wrap = {.width = s->width,
                             .used = (size_t)width,
                             .indent = indent,
                             .mark_on = s->mark_on,
                             .mark_off = s->mark_off};
    append_marked(out, &local, &wrap);
    pcs_buffer_puts(&tail, s->path_on);
    size_t used = (size_t)width + pcs_text_width(local.text, local.len) + 2;
    used += pcs_present_path(&tail, a, &sibling->place, sibling->locale,
                             sibling->place.line, true);
    pcs_buffer_puts(&tail, s->off);
    if (is_elsewhere)
        pcs_buffer_printf(&tail, "  %selsewhere%s", s->dim_on, s->off);
    /* Brackets, where marks have no colour. */
    used += 2 * local.n_marks + (is_elsewhere ? strlen("  elsewhere") : 0);
    if (s->width && used > s->width)
        pcs_buffer_printf(out, "\n%s", indent);
    else
        pcs_buffer_puts(out, "  ");
    pcs_buffer_append(out, tail.data, tail.len);
    pcs_buffer_putc(out, '\n');
    pcs_buffer_dispose(&tail);
}

/* What matched, and what else the segment reads as. */
static void append_siblings(pcs_buffer *out, const pcs_answer *a,
                            const pcs_hit *hit, const gutter *g, const style *s)
{
    if (hit->matched)
        append_sibling(out, a, hit->matched, g, s);
    for (size_t i = 0; i < hit->n_also; i++)
        append_sibling(out, a, &hit->also[i], g, s);
}

static void append_hit(pcs_buffer *out, const pcs_answer *a, const pcs_hit *hit,
                       const style *s)
{
    uint32_t line = hit->places[0].line;
    uint32_t last = hit->n_after ? hit->after[hit->n_after - 1].line : line;
    int digits = digits_of(last > line ? last : line);
    bool has_context = hit->n_before + hit->n_after > 0;
    gutter g = has_context ? line_gutter(line, ':', digits) : blank_gutter();
    marked local = local_of(hit), english = english_of(hit);
    append_head(out, a, hit, s);
    append_neighbours(out, hit->before, hit->n_before, digits, s);
    append_segment(out, &local, &english, &g, false, s);
    append_siblings(out, a, hit, &g, s);
    append_neighbours(out, hit->after, hit->n_after, digits, s);
    pcs_present_breakdown(out, a, hit);
}

/* Where the article is published, on a line of its own. */
static void append_url(pcs_buffer *out, const pcs_answer *a, const pcs_hit *hit,
                       const style *s)
{
    const pcs_hyperlink_format *links = &a->request->screen.links;
    pcs_buffer url = {0};
    if (pcs_present_url(&url, a, &hit->places[0], hit->locale, true)) {
        pcs_buffer_printf(out, "  %s", s->path_on);
        pcs_hyperlink_begin_url(out, links, url.data);
        pcs_buffer_puts(out, url.data);
        pcs_hyperlink_end(out, links);
        pcs_buffer_printf(out, "%s\n", s->off);
    }
    pcs_buffer_dispose(&url);
}

/* The title over the best segments, each behind the line it stands on. */
static void append_article(pcs_buffer *out, const pcs_answer *a,
                           const pcs_article_hit *article, const style *s)
{
    const pcs_hit *best = &article->hits[0];
    pcs_buffer tail = {0};
    pcs_buffer_puts(&tail, s->path_on);
    size_t width =
        pcs_present_path(&tail, a, &best->places[0], best->locale, 0, true);
    pcs_buffer_puts(&tail, s->off);
    size_t start = tail.len;
    pcs_buffer_printf(&tail, "  %s  ", best->locale);
    append_counted(&tail, article->segments, " segment", " segments");
    marked title = {article->title, strlen(article->title), article->marks,
                    article->n_marks};
    append_titled(out, &title, &tail, width + tail.len - start, s);
    pcs_buffer_dispose(&tail);
    append_url(out, a, best, s);
    uint32_t last = 0;
    for (size_t i = 0; i < article->n_hits; i++)
        if (article->hits[i].places[0].line > last)
            last = article->hits[i].places[0].line;
    for (size_t i = 0; i < article->n_hits; i++) {
        const pcs_hit *h = &article->hits[i];
        marked local = local_of(h), english = english_of(h);
        gutter g = line_gutter(h->places[0].line, ':', digits_of(last));
        append_segment(out, &local, &english, &g, false, s);
        append_siblings(out, a, h, &g, s);
        pcs_present_breakdown(out, a, h);
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

/* A line of its own, where there are items. */
static void append_list(pcs_buffer *out, const char *before,
                        const char *const *items, size_t n, const style *s)
{
    if (n == 0)
        return;
    pcs_buffer_puts(out, s->dim_on);
    for (size_t i = 0; i < n; i++) {
        pcs_buffer_puts(out, i ? ", " : before);
        append_clean(out, items[i]);
    }
    pcs_buffer_puts(out, s->off);
    pcs_buffer_putc(out, '\n');
}

/* " (1,740 word, 114 part)", or " (part)" where all are of one tier; that all
 * are as typed needs no word. */
static void append_tiers(pcs_buffer *out, const pcs_results *r)
{
    const char *before = " (";
    for (int i = PCS_TIER_WORD; i < PCS_TIER_COUNT; i++) {
        bool is_all = r->tiers[i] == r->segments;
        if (r->tiers[i] == 0 || (is_all && i == PCS_TIER_WORD))
            continue;
        pcs_buffer_puts(out, before);
        if (!is_all) {
            append_number(out, r->tiers[i]);
            pcs_buffer_putc(out, ' ');
        }
        pcs_buffer_puts(out, pcs_tier_name((pcs_tier)i));
        before = ", ";
    }
    if (*before == ',')
        pcs_buffer_putc(out, ')');
}

static void append_total(pcs_buffer *out, const pcs_answer *a, const style *s)
{
    const pcs_results *r = a->results;
    pcs_buffer_puts(out, s->dim_on);
    append_counted(out, r->segments, " segment", " segments");
    if (r->segments) {
        append_tiers(out, r);
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
    pcs_buffer_puts(out, s->off);
    pcs_buffer_putc(out, '\n');
    append_list(out,
                "No segment has all words; the nearest lacks: ", r->dropped,
                r->n_dropped, s);
    for (size_t i = 0; i < r->n_expanded; i++)
        append_list(out, "Also looked for: ", r->expanded[i].with,
                    r->expanded[i].n_with, s);
    append_list(out, "Also searched in the English: ", r->english, r->n_english,
                s);
    append_list(out, "Left out of the query: ", r->ignored, r->n_ignored, s);
    append_list(out, "Did you mean: ", r->suggestions, r->n_suggestions, s);
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
    pcs_present_explanation(out, a);
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

void pcs_present_hit(pcs_buffer *out, const pcs_answer *a, const pcs_hit *hit)
{
    style s = choose_style(a->request);
    append_hit(out, a, hit, &s);
}

void pcs_present_line(pcs_buffer *out, const pcs_answer *a, const char *sign,
                      const char *text, size_t len, const pcs_mark *marks,
                      size_t n_marks)
{
    style s = choose_style(a->request);
    gutter g = blank_gutter();
    marked line = {text, len, marks, n_marks};
    pcs_buffer_puts(out, s.line_on);
    pcs_buffer_puts(out, sign);
    pcs_buffer_puts(out, s.off);
    append_line(out, &line, &g, false, &s);
}

void pcs_present_files(pcs_buffer *out, const pcs_answer *a)
{
    style s = choose_style(a->request);
    bool ends_nul = a->request->ends_nul;
    if (ends_nul)
        s.path_on = s.off = "";
    for (size_t i = 0; i < a->results->n_files; i++) {
        pcs_buffer_puts(out, s.path_on);
        /* A pipe wants the path as it is; a terminal must not be driven. */
        pcs_present_path(out, a, &a->results->files[i], NULL, 0,
                         a->request->screen.is_terminal);
        pcs_buffer_puts(out, s.off);
        pcs_buffer_putc(out, ends_nul ? 0 : '\n');
    }
}
