/* textmatch.h - how well a term matches a text that is not posted */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SEARCH_TEXTMATCH_H
#define PCS_SEARCH_TEXTMATCH_H

#include "analyze/stem.h"
#include "search/term.h"

/**
 * A term that is held against titles or headings, one after the other. It
 * matches them as it would match the texts of units. One thread at a time.
 */
typedef struct pcs_text_matcher {
    const pcs_term *term;
    pcs_analyzer *analyzer;
    pcs_stemmer *stemmer;
    pcs_tier lowest;
    pcs_buffer keys[2];  /* stem keys of a single word; empty for none */
    bool any_beginning;  /* what shares a stem may begin otherwise */
    pcs_buffer word_key; /* scratch */
    pcs_terms words;     /* scratch */
} pcs_text_matcher;

/** Everything given is borrowed. PCS_ENOMEM. */
pcs_status pcs_text_matcher_init(pcs_text_matcher *matcher,
                                 const pcs_term *term, pcs_analyzer *analyzer,
                                 pcs_stemmer *stemmer, pcs_tier lowest,
                                 pcs_error *err);

void pcs_text_matcher_dispose(pcs_text_matcher *matcher);

/** The tier of a text of len bytes; PCS_TIER_NONE where it does not match. */
pcs_status pcs_text_match(pcs_tier *out, pcs_text_matcher *matcher,
                          const char *text, size_t len, pcs_error *err);

#endif
