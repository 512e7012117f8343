/* frame.c - what all pages have around their content */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <stdio.h>
#include <string.h>

#include "server/page/assets.h"
#include "server/page/view.h"

/* Scripts, styles and requests of the page's own origin, and nothing else; no
 * script can put markup into the page, not even by mistake. */
static const char policy[] =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'; require-trusted-types-for 'script'; "
    "trusted-types 'none'";

static void put_asset(pcs_view *view, const char *before, const char *name)
{
    pcs_view_put(view, before);
    pcs_view_put(view, view->root);
    pcs_view_put(view, "static/");
    pcs_view_put(view, pcs_asset_hashed(name));
}

static void set_headers(pcs_view *view)
{
    pcs_exchange *exchange = view->exchange;
    exchange->content_type = "text/html; charset=utf-8";
    exchange->language = view->ui->tag;
    pcs_exchange_set_header(exchange, "Content-Security-Policy", policy);
    pcs_exchange_set_header(exchange, "Vary", "Accept-Language");
    pcs_exchange_set_header(exchange, "Cross-Origin-Resource-Policy",
                            "same-origin");
}

/* The page in the other languages, where it is; a menu that takes no script. */
static void put_languages(pcs_view *view)
{
    size_t n;
    const pcs_language *const *all = pcs_languages(&n);
    pcs_page_address address = view->address;
    pcs_view_put(view, "<nav id=ui data-swap aria-label=\"");
    PCS_SAY(view, "Language of this page");
    pcs_view_put(view, "\"><details class=menu><summary>");
    pcs_view_say(view, pcs_language_name(view->ui));
    pcs_view_put(view, "</summary><ul>");
    for (size_t i = 0; i < n; i++) {
        address.ui = all[i]->tag;
        pcs_view_put(view, "<li><a href=\"");
        pcs_page_address_append(view->out, &address, "");
        pcs_buffer_printf(view->out, "\" hreflang=%s lang=%s dir=%s%s>",
                          all[i]->tag, all[i]->tag,
                          pcs_language_is_rtl(all[i]) ? "rtl" : "ltr",
                          all[i] == view->ui ? " aria-current=true" : "");
        pcs_view_say(view, pcs_language_name(all[i]));
        pcs_view_put(view, "</a>");
    }
    pcs_view_put(view, "</ul></details></nav>");
}

static void put_title(pcs_view *view, const pcs_view_frame *frame)
{
    pcs_view_put(view, "<title>");
    if (*frame->title) {
        pcs_view_say(view, frame->title);
        pcs_view_put(view, " \xE2\x80\x93 ");
    }
    PCS_SAY(view, "Search in help articles");
    pcs_view_put(view, "</title>");
}

void pcs_view_head(pcs_view *view, const pcs_view_frame *frame)
{
    set_headers(view);
    pcs_buffer_printf(view->out,
                      "<!DOCTYPE html>\n<html lang=%s dir=%s>\n<head>\n"
                      "<meta charset=utf-8>\n",
                      view->ui->tag,
                      pcs_language_is_rtl(view->ui) ? "rtl" : "ltr");
    put_title(view, frame);
    pcs_view_put(view, "\n<meta name=viewport "
                       "content=\"width=device-width, initial-scale=1\">\n"
                       "<meta name=color-scheme content=\"light dark\">\n"
                       "<meta name=referrer content=no-referrer>\n");
    put_asset(view, "<link rel=stylesheet href=\"", "page.css");
    put_asset(view, "\">\n<link rel=icon type=\"image/svg+xml\" href=\"",
              "icon.svg");
    put_asset(view, "\">\n<script type=module src=\"", "page.js");
    pcs_buffer_printf(view->out,
                      "\"></script>\n</head>\n<body class=%s data-root=\"%s\">"
                      "\n<a class=skip href=\"#main\">",
                      frame->kind, view->root);
    PCS_SAY(view, "Skip to the content");
    pcs_view_put(view, "</a>\n<header class=top>");
    pcs_view_put(view, "<a class=home href=\"");
    pcs_view_put(view, *view->root ? view->root : "./");
    pcs_page_address home = {.query = "", .page = 1, .ui = view->address.ui};
    pcs_page_address_append(view->out, &home, "");
    put_asset(view, "\"><img alt=\"\" width=24 height=24 src=\"", "icon.svg");
    pcs_view_put(view, "\">");
    PCS_SAY(view, "Search in help articles");
    pcs_view_put(view, "</a>");
    put_languages(view);
    pcs_view_put(view, "</header>\n<main id=main tabindex=-1>\n");
}

void pcs_view_foot(pcs_view *view)
{
    pcs_view_put(view, "</main>\n<p id=said class=sr role=status></p>\n"
                       "</body>\n</html>\n");
}

static void put_hidden(pcs_view *view, const char *name, const char *value)
{
    pcs_view_put(view, "<input type=hidden name=");
    pcs_view_put(view, name);
    pcs_view_put(view, " value=\"");
    pcs_view_say(view, value);
    pcs_view_put(view, "\">");
}

/* The page's script speaks by these words, so that it has none of its own. */
static void put_words(pcs_view *view)
{
    pcs_view_put(view, " data-titles=\"");
    PCS_SAY(view, "Articles");
    pcs_view_put(view, "\" data-headings=\"");
    PCS_SAY(view, "Headings");
    pcs_view_put(view, "\" data-terms=\"");
    PCS_SAY(view, "Words");
    pcs_view_put(view, "\" data-suggestions=\"");
    PCS_SAY(view, "Suggestions");
    pcs_view_put(view, "\" data-trouble=\"");
    PCS_SAY(view, "The search does not answer. Try again in a moment.");
    pcs_view_put(view, "\"");
}

void pcs_view_form(pcs_view *view, bool is_search_page)
{
    pcs_view_put(view, "<form id=search class=box role=search method=get "
                       "action=\"");
    pcs_view_put(view, *view->root ? view->root : "./");
    pcs_view_put(view, "\"");
    put_words(view);
    pcs_view_put(view, "><label class=sr for=q>");
    PCS_SAY(view, "Search in help articles");
    pcs_view_put(view, "</label><div class=field><input id=q name=q "
                       "type=search maxlength=1024 dir=auto autocomplete=off "
                       "autocapitalize=off spellcheck=false "
                       "enterkeyhint=search value=\"");
    pcs_html_text(view->out, view->address.query, view->address.query_len);
    pcs_view_put(view, "\" placeholder=\"");
    PCS_SAY(view, "Words in any language");
    pcs_view_put(view, is_search_page && !view->address.query_len
                           ? "\" autofocus>"
                           : "\">");
    pcs_view_put(view, "<button class=go>");
    PCS_SAY(view, "Search");
    pcs_view_put(view, "</button></div>");
    /* On the search page all else of the state has controls of its own. */
    for (size_t i = 0; !is_search_page && i < view->address.locales.n; i++)
        put_hidden(view, "locale", view->address.locales.items[i]);
    if (*view->address.ui)
        put_hidden(view, "ui", view->address.ui);
    pcs_view_put(view, "</form>\n");
}

static void put_error_text(pcs_view *view, unsigned status)
{
    if (status == 404)
        PCS_SAY(view,
                "There is nothing here. It may have been moved or removed "
                "since the link to it was made.");
    else if (status == 503)
        PCS_SAY(view, "The search does not answer at the moment. Try again in "
                      "a minute.");
    else
        PCS_SAY(view, "Something went wrong on our side. Try again; if it "
                      "happens again, tell whoever looks after this page.");
}

void pcs_view_error(pcs_view *view, unsigned status)
{
    const char *title = status == 404 ? pcs_message(view->ui, "Page not found")
                        : status == 503
                            ? pcs_message(view->ui, "Not available")
                            : pcs_message(view->ui, "Something went wrong");
    pcs_buffer_clear(view->out);
    view->exchange->status = status;
    view->exchange->etag = NULL;
    view->exchange->cache_control = NULL;
    pcs_view_head(view, &(pcs_view_frame){title, "error"});
    pcs_view_put(view, "<h1>");
    pcs_view_say(view, title);
    pcs_view_put(view, "</h1>\n<p>");
    put_error_text(view, status);
    pcs_view_put(view, "</p>\n");
    pcs_view_form(view, false);
    pcs_view_foot(view);
}
