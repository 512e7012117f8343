/* found.c - what a search found, for the parts of its page */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "server/page/found.h"

#include <string.h>

#include "base/clock.h"
#include "base/status.h"
#include "server/weight.h"

enum { LOCALES = PCS_PAGE_FACETS };

static const char *facet_name(int facet)
{
    return facet == LOCALES ? "locale"
                            : pcs_page_facet_name((pcs_page_facet)facet);
}

static const pcs_page_values *asked_of(const pcs_page_address *a, int facet)
{
    return facet == LOCALES ? &a->locales : &a->facets[facet];
}

/* What an address asks of articles besides words, as a tree. */
typedef struct conditions {
    pcs_condition all;
    pcs_condition any[PCS_PAGE_FACETS];
    pcs_condition values[PCS_PAGE_FACETS][PCS_PAGE_VALUES_MAX];
    pcs_condition has[PCS_PAGE_FACETS];
} conditions;

static void add_facet(conditions *c, const pcs_page_address *address,
                      pcs_page_facet facet)
{
    const pcs_page_values *asked = &address->facets[facet];
    const char *name = pcs_page_facet_name(facet);
    if (asked->n == 0)
        return;
    c->has[facet] = (pcs_condition){.kind = PCS_CONDITION_HAS, .name = name};
    for (size_t i = 0; i < asked->n; i++)
        c->values[facet][i] = strcmp(asked->items[i], PCS_PAGE_NO_VALUE) == 0
                                  ? (pcs_condition){.kind = PCS_CONDITION_NOT,
                                                    .items = &c->has[facet],
                                                    .n = 1}
                                  : (pcs_condition){.kind = PCS_CONDITION_IS,
                                                    .name = name,
                                                    .value = asked->items[i]};
    c->any[c->all.n++] = (pcs_condition){
        .kind = PCS_CONDITION_ANY, .items = c->values[facet], .n = asked->n};
}

static pcs_status search_for(pcs_results *out, const pcs_page_address *address,
                             pcs_searcher *searcher,
                             pcs_search_options *options, pcs_error *err)
{
    conditions c = {.all = {.kind = PCS_CONDITION_ALL}};
    c.all.items = c.any;
    for (int i = 0; i < PCS_PAGE_FACETS; i++)
        add_facet(&c, address, (pcs_page_facet)i);
    options->locales = address->locales.items;
    options->n_locales = address->locales.n;
    options->condition = c.all.n || !address->query_len ? &c.all : NULL;
    pcs_status status = pcs_search(out, searcher, address->query,
                                   address->query_len, options, err);
    options->condition = NULL;
    if (status != PCS_OK)
        pcs_results_dispose(out);
    return status;
}

static const pcs_facet *facet_of(const pcs_results *results, const char *name)
{
    for (size_t i = 0; i < results->n_facets; i++)
        if (strcmp(results->facets[i].name, name) == 0)
            return &results->facets[i];
    return NULL;
}

/* Counts a facet as if none of its values were asked for. */
static pcs_status count_alone(pcs_found *found, int facet,
                              const pcs_page_address *address,
                              pcs_searcher *searcher, pcs_error *err)
{
    pcs_page_address rest = *address;
    const char *name = facet_name(facet);
    if (facet == LOCALES)
        rest.locales.n = 0;
    else
        rest.facets[facet].n = 0;
    pcs_search_options options = PCS_SEARCH_OPTIONS_INIT;
    options.limit = 0;
    options.facets = &name;
    options.n_facets = 1;
    options.no_marks = true;
    options.no_suggestions = true;
    pcs_status status =
        search_for(&found->alone[facet], &rest, searcher, &options, err);
    if (status == PCS_OK)
        found->facets[facet] = facet_of(&found->alone[facet], name);
    return status;
}

static pcs_search_options options_of(const pcs_page_address *address)
{
    pcs_search_options options = PCS_SEARCH_OPTIONS_INIT;
    options.limit = PCS_PAGE_HITS;
    options.offset = (size_t)(address->page - 1) * PCS_PAGE_HITS;
    options.grouping = address->by_article ? PCS_GROUP_ARTICLE : PCS_GROUP_PAIR;
    options.context = PCS_PAGE_CONTEXT;
    options.want_origin = true;
    return options;
}

size_t pcs_found_weight(const pcs_view *view)
{
    const pcs_page_address *a = &view->address;
    pcs_search_options options = options_of(a);
    return pcs_search_weight(a->query, a->query_len, &options);
}

static pcs_status search_all(pcs_found *found, const pcs_page_address *address,
                             pcs_searcher *searcher, pcs_error *err)
{
    const char *names[LOCALES + 1];
    pcs_search_options options = options_of(address);
    options.facets = names;
    for (int i = 0; i <= LOCALES; i++) {
        if (asked_of(address, i)->n == 0) {
            names[options.n_facets++] = facet_name(i);
            continue;
        }
        pcs_status status = count_alone(found, i, address, searcher, err);
        if (status != PCS_OK)
            return status;
    }
    pcs_status status =
        search_for(&found->results, address, searcher, &options, err);
    for (int i = 0; status == PCS_OK && i <= LOCALES; i++)
        if (asked_of(address, i)->n == 0)
            found->facets[i] = facet_of(&found->results, facet_name(i));
    return status;
}

/* Where no segment has all words, titles and descriptions may. */
static pcs_status count_titles(pcs_found *found,
                               const pcs_page_address *address,
                               pcs_searcher *searcher, pcs_error *err)
{
    pcs_results results = {0};
    pcs_search_options options = PCS_SEARCH_OPTIONS_INIT;
    options.limit = 0;
    options.grouping = PCS_GROUP_ARTICLE;
    options.no_marks = true;
    options.no_suggestions = true;
    pcs_status status = search_for(&results, address, searcher, &options, err);
    if (status == PCS_OK && results.n_dropped == 0)
        found->by_title = results.articles;
    pcs_results_dispose(&results);
    return status;
}

/* While a word is being typed, what it is the beginning of may say more than
 * what it is. */
static pcs_status search_completed(pcs_found *found, pcs_view *view,
                                   pcs_searcher *searcher, pcs_error *err)
{
    pcs_completions completions = {0};
    pcs_search_options options = PCS_SEARCH_OPTIONS_INIT;
    pcs_page_address address = view->address;
    options.locales = address.locales.items;
    options.n_locales = address.locales.n;
    options.limit = 1;
    pcs_status status = pcs_suggest(&completions, searcher, address.query,
                                    address.query_len, &options, err);
    char *text = NULL;
    if (status == PCS_OK && completions.len > 0)
        text = pcs_arena_copy(&view->exchange->arena, completions.items[0],
                              strlen(completions.items[0]));
    pcs_completions_dispose(&completions);
    if (!text)
        return status;
    address.query = text;
    address.query_len = strlen(text);
    pcs_found_dispose(found);
    found->completed = text;
    return search_all(found, &address, searcher, err);
}

static bool is_unfinished(const pcs_found *found,
                          const pcs_page_address *address)
{
    const pcs_results *r = &found->results;
    bool is_found = r->segments > 0 || r->n_article_hits > 0;
    return address->is_typing && address->query_len > 0 &&
           (!is_found || r->n_dropped > 0);
}

pcs_status pcs_found_search(pcs_found *found, pcs_view *view,
                            pcs_searcher *searcher, pcs_error *err)
{
    double start = pcs_clock_ms();
    pcs_page_address *address = &view->address;
    pcs_status status = search_all(found, address, searcher, err);
    /* The only contract that an address can break: a locale that there is not.
     */
    if (status == PCS_EINVAL && address->locales.n > 0) {
        view->unknown = address->locales;
        address->locales.n = 0;
        pcs_found_dispose(found);
        status = search_all(found, address, searcher, err);
    }
    if (status == PCS_OK && is_unfinished(found, address))
        status = search_completed(found, view, searcher, err);
    if (status == PCS_OK && !address->by_article && address->query_len > 0 &&
        (found->results.segments == 0 || found->results.n_dropped > 0))
        status = count_titles(found, address, searcher, err);
    found->ms = pcs_clock_ms() - start;
    return status;
}

void pcs_found_dispose(pcs_found *found)
{
    pcs_results_dispose(&found->results);
    for (int i = 0; i <= LOCALES; i++)
        pcs_results_dispose(&found->alone[i]);
    memset(found, 0, sizeof *found);
}

uint64_t pcs_found_total(const pcs_found *found, const pcs_view *view)
{
    return view->address.by_article ? found->results.articles
                                    : found->results.pairs;
}
