/* visit.h - hits that are handed over one by one, however many there are */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SEARCH_VISIT_H
#define PCS_SEARCH_VISIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/status.h"

struct pcs_hit;
struct pcs_results;

/** What the segment of a hit's first place was made of. */
typedef struct pcs_hit_origin {
    const char *type;  /* ms.translationtype as it is written; "" for none */
    uint32_t position; /* of the segment in its article, from 0 */
    uint32_t place;    /* enum pcs_place of parse/article.h */
} pcs_hit_origin;

/** The locales of what a visitor is given, in order of names. */
typedef struct pcs_visit_locales {
    const char *const *hits; /* those of the hits */
    size_t n_hits;
    const char *const *also; /* those of options.also */
    size_t n_also;
} pcs_visit_locales;

/**
 * Is given the hits that options.limit, offset and grouping choose, in their
 * order: with PCS_GROUP_ARTICLE all segments that match in the first article,
 * then those of the next. A hit lives until the call returns, so that memory
 * does not grow with their number. What a function returns but PCS_OK ends the
 * search, and is what pcs_search returns.
 */
typedef struct pcs_visitor {
    void *context;
    bool is_by_place; /* in the order of locale, source, path and position */
    /* Before the first hit, also where there is none: the totals are known,
     * and the locales, whose names live as long as the searcher. */
    pcs_status (*begin)(void *context, const struct pcs_results *results,
                        const pcs_visit_locales *locales, pcs_error *err);
    pcs_status (*visit)(void *context, const struct pcs_hit *hit,
                        pcs_error *err);
} pcs_visitor;

#endif
