/* page.c - the search page, and the routes of all pages */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "server/page/page.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "server/page/article.h"
#include "server/page/assets.h"
#include "server/page/found.h"
#include "server/weight.h"

/* The same for all who read this language, as long as the generation, the
 * program and its files are what they are. */
static void set_etag(pcs_view *view, uint64_t generation)
{
    char etag[96];
    int len = snprintf(etag, sizeof etag, "p%" PRIu64 "-%s-%s", generation,
                       view->ui->tag, pcs_service_build(view->service));
    view->exchange->etag =
        pcs_arena_copy(&view->exchange->arena, etag, (size_t)len);
}

static void put_start_counts(pcs_view *view, const pcs_index_info *info)
{
    char number[PCS_VIEW_NUMBER_MAX];
    uint64_t segments = 0, articles = 0;
    for (size_t i = 0; i < info->n_locales; i++) {
        segments += info->locales[i].segments;
        articles += info->locales[i].articles;
    }
    pcs_view_put(view, "<p class=holds><span>");
    pcs_view_sayf(
        view,
        pcs_message_plural(view->ui, "%s segment", "%s segments", segments),
        pcs_view_number(view, number, segments));
    pcs_view_put(view, "</span> <span>");
    pcs_view_sayf(
        view,
        pcs_message_plural(view->ui, "%s article", "%s articles", articles),
        pcs_view_number(view, number, articles));
    pcs_view_put(view, "</span> <span>");
    pcs_view_sayf(view,
                  pcs_message_plural(view->ui, "%s language", "%s languages",
                                     info->n_locales),
                  pcs_view_number(view, number, info->n_locales));
    pcs_view_put(view, "</span></p>\n");
}

static void put_start_locales(pcs_view *view, const pcs_index_info *info)
{
    pcs_view_put(view, "<div id=locales data-swap><fieldset class=chips>"
                       "<legend class=sr>");
    PCS_SAY(view, "Languages of the articles");
    pcs_view_put(view, "</legend>");
    for (size_t i = 0; i < info->n_locales; i++)
        pcs_locale_choice(view, info->locales[i].locale,
                          info->locales[i].segments);
    pcs_view_put(view, "</fieldset></div>\n");
}

/* Nothing is asked for: what there is. */
static pcs_status put_start(pcs_view *view, pcs_error *err)
{
    pcs_index_info info = {0};
    pcs_status status = pcs_index_describe(
        &info, pcs_service_settings(view->service)->index, err);
    if (status != PCS_OK)
        return status;
    pcs_view_head(view, &(pcs_view_frame){"", "start"});
    pcs_view_put(view, "<h1>");
    PCS_SAY(view, "Search in help articles");
    pcs_view_put(view, "</h1>\n");
    pcs_view_form(view, true);
    put_start_locales(view, &info);
    pcs_view_put(view, "<div id=found data-swap>");
    put_start_counts(view, &info);
    pcs_view_put(view, "<p class=hint>");
    PCS_SAY(view, "Each text stands beside the English that it was translated "
                  "from, and words are found in both.");
    pcs_view_put(view, "</p></div>\n");
    pcs_view_foot(view);
    pcs_index_info_dispose(&info);
    return pcs_buffer_status(view->out, err);
}

static void put_grouping(pcs_view *view)
{
    bool by_article = view->address.by_article;
    pcs_view_put(view, "<fieldset class=group><legend class=sr>");
    PCS_SAY(view, "What a result is");
    pcs_view_put(view, "</legend><label><input type=radio form=search "
                       "id=by-pair name=group value=pair");
    pcs_view_put(view, by_article ? ">" : " checked>");
    pcs_view_put(view, "<span>");
    PCS_SAY(view, "Segments");
    pcs_view_put(view, "</span></label><label><input type=radio form=search "
                       "id=by-article name=group value=article");
    pcs_view_put(view, by_article ? " checked>" : ">");
    pcs_view_put(view, "<span>");
    PCS_SAY(view, "Articles");
    pcs_view_put(view, "</span></label></fieldset>");
}

static void put_found(pcs_view *view, const pcs_found *found,
                      const pcs_searcher *searcher)
{
    pcs_view_head(view, &(pcs_view_frame){view->address.query, "found"});
    pcs_view_put(view, "<h1>");
    PCS_SAY(view, "Search in help articles");
    pcs_view_put(view, "</h1>\n");
    pcs_view_form(view, true);
    pcs_view_put(view, "<div id=locales data-swap>");
    pcs_found_locales(view, found);
    pcs_view_put(view, "</div>\n<div id=found data-swap>\n");
    pcs_found_facets(view, found);
    pcs_view_put(view, "<section class=results aria-labelledby=results>"
                       "<h2 id=results class=sr>");
    PCS_SAY(view, "Results");
    pcs_view_put(view, "</h2>\n<div class=bar>");
    put_grouping(view);
    pcs_found_summary(view, found);
    pcs_view_put(view, "</div>\n");
    pcs_found_hits(view, found, searcher);
    pcs_found_pager(view, found);
    pcs_view_put(view, "</section></div>\n");
    pcs_view_foot(view);
}

static pcs_status answer(void *context, pcs_searcher *searcher, pcs_error *err)
{
    pcs_view *view = context;
    pcs_found found = {0};
    if (!pcs_page_address_is_search(&view->address))
        return put_start(view, err);
    pcs_status status = pcs_found_search(&found, view, searcher, err);
    if (status == PCS_OK) {
        put_found(view, &found, searcher);
        status = pcs_buffer_status(view->out, err);
    }
    pcs_found_dispose(&found);
    return status;
}

/* Asks the index; what goes wrong is a page for people, too. */
static void ask(pcs_view *view, pcs_service_question *question)
{
    pcs_error err = PCS_ERROR_INIT;
    pcs_searcher *searcher = pcs_service_take(view->service, view->exchange);
    if (!searcher) {
        pcs_view_error(view, 503);
        return;
    }
    pcs_status status = pcs_service_ask(view->service, view->exchange, searcher,
                                        question, view, &err);
    uint64_t generation = pcs_searcher_generation(searcher);
    pcs_service_give(view->service, searcher);
    if (status == PCS_OK && view->is_missing)
        pcs_view_error(view, 404);
    else if (status == PCS_OK)
        set_etag(view, generation);
    if (status == PCS_OK)
        return;
    pcs_service_problem(view->service, view->exchange, &err);
    pcs_view_error(view, view->exchange->status);
}

static void serve_search(void *context, pcs_exchange *exchange)
{
    pcs_view view;
    pcs_view_begin(&view, context, exchange);
    if (pcs_found_weight(&view) <= PCS_WEIGHT_LIGHT ||
        !pcs_exchange_put_off(exchange))
        ask(&view, answer);
}

static void serve_article(void *context, pcs_exchange *exchange)
{
    pcs_view view;
    pcs_view_begin(&view, context, exchange);
    ask(&view, pcs_article_answer);
}

/* Whoever came by a link of old gets a page; programs get what they get from
 * all else. */
static void serve_elsewhere(void *context, pcs_exchange *exchange)
{
    const char *accept = pcs_exchange_header(exchange, "Accept");
    pcs_view view;
    if (!accept || !strstr(accept, "text/html")) {
        pcs_exchange_problem(exchange, 404, "no-such-route",
                             "there is nothing at this path");
        return;
    }
    pcs_view_begin(&view, context, exchange);
    pcs_view_error(&view, 404);
}

pcs_http_routes pcs_page_routes(pcs_service *service)
{
    static const pcs_http_route routes[] = {
        {"GET", "/", "page", serve_search, PCS_HTTP_KEYED, PCS_HTTP_PROBLEM},
        {"GET", "/articles/{locale}/{path...}", "article-page", serve_article,
         PCS_HTTP_KEYED, PCS_HTTP_PROBLEM},
        {"GET", "/static/{file}", "static", pcs_asset_serve, PCS_HTTP_OPEN,
         PCS_HTTP_PROBLEM},
        {"GET", PCS_HTTP_ELSEWHERE, "elsewhere", serve_elsewhere, PCS_HTTP_OPEN,
         PCS_HTTP_PROBLEM},
    };
    return (pcs_http_routes){routes, sizeof routes / sizeof *routes, service};
}
