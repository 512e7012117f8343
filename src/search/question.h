/* question.h - a query as a whole: how much of it is in a text */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SEARCH_QUESTION_H
#define PCS_SEARCH_QUESTION_H

#include "search/match.h"

/** A word of a question. */
typedef struct pcs_question_word {
    pcs_char_class class;
    bool is_compound; /* its parts are words of the question, too */
} pcs_question_word;

/** Words of a question beyond these count for nothing. */
#define PCS_QUESTION_WORDS_MAX 256

/**
 * What a query asks for, taken together, with each thing that a text can have
 * in common with it: words, grams, characters, groups of letters. The same for
 * all locales. Zero-initialise.
 */
typedef struct pcs_question {
    pcs_terms words;          /* without their kind, in order; compounds last */
    pcs_question_word *items; /* about each of the words */
    size_t cap_items;
    pcs_terms terms; /* grams, characters and letters, with their kinds */
} pcs_question;

/** Analyses a question of len bytes of UTF-8. */
pcs_status pcs_question_make(pcs_question *question, const char *text,
                             size_t len, pcs_analyzer *analyzer,
                             pcs_error *err);

void pcs_question_dispose(pcs_question *question);

/** A question in one locale. Zero-initialise. */
typedef struct pcs_asked {
    const pcs_question *question;
    pcs_terms keys;   /* what each word is compared by: stem, or noun */
    float *idfs;      /* of each word: how rare it is in all of its forms */
    float *scores;    /* of each unit of the shelf; 0 where nothing is common */
    float pair;       /* the weight of two words side by side */
    pcs_tiers *words; /* PCS_TIER_PART where it has a word of the same stem */
} pcs_asked;

/**
 * Scores every unit of m's shelf: the sum of BM25 over all that the question is
 * made of, each with the weight that its script and language give it. What
 * counts for how much, and why, is in docs/ranking.md.
 */
pcs_status pcs_asked_make(pcs_asked *asked, const pcs_question *question,
                          pcs_matching *m, pcs_error *err);

/**
 * What the words of a unit's text that stand side by side as they do in the
 * question add to its score. Reads the text.
 */
pcs_status pcs_asked_pairs(float *out, const pcs_asked *asked, pcs_matching *m,
                           uint32_t unit, pcs_error *err);

void pcs_asked_dispose(pcs_asked *asked);

#endif
