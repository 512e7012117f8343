/* hit_text.c - hits and articles for people */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query/hit_text.h"

#include <string.h>

#include "cli/text.h"
#include "query/explain.h"
#include "query/segment_text.h"

static void append_neighbours(pcs_buffer *out, const pcs_neighbour *list,
                              size_t n, int digits, const pcs_style *s)
{
    for (size_t i = 0; i < n; i++) {
        pcs_gutter g = pcs_gutter_line(list[i].line, '-', digits);
        pcs_marked local = pcs_marked_whole(list[i].local, list[i].local_len);
        pcs_marked english =
            pcs_marked_whole(list[i].english, list[i].english_len);
        pcs_segment_text(out, &local, &english, &g, true, s);
    }
}

void pcs_titled_text(pcs_buffer *out, const pcs_marked *title,
                     const pcs_buffer *tail, size_t tail_width,
                     const pcs_style *s)
{
    pcs_wrap_options wrap = {.width = s->width,
                             .indent = "  ",
                             .mark_on = s->title_mark_on,
                             .mark_off = s->title_mark_off,
                             .line_on = s->title_on,
                             .line_off = s->off};
    if (title->len > 0) {
        size_t width = pcs_text_width(title->text, title->len) + 2 + tail_width;
        pcs_marked_append(out, title, &wrap);
        pcs_buffer_puts(out, s->width && width > s->width ? "\n  " : "  ");
    }
    pcs_buffer_append(out, tail->data, tail->len);
    pcs_buffer_putc(out, '\n');
    out->failed |= tail->failed;
}

/* The columns of what was appended since. */
static size_t columns_from(const pcs_buffer *text, size_t start)
{
    if (text->failed || text->len < start)
        return 0;
    return pcs_text_width(text->data + start, text->len - start);
}

/* Title, place, locale, count. */
static void append_head(pcs_buffer *out, const pcs_answer *a,
                        const pcs_hit *hit, const pcs_style *s)
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
        pcs_number_append(&tail, hit->count);
    }
    pcs_marked all = pcs_marked_whole(title, strlen(title));
    width += columns_from(&tail, start);
    pcs_titled_text(out, &all, &tail, width, s);
    pcs_buffer_dispose(&tail);
}

void pcs_hit_text(pcs_buffer *out, const pcs_answer *a, const pcs_hit *hit,
                  const pcs_style *s)
{
    uint32_t line = hit->places[0].line;
    uint32_t last = hit->n_after ? hit->after[hit->n_after - 1].line : line;
    int digits = pcs_gutter_digits(last > line ? last : line);
    bool has_context = hit->n_before + hit->n_after > 0;
    pcs_gutter g =
        has_context ? pcs_gutter_line(line, ':', digits) : pcs_gutter_blank();
    pcs_marked local = pcs_marked_local(hit), english = pcs_marked_english(hit);
    append_head(out, a, hit, s);
    append_neighbours(out, hit->before, hit->n_before, digits, s);
    pcs_segment_text(out, &local, &english, &g, false, s);
    pcs_siblings_text(out, a, hit, &g, s);
    append_neighbours(out, hit->after, hit->n_after, digits, s);
    pcs_present_breakdown(out, a, hit);
}

/* Where the article is published, on a line of its own. */
static void append_url(pcs_buffer *out, const pcs_answer *a,
                       const pcs_article_hit *article, const pcs_style *s)
{
    const pcs_hyperlink_format *links = &a->request->screen.links;
    pcs_buffer url = {0};
    if (pcs_present_url(&url, a, &article->place, article->locale, true)) {
        pcs_buffer_printf(out, "  %s", s->path_on);
        pcs_hyperlink_begin_url(out, links, url.data);
        pcs_buffer_puts(out, url.data);
        pcs_hyperlink_end(out, links);
        pcs_buffer_printf(out, "%s\n", s->off);
    }
    pcs_buffer_dispose(&url);
}

/* The description, where segments do not say why the article is there. */
static void append_description(pcs_buffer *out, const pcs_article_hit *article,
                               const pcs_style *s)
{
    pcs_marked text = {article->description, strlen(article->description),
                       article->description_marks,
                       article->n_description_marks};
    pcs_gutter g = pcs_gutter_blank();
    if (article->segments == 0 && text.len > 0)
        pcs_segment_line(out, &text, &g, false, s);
}

void pcs_article_text(pcs_buffer *out, const pcs_answer *a,
                      const pcs_article_hit *article, const pcs_style *s)
{
    pcs_buffer tail = {0};
    pcs_buffer_puts(&tail, s->path_on);
    size_t width =
        pcs_present_path(&tail, a, &article->place, article->locale, 0, true);
    pcs_buffer_puts(&tail, s->off);
    size_t start = tail.len;
    pcs_buffer_printf(&tail, "  %s  ", article->locale);
    pcs_count_append(&tail, article->segments, "%s segment", "%s segments");
    pcs_marked title = {article->title, strlen(article->title), article->marks,
                        article->n_marks};
    width += columns_from(&tail, start);
    pcs_titled_text(out, &title, &tail, width, s);
    pcs_buffer_dispose(&tail);
    append_url(out, a, article, s);
    append_description(out, article, s);
    uint32_t last = 0;
    for (size_t i = 0; i < article->n_hits; i++)
        if (article->hits[i].places[0].line > last)
            last = article->hits[i].places[0].line;
    for (size_t i = 0; i < article->n_hits; i++) {
        const pcs_hit *h = &article->hits[i];
        pcs_marked local = pcs_marked_local(h), english = pcs_marked_english(h);
        pcs_gutter g =
            pcs_gutter_line(h->places[0].line, ':', pcs_gutter_digits(last));
        pcs_segment_text(out, &local, &english, &g, false, s);
        pcs_siblings_text(out, a, h, &g, s);
        pcs_present_breakdown(out, a, h);
    }
}
