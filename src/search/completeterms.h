/* completeterms.h - terms that complete what is typed */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SEARCH_COMPLETETERMS_H
#define PCS_SEARCH_COMPLETETERMS_H

#include "search/complete.h"
#include "search/suggest.h"

/**
 * Adds at most max terms to the list, whose items have room for them: words
 * that pcs_suggest finds, and where the last word is of Latin letters, English
 * ones, each with its pairs, and with want_counts its segments. Of search, the
 * locales count.
 */
pcs_status pcs_complete_terms(pcs_suggestion_list *list, pcs_suggestion *items,
                              size_t max, pcs_searcher *searcher,
                              const char *text, size_t len,
                              const pcs_search_options *search,
                              bool want_counts, pcs_error *err);

#endif
