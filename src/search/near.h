/* near.h - words that a typo may have been meant for */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SEARCH_NEAR_H
#define PCS_SEARCH_NEAR_H

#include "analyze/distance.h"
#include "search/match.h"

/** No more words are taken for one typo, in each locale. */
#define PCS_NEAR_WORDS_MAX 100

/**
 * A word, ready to be compared with others by pcs_distance: in characters, for
 * Hangul in letters (analyze/jamo.h). How many mistakes are allowed follows
 * from their number, by pcs_distance_allowed.
 */
typedef struct pcs_near {
    uint32_t letters[PCS_DISTANCE_LETTERS_MAX];
    size_t len;
    size_t bytes;
    int allowed;
    bool is_hangul;
    uint64_t signature;
} pcs_near;

/**
 * Prepares a folded word. False where it has no near ones: it is too short or
 * too long, or not of letters alone. Words with digits or symbols are codes,
 * versions and names, and another Han character is another word.
 */
bool pcs_near_make(pcs_near *near, const char *word, size_t len);

/** The same for the word of a term; false for phrases, prefixes and terms that
 * are excluded or not one word. */
bool pcs_near_make_term(pcs_near *near, const pcs_term *term);

/**
 * How many bytes of a vocabulary's word are near: all of them, or in Hangul
 * those before the particles. 0 for none. *distance takes the mistakes.
 */
size_t pcs_near_match(int *distance, const pcs_near *near, const char *word,
                      size_t len);

/** A near word; in Hangul, the beginning of some eojeols. */
typedef struct pcs_near_word {
    const char *text; /* borrowed from the vocabulary */
    size_t len;
    int distance;
    uint64_t freq; /* units that hold it, each form counted by itself */
} pcs_near_word;

typedef struct pcs_near_words {
    pcs_near_word *items; /* yours to free */
    size_t len, cap;
    bool is_capped; /* there were more than PCS_NEAR_WORDS_MAX */
} pcs_near_words;

/**
 * Finds the near words of a side's vocabulary, of which all is looked at: the
 * closest come first, then the most frequent, then by bytes. words is cleared.
 */
pcs_status pcs_near_find(pcs_near_words *words, const pcs_near *near,
                         pcs_shelf *shelf, pcs_side side, pcs_error *err);

/** Sets PCS_TIER_NEAR for the units of the near words of a term, but where
 * they have a better tier. */
pcs_status pcs_match_near(pcs_tiers *found, pcs_matching *m,
                          const pcs_term *term, pcs_error *err);

#endif
