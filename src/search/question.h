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

/** One of the things that a question is made of, counted in one locale. */
typedef struct pcs_asked_part {
    const char *stream; /* "word", "exact", "gram", "character", "letters" */
    const char *text;   /* borrowed */
    size_t len;
    float weight, idf;
    const uint16_t *counts; /* of each unit */
    const float *norms;     /* likewise; see pcs_shelf_norms */
} pcs_asked_part;

/** What pcs_asked_explain calls; anything but PCS_OK ends it. */
typedef pcs_status pcs_asked_visitor(void *context, const pcs_asked_part *part,
                                     pcs_error *err);

/** Scores every unit again, part by part, and shows those that some unit has.
 */
pcs_status pcs_asked_explain(pcs_asked_visitor *visit, void *context,
                             const pcs_question *question, pcs_matching *m,
                             pcs_error *err);

/** Words of a question that may be one of a pair. */
#define PCS_QUESTION_PAIRED_MAX 64

/**
 * For each word of the question that stands in a unit's text right behind the
 * one that it stands behind in the question: how much the pair says (the sum
 * of their idf, capped); 0 for other words. Reads the text.
 */
pcs_status pcs_asked_each_pair(float idfs[PCS_QUESTION_PAIRED_MAX],
                               const pcs_asked *asked, pcs_matching *m,
                               uint32_t unit, pcs_error *err);

/**
 * What the words of a unit's text that stand side by side as they do in the
 * question add to its score. Reads the text.
 */
pcs_status pcs_asked_pairs(float *out, const pcs_asked *asked, pcs_matching *m,
                           uint32_t unit, pcs_error *err);

void pcs_asked_dispose(pcs_asked *asked);

#endif
