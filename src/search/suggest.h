/* suggest.h - completing what is being typed */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SEARCH_SUGGEST_H
#define PCS_SEARCH_SUGGEST_H

#include "search/search.h"

/** Zero-initialise; pcs_completions_dispose frees it. */
typedef struct pcs_completions {
    const char *const *items; /* whole texts, the most frequent first */
    size_t len;
    pcs_arena arena;
} pcs_completions;

/**
 * Completes the last word of text (len bytes, any bytes) to words of the
 * vocabularies that begin so; behind en: to those of the English side. Hangul
 * may be unfinished: 구ㄷ, 구도 and ㄱㄷ are beginnings of 구독; Korean words
 * come without particles where they stand without them somewhere. Of options,
 * the locales and the limit count. PCS_EINVAL for an unknown locale,
 * PCS_ECORRUPT, PCS_ENOMEM.
 */
pcs_status pcs_suggest(pcs_completions *out, pcs_searcher *searcher,
                       const char *text, size_t len,
                       const pcs_search_options *options, pcs_error *err);

void pcs_completions_dispose(pcs_completions *completions);

#endif
