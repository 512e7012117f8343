/* summary.c - how much was found, and what has to be said of the query */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <stdio.h>
#include <string.h>

#include "server/page/found.h"

static void put_count(pcs_view *view, const char *format, uint64_t n)
    __attribute__((format(printf, 2, 0)));

/* n by a format of one %s. */
static void put_count(pcs_view *view, const char *format, uint64_t n)
{
    char number[PCS_VIEW_NUMBER_MAX];
    pcs_view_sayf(view, format, pcs_view_number(view, number, n));
}

static void put_time(pcs_view *view, double ms)
{
    char number[PCS_VIEW_NUMBER_MAX];
    bool is_short = ms < 10;
    snprintf(number, sizeof number, is_short ? "%.1f" : "%.0f", ms);
    char *point = strchr(number, '.');
    if (point && (strcmp(view->ui->tag, "de") == 0 ||
                  strncmp(view->ui->tag, "pt", 2) == 0))
        *point = ',';
    pcs_view_put(view, "<span class=ms>");
    PCS_SAYF(view, "%s ms", number);
    pcs_view_put(view, "</span>");
}

enum countable { SEGMENTS, PAIRS, ARTICLES };

static void put_countable(pcs_view *view, enum countable what,
                          const pcs_results *r)
{
    const pcs_language *ui = view->ui;
    if (what == SEGMENTS)
        put_count(
            view,
            pcs_message_plural(ui, "%s segment", "%s segments", r->segments),
            r->segments);
    else if (what == PAIRS)
        put_count(view,
                  pcs_message_plural(ui, "%s different pair",
                                     "%s different pairs", r->pairs),
                  r->pairs);
    else
        put_count(
            view,
            pcs_message_plural(ui, "%s article", "%s articles", r->articles),
            r->articles);
}

static void put_totals(pcs_view *view, const pcs_found *found)
{
    const pcs_results *r = &found->results;
    pcs_view_put(view, "<p id=summary><b>");
    if (r->segments == 0 && r->n_article_hits == 0) {
        PCS_SAY(view, "Nothing was found");
        pcs_view_put(view, "</b></p>");
        return;
    }
    put_countable(view, view->address.by_article ? ARTICLES : SEGMENTS, r);
    pcs_view_put(view, "</b> <span>");
    put_countable(view, view->address.by_article ? SEGMENTS : PAIRS, r);
    if (!view->address.by_article) {
        pcs_view_put(view, "</span> <span>");
        put_countable(view, ARTICLES, r);
    }
    pcs_view_put(view, "</span> ");
    put_time(view, found->ms);
    pcs_view_put(view, "</p>");
}

/* No segment has the words, but these articles have them in their titles. */
static void put_titles(pcs_view *view, uint64_t n)
{
    pcs_page_address address = view->address;
    if (n == 0)
        return;
    address.by_article = true;
    address.page = 1;
    pcs_view_put(view, "<p><a href=\"");
    pcs_page_address_append(view->out, &address, "./");
    pcs_view_put(view, "\">");
    put_count(view,
              pcs_message_plural(
                  view->ui, "%s article has it in title or description",
                  "%s articles have it in title or description", n),
              n);
    pcs_view_put(view, "</a></p>");
}

/* A word of a list of them, from a query or a document. */
static void put_item(pcs_view *view, const char *text, size_t len,
                     bool is_first)
{
    pcs_view_put(view, is_first ? " <bdi>" : ", <bdi>");
    pcs_html_text(view->out, text, len);
    pcs_view_put(view, "</bdi>");
}

static void put_list(pcs_view *view, const char *before,
                     const char *const *items, size_t n)
{
    if (n == 0)
        return;
    pcs_view_put(view, "<p>");
    pcs_view_say(view, before);
    for (size_t i = 0; i < n; i++)
        put_item(view, items[i], strlen(items[i]), i == 0);
    pcs_view_put(view, "</p>");
}

/* A suggestion is a whole query. */
static void put_suggestion(pcs_view *view, const char *text, bool is_first)
{
    pcs_page_address address = view->address;
    address.query = text;
    address.query_len = strlen(text);
    address.page = 1;
    pcs_view_put(view, is_first ? " <a href=\"" : ", <a href=\"");
    pcs_page_address_append(view->out, &address, "./");
    pcs_view_put(view, "\"><bdi>");
    pcs_html_puts(view->out, text);
    pcs_view_put(view, "</bdi></a>");
}

static void put_suggestions(pcs_view *view, const pcs_found *found)
{
    const pcs_results *r = &found->results;
    if (r->n_suggestions == 0)
        return;
    pcs_view_put(view, "<p class=mean>");
    PCS_SAY(view, "Did you mean:");
    for (size_t i = 0; i < r->n_suggestions; i++)
        put_suggestion(view, r->suggestions[i], i == 0);
    pcs_view_put(view, "</p>");
}

static void put_advice(pcs_view *view, const pcs_found *found)
{
    if (found->results.segments > 0 || found->results.n_article_hits > 0 ||
        found->by_title > 0)
        return;
    pcs_view_put(view, "<p>");
    if (pcs_page_address_is_narrowed(&view->address))
        PCS_SAY(view, "Take fewer filters, or search in all languages.");
    else
        PCS_SAY(view, "Try fewer words, other words, or the English ones.");
    pcs_view_put(view, "</p>");
}

void pcs_found_summary(pcs_view *view, const pcs_found *found)
{
    const pcs_results *r = &found->results;
    put_totals(view, found);
    pcs_view_put(view, "<div class=notes>");
    if (found->completed)
        put_list(view, pcs_message(view->ui, "Results for:"), &found->completed,
                 1);
    put_list(view,
             pcs_message(view->ui, "Not in this index, so not asked for:"),
             view->unknown.items, view->unknown.n);
    put_titles(view, found->by_title);
    put_suggestions(view, found);
    put_list(
        view,
        pcs_message(view->ui, "No segment has all words; the nearest lacks:"),
        r->dropped, r->n_dropped);
    for (size_t i = 0; i < r->n_expanded; i++)
        put_list(view, pcs_message(view->ui, "Also looked for:"),
                 r->expanded[i].with, r->expanded[i].n_with);
    put_list(view, pcs_message(view->ui, "Also searched in the English:"),
             r->english, r->n_english);
    put_list(view, pcs_message(view->ui, "Left out of the query:"), r->ignored,
             r->n_ignored);
    put_advice(view, found);
    pcs_view_put(view, "</div>\n");
}

static unsigned last_page(const pcs_found *found, const pcs_view *view)
{
    uint64_t total = pcs_found_total(found, view);
    uint64_t last = (total + PCS_PAGE_HITS - 1) / PCS_PAGE_HITS;
    return last > PCS_PAGE_NUMBER_MAX ? PCS_PAGE_NUMBER_MAX : (unsigned)last;
}

static void put_page_link(pcs_view *view, unsigned page, const char *rel,
                          const char *text)
{
    pcs_page_address address = view->address;
    address.page = page;
    pcs_view_put(view, "<a rel=");
    pcs_view_put(view, rel);
    pcs_view_put(view, " href=\"");
    pcs_page_address_append(view->out, &address, "./");
    pcs_view_put(view, "\">");
    pcs_view_say(view, text);
    pcs_view_put(view, "</a>");
}

void pcs_found_pager(pcs_view *view, const pcs_found *found)
{
    char page[PCS_VIEW_NUMBER_MAX], of[PCS_VIEW_NUMBER_MAX];
    unsigned last = last_page(found, view), now = view->address.page;
    if (last <= 1 && now == 1)
        return;
    pcs_view_put(view, "<nav class=pager aria-label=\"");
    PCS_SAY(view, "Pages of results");
    pcs_view_put(view, "\">");
    if (now > 1)
        put_page_link(view,
                      now <= last ? now - 1
                      : last      ? last
                                  : 1,
                      "prev", pcs_message(view->ui, "Previous"));
    pcs_view_put(view, "<span>");
    PCS_SAYF(view, "Page %s of %s", pcs_view_number(view, page, now),
             pcs_view_number(view, of, last));
    pcs_view_put(view, "</span>");
    if (now < last)
        put_page_link(view, now + 1, "next", pcs_message(view->ui, "Next"));
    pcs_view_put(view, "</nav>\n");
}
