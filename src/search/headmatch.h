/* headmatch.h - how well terms match titles and descriptions */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SEARCH_HEADMATCH_H
#define PCS_SEARCH_HEADMATCH_H

#include "search/match.h"
#include "store/heads.h"

/** The heads of a shelf, opened when they are first needed. */
pcs_status pcs_shelf_heads(const pcs_heads **out, pcs_shelf *shelf,
                           pcs_error *err);

/**
 * Sets out[i], zeroed before, to the tier of each head i that a term of the
 * localized side matches: that of pcs_text_match of its text, but from what is
 * stored. PCS_ECORRUPT, PCS_ENOMEM.
 */
pcs_status pcs_heads_match(pcs_tiers *out, pcs_matching *m,
                           const pcs_term *term, bool is_among_words,
                           pcs_error *err);

#endif
