/* article.c - an article, both languages side by side */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "server/page/article.h"

#include <string.h>

#include "base/status.h"
#include "server/page/others.h"

/* What an article page is written from. */
typedef struct article_page {
    pcs_view *view;
    const pcs_article_view *article;
    const char *source; /* of the address; NULL */
} article_page;

/* The way to the same page with another address, and at a part of it. */
static void put_way(const article_page *page, const pcs_page_address *address)
{
    pcs_view *view = page->view;
    size_t start = view->out->len;
    pcs_page_address_append(view->out, address, "");
    if (page->source) {
        pcs_view_put(view,
                     view->out->len == start ? "?source=" : "&amp;source=");
        pcs_html_percent(view->out, page->source, false);
    } else if (view->out->len == start) {
        /* An empty reference would keep the query of this page. */
        pcs_view_put(view, "?");
    }
}

static void put_back(pcs_view *view)
{
    pcs_page_address address = view->address;
    address.side = PCS_PAGE_BOTH;
    if (!pcs_page_address_is_search(&address))
        return;
    pcs_view_put(view, "<p class=back><a href=\"");
    pcs_view_put(view, view->root);
    pcs_page_address_append(view->out, &address, "");
    pcs_view_put(view, "\">");
    PCS_SAY(view, "Back to the results");
    pcs_view_put(view, "</a></p>\n");
}

static void put_marked(pcs_view *view, const char *text, const pcs_mark *marks,
                       size_t n)
{
    size_t len = strlen(text);
    pcs_html_marked(view->out, text, len, marks, n, (pcs_html_window){0, len});
}

static void put_title(const article_page *page)
{
    pcs_view *view = page->view;
    const pcs_article_view *a = page->article;
    pcs_view_put(view, "<h1");
    if (*a->title) {
        pcs_view_lang(view, a->locale);
        pcs_view_put(view, ">");
        put_marked(view, a->title, a->title_marks, a->n_title_marks);
    } else {
        pcs_view_put(view, " dir=ltr>");
        pcs_html_puts(view->out, a->path);
    }
    pcs_view_put(view, "</h1>\n<p class=where><span class=tag>");
    pcs_view_say(view, a->locale);
    pcs_view_put(view, "</span> <span class=path dir=ltr>");
    pcs_html_puts(view->out, a->path);
    pcs_view_put(view, "</span></p>\n");
    if (!*a->description)
        return;
    pcs_view_put(view, "<p class=description");
    pcs_view_lang(view, a->locale);
    pcs_view_put(view, ">");
    put_marked(view, a->description, a->description_marks,
               a->n_description_marks);
    pcs_view_put(view, "</p>\n");
}

/* Which sides are shown. */
static void put_side(const article_page *page, pcs_page_side side,
                     const char *text)
{
    pcs_view *view = page->view;
    pcs_page_address address = view->address;
    address.side = side;
    pcs_view_put(view, "<li><a href=\"");
    put_way(page, &address);
    pcs_view_put(view,
                 side == view->address.side ? "\" aria-current=true>" : "\">");
    pcs_view_say(view, text);
    pcs_view_put(view, "</a></li>");
}

static void put_sides(const article_page *page)
{
    pcs_view *view = page->view;
    char name[256];
    pcs_view_locale_name(name, sizeof name, page->article->locale);
    pcs_view_put(view, "<nav class=sides aria-label=\"");
    PCS_SAY(view, "Languages shown");
    pcs_view_put(view, "\"><ul>");
    put_side(page, PCS_PAGE_BOTH, pcs_message(view->ui, "Both"));
    put_side(page, PCS_PAGE_LOCAL, name);
    put_side(page, PCS_PAGE_ENGLISH, "English");
    pcs_view_put(view, "</ul></nav>\n");
}

static void put_siblings(const article_page *page, const pcs_page_others *of)
{
    pcs_view *view = page->view;
    pcs_page_address address = view->address;
    if (of->n == 0)
        return;
    pcs_view_put(view, "<nav class=others aria-label=\"");
    PCS_SAY(view, "This article in other languages");
    pcs_view_put(view, "\"><details class=menu><summary>");
    PCS_SAY(view, "Other languages");
    pcs_view_put(view, "</summary><ul>");
    for (size_t i = 0; i < of->n; i++) {
        pcs_view_put(view, "<li><a href=\"");
        pcs_view_put(view, view->root);
        pcs_view_put(view, "articles/");
        pcs_html_percent(view->out, of->items[i].locale, false);
        pcs_view_put(view, "/");
        pcs_html_percent(view->out, of->items[i].path, true);
        size_t start = view->out->len;
        pcs_page_address_append(view->out, &address, "");
        pcs_view_put(view,
                     view->out->len == start ? "?source=" : "&amp;source=");
        pcs_html_percent(view->out, of->items[i].source, false);
        pcs_view_put(view, "\">");
        pcs_view_locale(view, of->items[i].locale);
        pcs_view_put(view, "</a></li>");
    }
    pcs_view_put(view, "</ul></details></nav>\n");
}

/* The next segment that matches, behind i; n_segments where none is. */
static size_t next_match(const pcs_article_view *a, size_t i)
{
    while (i < a->n_segments && !a->segments[i].is_match)
        i++;
    return i;
}

static void put_matches(const article_page *page)
{
    pcs_view *view = page->view;
    const pcs_article_view *a = page->article;
    char number[PCS_VIEW_NUMBER_MAX];
    if (!view->address.query_len)
        return;
    pcs_view_put(view, "<p class=matches>");
    if (a->n_matches) {
        pcs_buffer_printf(view->out, "<a href=\"#s%zu\">",
                          next_match(a, 0) + 1);
        pcs_view_sayf(view,
                      pcs_message_plural(view->ui, "%s segment matches",
                                         "%s segments match", a->n_matches),
                      pcs_view_number(view, number, a->n_matches));
        pcs_view_put(view, "</a>");
    } else {
        PCS_SAY(view, "No segment matches");
    }
    pcs_view_put(view, " <q><bdi>");
    pcs_html_text(view->out, view->address.query, view->address.query_len);
    pcs_view_put(view, "</bdi></q></p>\n");
}

static void put_tools(const article_page *page, const pcs_page_others *of)
{
    pcs_view *view = page->view;
    pcs_view_put(view, "<div class=tools>");
    put_sides(page);
    put_siblings(page, of);
    if (page->article->url) {
        pcs_view_put(view, "<a class=published href=\"");
        pcs_html_puts(view->out, page->article->url);
        pcs_view_put(view, "\">");
        PCS_SAY(view, "Published page");
        pcs_view_put(view, "</a>");
    }
    pcs_view_put(view, "</div>\n");
    put_matches(page);
}

static void put_text(pcs_view *view, const char *tag, const char *locale,
                     const char *text, size_t len, const pcs_mark *marks,
                     size_t n_marks)
{
    pcs_view_put(view, "<");
    pcs_view_put(view, tag);
    pcs_view_lang(view, locale);
    pcs_view_put(view, ">");
    pcs_html_marked(view->out, text, len, marks, n_marks,
                    (pcs_html_window){0, len});
    pcs_view_put(view, "</");
    pcs_view_put(view, tag);
    pcs_view_put(view, ">");
}

/* The link that leads here, and from one match to the next. */
static void put_row_links(const article_page *page, size_t i)
{
    pcs_view *view = page->view;
    const pcs_article_view *a = page->article;
    size_t next = next_match(a, i + 1);
    pcs_buffer_printf(view->out, "<div class=nos><a href=\"#s%zu\">%zu</a>",
                      i + 1, i + 1);
    if (a->segments[i].is_match && next < a->n_segments) {
        pcs_buffer_printf(
            view->out, "<a class=next href=\"#s%zu\" aria-label=\"", next + 1);
        PCS_SAY(view, "Next match");
        pcs_view_put(view, "\">\xE2\x86\x93</a>");
    }
    /* Where a link to a heading leads, under a name that no other id has. */
    if (strcmp(a->segments[i].place, "heading") == 0 &&
        *a->segments[i].anchor) {
        pcs_view_put(view, "<i id=\"h-");
        pcs_html_puts(view->out, a->segments[i].anchor);
        pcs_view_put(view, "\"></i>");
    }
    pcs_view_put(view, "</div>");
}

static void put_segment(const article_page *page, size_t i)
{
    pcs_view *view = page->view;
    const pcs_article_segment *s = &page->article->segments[i];
    pcs_page_side side = view->address.side;
    bool is_heading = strcmp(s->place, "heading") == 0;
    pcs_buffer_printf(view->out, "<div id=s%zu class=\"row %s%s\">", i + 1,
                      s->place, s->is_match ? " match" : "");
    put_row_links(page, i);
    if (side != PCS_PAGE_ENGLISH)
        put_text(view, is_heading ? "h2" : "p", page->article->locale, s->local,
                 s->local_len, s->marks, s->n_marks);
    if (side != PCS_PAGE_LOCAL)
        put_text(view, is_heading && side == PCS_PAGE_ENGLISH ? "h2" : "p",
                 "en", s->english, s->english_len, s->english_marks,
                 s->n_english_marks);
    pcs_view_put(view, "</div>\n");
}

static void put_entries(const article_page *page)
{
    pcs_view *view = page->view;
    const pcs_article_view *a = page->article;
    if (a->n_entries == 0)
        return;
    pcs_view_put(view, "<details class=entries><summary>");
    PCS_SAY(view, "About this article");
    pcs_view_put(view, "</summary><dl>\n");
    for (size_t i = 0; i < a->n_entries; i++) {
        pcs_view_put(view, "<dt dir=auto>");
        pcs_html_puts(view->out, a->entries[i].key);
        pcs_view_put(view, "</dt><dd dir=auto>");
        pcs_html_puts(view->out, a->entries[i].value);
        pcs_view_put(view, "</dd>\n");
    }
    pcs_view_put(view, "</dl></details>\n");
}

static void put_article(const article_page *page, const pcs_page_others *of)
{
    pcs_view *view = page->view;
    const pcs_article_view *a = page->article;
    pcs_view_head(view,
                  &(pcs_view_frame){*a->title ? a->title : a->path, "article"});
    pcs_view_form(view, false);
    put_back(view);
    put_title(page);
    put_tools(page, of);
    pcs_buffer_printf(view->out, "<div class=\"rows%s\">\n",
                      view->address.side == PCS_PAGE_BOTH ? " both" : "");
    for (size_t i = 0; i < a->n_segments; i++)
        put_segment(page, i);
    pcs_view_put(view, "</div>\n");
    put_entries(page);
    pcs_view_foot(view);
}

pcs_status pcs_article_answer(void *context, pcs_searcher *searcher,
                              pcs_error *err)
{
    pcs_view *view = context;
    pcs_exchange *exchange = view->exchange;
    const pcs_http_param *source = pcs_exchange_param(exchange, "source");
    pcs_article_view article = {0};
    pcs_article_request request = {
        .locale = pcs_exchange_variable(exchange, "locale")->value,
        .source = source && source->len ? source->value : NULL,
        .path = pcs_exchange_variable(exchange, "path")->value,
        .query = view->address.query,
        .query_len = view->address.query_len};
    pcs_status status = pcs_article_read(&article, searcher, &request, err);
    /* To whoever asks for pages, a locale that there is not is no other fault
     * than a path. */
    view->is_missing = status == PCS_ENOTFOUND || status == PCS_EINVAL;
    if (status != PCS_OK)
        return view->is_missing ? PCS_OK : status;
    article_page page = {view, &article, request.source};
    pcs_page_others others = {0};
    pcs_index_info info = {0};
    status = pcs_index_describe(
        &info, pcs_service_settings(view->service)->index, err);
    if (status == PCS_OK)
        status = pcs_page_others_find(&others, searcher, &article, &info,
                                      &exchange->arena, err);
    pcs_index_info_dispose(&info);
    if (status == PCS_OK) {
        put_article(&page, &others);
        status = pcs_buffer_status(view->out, err);
    }
    pcs_article_view_dispose(&article);
    return status;
}
