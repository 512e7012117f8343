/* englishterm.h - whether what is typed is English in a locale */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SEARCH_ENGLISHTERM_H
#define PCS_SEARCH_ENGLISHTERM_H

#include "search/match.h"

/** Whether all words of a term only ask or help (analyze/functionwords.h). */
bool pcs_term_is_helper(const pcs_term *term);

/**
 * Whether all words of a term are English in one locale, as of english.h. Of
 * those that help, beside others, it is enough that they are there; of a term
 * of helpers alone they have to be rare, unless with_helpers.
 * PCS_ECORRUPT, PCS_ENOMEM.
 */
pcs_status pcs_term_is_english(bool *out, const pcs_term *term,
                               pcs_shelf *shelf, bool with_helpers,
                               pcs_error *err);

/** Whether a word that neither side has is rather a typo of an English one.
 * Likewise. */
pcs_status pcs_term_is_near_english(bool *out, const pcs_term *term,
                                    pcs_shelf *shelf, pcs_error *err);

#endif
