/* guesses.h - words that may have been meant */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SEARCH_GUESSES_H
#define PCS_SEARCH_GUESSES_H

#include "analyze/unfinished.h"
#include "base/arena.h"
#include "store/lexicon.h"

/** A word; the lower its rank, the likelier it was meant. */
typedef struct pcs_guess {
    const char *text; /* borrowed */
    size_t len;
    int rank;
    uint64_t freq; /* units, over all locales that know it */
} pcs_guess;

/** Zero-initialise; pcs_guesses_dispose frees it. */
typedef struct pcs_guesses {
    pcs_guess *items;
    size_t len, cap;
    pcs_arena arena; /* for texts that nobody else keeps */
} pcs_guesses;

void pcs_guesses_dispose(pcs_guesses *guesses);

/** Appends a guess; the same text may come again. PCS_ENOMEM. */
pcs_status pcs_guesses_add(pcs_guesses *guesses, const char *text, size_t len,
                           int rank, uint64_t freq, pcs_error *err);

/**
 * Makes one of those with the same text, with the lowest of their ranks and
 * the frequencies that came with it, and sorts: by rank, then the most
 * frequent first, then by bytes.
 */
void pcs_guesses_sort(pcs_guesses *guesses);

/**
 * Adds the Korean words of a vocabulary that begin so. With is_exact, those of
 * just as many syllables, as they stand before particles and endings; else all
 * words, without particles where they stand without them somewhere.
 */
pcs_status pcs_guesses_add_hangul(pcs_guesses *guesses,
                                  const pcs_unfinished *unfinished,
                                  const pcs_lexicon *lexicon, bool is_exact,
                                  int rank, pcs_error *err);

#endif
