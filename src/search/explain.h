/* explain.h - why a query found what it found */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SEARCH_EXPLAIN_H
#define PCS_SEARCH_EXPLAIN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "search/tier.h"

/*
 * With pcs_search_options.want_explanation a search says what it read the query
 * as, what each term stands for in each locale, and what each hit's score is
 * made of. All of it is worked out again behind the search, which takes about
 * as long once more, and lives as long as the results.
 */

/** No more words are listed of each tier, for a term in a locale. */
#define PCS_EXPLAINED_WORDS_MAX 10

/** Hits behind so many have no explanation. */
#define PCS_EXPLAINED_HITS_MAX 1000

/** A word of the vocabulary that a term stands for. */
typedef struct pcs_explained_word {
    const char *text;
    pcs_tier tier;
    uint32_t units; /* that hold it */
} pcs_explained_word;

/** A term in one locale. */
typedef struct pcs_explained_match {
    size_t term;                    /* index of explanation.terms */
    uint64_t units[PCS_TIER_COUNT]; /* that the term alone matches, by tier */
    uint32_t freq; /* how many the search took them for: texts are only read
                      where other terms match */
    double idf;    /* by that; 0 for a term that is not scored */
    const pcs_explained_word *words; /* by tier, most units first; empty where
                                        the term goes by characters */
    size_t n_words;
    size_t n_more[PCS_TIER_COUNT]; /* words of each tier that are not listed */
} pcs_explained_match;

typedef struct pcs_explained_locale {
    const char *locale;
    size_t units;
    double average_words;               /* of a unit */
    const pcs_explained_match *matches; /* of terms that hold in the locale */
    size_t n_matches;
} pcs_explained_locale;

/** A term of the tree that was searched. */
typedef struct pcs_explained_term {
    const char *text;  /* as it is looked up */
    const char *typed; /* as it was typed; "" for a synonym */
    /* "word"; "prefix", of words; "phrase"; "literal", a pattern of characters;
     * "raw", bytes */
    const char *lookup;
    bool is_english;  /* on the English side */
    bool is_synonym;  /* of the dictionary */
    bool is_joined;   /* was typed with spaces inside */
    bool is_dropped;  /* left out */
    bool is_excluded; /* by NOT */
} pcs_explained_term;

/**
 * The trees are expressions such as
 *
 *     (and (word a) (or (prefix b) (phrase "c d")) (not (en (word e)))
 *          (filter date 2020..2021))
 *
 * with en and a language's name around what is looked for there only, synonym
 * and joined as of pcs_explained_term, and dropped around what was left out.
 * Texts are between quotes, with a backslash before quotes and backslashes,
 * where they hold white space, quotes, parentheses or nothing.
 */
typedef struct pcs_explanation {
    const char *parsed;   /* the query as it was first searched */
    const char *searched; /* and last: fewer words, for one */
    bool is_question; /* hits are scored by all that they have in common with
                         the query, not by its terms */
    const pcs_explained_term *terms;
    size_t n_terms;
    const pcs_explained_locale *locales;
    size_t n_locales;
} pcs_explanation;

/** A part of a score: weight * idf * length. */
typedef struct pcs_score_part {
    const char *stream; /* "term"; of a question "word", "exact", "gram",
                           "character", "letters", "pair" */
    const char *text;   /* letters begin and end with a space at borders */
    pcs_tier tier;      /* of a term, else PCS_TIER_NONE */
    double weight;      /* of the tier, or the stream */
    double idf;
    double length; /* what BM25 makes of the text's length, and how often it is
                      there */
    double score;
} pcs_score_part;

/** "heading", "human", "below", "article": see pcs_priors. */
typedef struct pcs_score_factor {
    const char *name;
    double value;
} pcs_score_factor;

#define PCS_SCORE_FACTORS_MAX 4

/**
 * What a hit's score is made of: the sum of its parts, multiplied with each
 * factor, and behind that the sum of its pairs. Hits are ordered by their tier
 * first, then by the flags in the order below, then by score.
 */
typedef struct pcs_hit_explanation {
    const pcs_score_part *parts; /* largest first */
    size_t n_parts;
    pcs_score_factor factors[PCS_SCORE_FACTORS_MAX]; /* other than 1 */
    size_t n_factors;
    const pcs_score_part *pairs; /* words of a question side by side */
    size_t n_pairs;
    bool by_tier;         /* false for PCS_MATCH_ANY, which does not go by it */
    bool is_untranslated; /* last of its tier */
    bool is_whole;        /* the text is the query and nothing else */
    bool is_together;     /* the words stand side by side */
} pcs_hit_explanation;

#endif
