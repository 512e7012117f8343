/* found.h - what a search found, for the parts of its page */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SERVER_PAGE_FOUND_H
#define PCS_SERVER_PAGE_FOUND_H

#include "server/page/view.h"

/** Hits of a page. */
#define PCS_PAGE_HITS 10

/** Segments that a hit shows around it when it is asked to, on each side. */
#define PCS_PAGE_CONTEXT 2

/** Bytes of a text that a hit shows, and of one around it: documents may have
 * segments of any length. */
#define PCS_PAGE_TEXT_MAX 560
#define PCS_PAGE_AROUND_MAX 160

/**
 * A search with all that its page tells. Facets whose values are asked for are
 * counted as they would be without that, so that a choice can be widened.
 * Zero-initialise; pcs_found_dispose frees it.
 */
typedef struct pcs_found {
    pcs_results results;
    pcs_results alone[PCS_PAGE_FACETS + 1];       /* the last one: of locales */
    const pcs_facet *facets[PCS_PAGE_FACETS + 1]; /* NULL for none */
    const char *completed; /* what was searched instead of what is still being
                              typed; NULL: as typed */
    uint64_t by_title;     /* articles that are found so, where no segment
                          has all words */
    double ms;             /* that it took */
} pcs_found;

/** Searches for what the address says. What it asks for that there is not goes
 * from the address to view->unknown. Errors of pcs_search. */
pcs_status pcs_found_search(pcs_found *found, pcs_view *view,
                            pcs_searcher *searcher, pcs_error *err);

/** What that costs; see pcs_search_weight. */
size_t pcs_found_weight(const pcs_view *view);

void pcs_found_dispose(pcs_found *found);

/** How many hits there are on all pages. */
uint64_t pcs_found_total(const pcs_found *found, const pcs_view *view);

/* The parts of a page, in their order. */

/** Locales to choose from, with how much each has. */
void pcs_found_locales(pcs_view *view, const pcs_found *found);

/** How much was found, in a line, and what has to be said of the query. */
void pcs_found_summary(pcs_view *view, const pcs_found *found);

/** What to narrow it to. */
void pcs_found_facets(pcs_view *view, const pcs_found *found);

void pcs_found_hits(pcs_view *view, const pcs_found *found,
                    const pcs_searcher *searcher);

/** Links to the other pages. */
void pcs_found_pager(pcs_view *view, const pcs_found *found);

/** A choice of a locale: a checkbox with a name and a number. */
void pcs_locale_choice(pcs_view *view, const char *locale, uint64_t n);

#endif
