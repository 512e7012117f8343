/* hits.c - hits of a search, both languages side by side */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "server/page/found.h"

/* The way to an article on this service, at a segment of it. */
static void put_article_way(pcs_view *view, const char *locale,
                            const pcs_place_of *place, const uint32_t *segment)
{
    pcs_page_address address = view->address;
    address.page = 1;
    pcs_view_put(view, view->root);
    pcs_view_put(view, "articles/");
    pcs_html_percent(view->out, locale, false);
    pcs_view_put(view, "/");
    pcs_html_percent(view->out, place->path, true);
    size_t start = view->out->len;
    pcs_page_address_append(view->out, &address, "");
    pcs_view_put(view, view->out->len == start ? "?source=" : "&amp;source=");
    pcs_html_percent(view->out, place->source, false);
    if (segment)
        pcs_buffer_printf(view->out, "#s%" PRIu32, *segment + 1);
}

/* The address of the published page; false where there is none. */
static bool put_published(pcs_view *view, const pcs_searcher *searcher,
                          const char *locale, const pcs_place_of *place)
{
    char url[4096];
    pcs_url_place where = {.source = place->source,
                           .path = place->path,
                           .locale = locale,
                           .anchor = place->anchor};
    size_t len = pcs_url_format(
        url, sizeof url, pcs_searcher_url(searcher, place->source), &where);
    if (len == 0 || len >= sizeof url)
        return false;
    pcs_html_text(view->out, url, len);
    return true;
}

static void put_text(pcs_view *view, const char *locale, const char *text,
                     size_t len, const pcs_mark *marks, size_t n_marks,
                     size_t max)
{
    pcs_view_put(view, "<p");
    pcs_view_lang(view, locale);
    pcs_view_put(view, ">");
    pcs_html_marked(view->out, text, len, marks, n_marks,
                    pcs_html_window_at(text, len, marks, n_marks, max));
    pcs_view_put(view, "</p>");
}

static void put_pair(pcs_view *view, const pcs_hit *hit)
{
    pcs_view_put(view, "<div class=pair>");
    put_text(view, hit->locale, hit->local, hit->local_len, hit->marks,
             hit->n_marks, PCS_PAGE_TEXT_MAX);
    put_text(view, "en", hit->english, hit->english_len, hit->english_marks,
             hit->n_english_marks, PCS_PAGE_TEXT_MAX);
    pcs_view_put(view, "</div>");
}

static void put_neighbours(pcs_view *view, const char *locale,
                           const pcs_neighbour *items, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        pcs_view_put(view, "<div class=pair>");
        put_text(view, locale, items[i].local, items[i].local_len, NULL, 0,
                 PCS_PAGE_AROUND_MAX);
        put_text(view, "en", items[i].english, items[i].english_len, NULL, 0,
                 PCS_PAGE_AROUND_MAX);
        pcs_view_put(view, "</div>");
    }
}

static void put_context(pcs_view *view, const pcs_hit *hit)
{
    if (hit->n_before + hit->n_after == 0)
        return;
    pcs_view_put(view, "<details><summary>");
    PCS_SAY(view, "Context");
    pcs_view_put(view, "</summary>");
    put_neighbours(view, hit->locale, hit->before, hit->n_before);
    pcs_view_put(view, "<p class=here>");
    PCS_SAY(view, "The segment that was found");
    pcs_view_put(view, "</p>");
    put_neighbours(view, hit->locale, hit->after, hit->n_after);
    pcs_view_put(view, "</details>");
}

/* The part of a title in front of " | " is what tells articles apart, and a
 * title may have any length. */
static size_t title_len(const char *title)
{
    size_t len = strlen(title);
    pcs_html_window w = pcs_html_window_at(title, len, NULL, 0, 200);
    return w.end;
}

/* What a result's head says: an article, at a segment of it or as a whole. */
typedef struct head {
    const char *locale, *title, *heading; /* heading NULL: not said */
    const pcs_place_of *place;
    const uint32_t *segment; /* NULL: the article as a whole */
    const pcs_mark *marks;   /* in the title */
    size_t n_marks;
} head;

static head head_of_hit(const pcs_hit *hit)
{
    return (head){.locale = hit->locale,
                  .title = hit->title,
                  .heading = hit->heading,
                  .place = &hit->places[0],
                  .segment = hit->origin ? &hit->origin->position : NULL};
}

static void put_link(pcs_view *view, const pcs_searcher *searcher,
                     const head *h)
{
    pcs_view_put(view, "<a href=\"");
    if (!put_published(view, searcher, h->locale, h->place))
        put_article_way(view, h->locale, h->place, h->segment);
    pcs_view_put(view, "\"");
}

static void put_title(pcs_view *view, const pcs_searcher *searcher,
                      const head *h)
{
    bool has_title = h->title && *h->title;
    const char *text = has_title ? h->title : h->place->path;
    pcs_view_put(view, "<h3>");
    put_link(view, searcher, h);
    if (has_title)
        pcs_view_lang(view, h->locale);
    pcs_view_put(view, ">");
    pcs_html_marked(view->out, text, strlen(text), h->marks, h->n_marks,
                    (pcs_html_window){0, title_len(text)});
    pcs_view_put(view, "</a></h3>");
}

/* Locale, heading, path: where the hit stands. */
static void put_place(pcs_view *view, const head *h)
{
    pcs_view_put(view, "<p class=where><span class=tag>");
    pcs_view_say(view, h->locale);
    pcs_view_put(view, "</span> ");
    if (h->heading && *h->heading) {
        pcs_view_put(view, "<span class=heading");
        pcs_view_lang(view, h->locale);
        pcs_view_put(view, ">");
        pcs_html_text(view->out, h->heading, title_len(h->heading));
        pcs_view_put(view, "</span> ");
    }
    pcs_view_put(view, "<span class=path dir=ltr>");
    pcs_html_puts(view->out, h->place->path);
    pcs_view_put(view, "</span></p>");
}

static void put_more(pcs_view *view, const pcs_hit *hit)
{
    char number[PCS_VIEW_NUMBER_MAX];
    if (hit->count > 1) {
        pcs_view_put(view, "<span>");
        pcs_view_sayf(view,
                      pcs_message_plural(view->ui, "%s place has this pair",
                                         "%s places have this pair",
                                         hit->count),
                      pcs_view_number(view, number, hit->count));
        pcs_view_put(view, "</span>");
    }
    pcs_view_put(view, "<a href=\"");
    put_article_way(view, hit->locale, &hit->places[0],
                    hit->origin ? &hit->origin->position : NULL);
    pcs_view_put(view, "\">");
    PCS_SAY(view, "Side by side");
    pcs_view_put(view, "</a>");
}

static void put_hit(pcs_view *view, const pcs_searcher *searcher,
                    const pcs_hit *hit)
{
    head h = head_of_hit(hit);
    pcs_view_put(view, "<li class=hit>");
    put_title(view, searcher, &h);
    put_place(view, &h);
    put_pair(view, hit);
    pcs_view_put(view, "<div class=foot>");
    put_context(view, hit);
    put_more(view, hit);
    pcs_view_put(view, "</div></li>\n");
}

/* A segment of an article, below the heading that leads to it. */
static void put_part(pcs_view *view, const pcs_searcher *searcher,
                     const pcs_hit *hit)
{
    head h = head_of_hit(hit);
    if (hit->heading && *hit->heading) {
        pcs_view_put(view, "<p class=\"where part\">");
        put_link(view, searcher, &h);
        pcs_view_lang(view, hit->locale);
        pcs_view_put(view, ">");
        pcs_html_text(view->out, hit->heading, title_len(hit->heading));
        pcs_view_put(view, "</a></p>");
    }
    put_pair(view, hit);
}

static void put_article(pcs_view *view, const pcs_searcher *searcher,
                        const pcs_article_hit *article)
{
    head h = {.locale = article->locale,
              .title = article->title,
              .place = &article->place,
              .marks = article->marks,
              .n_marks = article->n_marks};
    char number[PCS_VIEW_NUMBER_MAX];
    pcs_view_put(view, "<li class=hit>");
    put_title(view, searcher, &h);
    put_place(view, &h);
    if (*article->description &&
        (article->n_description_marks || article->n_hits == 0))
        put_text(view, article->locale, article->description,
                 strlen(article->description), article->description_marks,
                 article->n_description_marks, PCS_PAGE_AROUND_MAX);
    for (size_t i = 0; i < article->n_hits; i++)
        put_part(view, searcher, &article->hits[i]);
    pcs_view_put(view, "<div class=foot><span>");
    if (article->segments)
        pcs_view_sayf(view,
                      pcs_message_plural(view->ui, "%s segment matches",
                                         "%s segments match",
                                         article->segments),
                      pcs_view_number(view, number, article->segments));
    else
        PCS_SAY(view, "Found by its title or description");
    pcs_view_put(view, "</span><a href=\"");
    put_article_way(view, article->locale, &article->place, NULL);
    pcs_view_put(view, "\">");
    PCS_SAY(view, "Side by side");
    pcs_view_put(view, "</a></div></li>\n");
}

void pcs_found_hits(pcs_view *view, const pcs_found *found,
                    const pcs_searcher *searcher)
{
    const pcs_results *r = &found->results;
    if (r->n_hits + r->n_article_hits == 0)
        return;
    pcs_buffer_printf(view->out, "<ol class=hits start=%u>\n",
                      (view->address.page - 1) * PCS_PAGE_HITS + 1);
    for (size_t i = 0; i < r->n_article_hits; i++)
        put_article(view, searcher, &r->article_hits[i]);
    for (size_t i = 0; i < r->n_hits; i++)
        put_hit(view, searcher, &r->hits[i]);
    pcs_view_put(view, "</ol>\n");
}
