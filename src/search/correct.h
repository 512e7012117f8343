/* correct.h - what the words of a query that match nothing may have been */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SEARCH_CORRECT_H
#define PCS_SEARCH_CORRECT_H

#include "search/guesses.h"
#include "search/session.h"

/** Fewer syllables of Hangul are found in any text by chance. */
#define PCS_SYLLABLES_MIN 2

/** A word of a query, and what it may have been; zero-initialise. */
typedef struct pcs_correction {
    const pcs_term *term;
    pcs_guesses guesses; /* at most PCS_SUGGESTIONS_MAX */
} pcs_correction;

/** Options for a search of the same locales for nothing but numbers. */
pcs_search_options pcs_session_quiet_options(const pcs_session *session);

/**
 * Fills correction->guesses for its term, likeliest first: what its keys type
 * in another layout, what it is the beginning of in Hangul, and near words.
 * With is_weak, there are hits with parts of words, so that only whole words
 * that are far more frequent count, and only of unfinished Hangul.
 */
pcs_status pcs_correction_guess(pcs_correction *correction,
                                pcs_session *session, bool is_weak,
                                pcs_error *err);

#endif
