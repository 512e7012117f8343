/* rank.h - the order of what matches */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SEARCH_RANK_H
#define PCS_SEARCH_RANK_H

#include "search/match.h"

/* Segments are short: a long one is barely less about a word than a short one,
 * and a second occurrence says little. */
#define PCS_BM25_K1 0.6F
#define PCS_BM25_B 0.5F

/** Something that matches, before its texts are fetched. */
typedef struct pcs_candidate {
    float score;
    uint8_t tier;
    uint8_t order; /* what hits are sorted by first: the tier, or nothing */
    uint8_t is_untranslated;
    uint8_t is_partial; /* there is more in it than the query */
    uint8_t is_apart;   /* the query's words do not stand together */
    uint8_t has_pairs;  /* the score counts pairs of words of a question */
    uint16_t shelf;     /* number of its locale, in order of names */
    uint32_t unit;
    uint32_t segment; /* the unit's first, or the one meant */
    /* What is shown: the same, or with options.answers what has it for a
     * sibling, found by `by` (pcs_sibling_by). */
    uint8_t by;
    uint16_t shown_shelf;
    uint32_t shown_unit, shown_segment;
} pcs_candidate;

/** Whether nothing decides between them that is looked at before what their
 * texts say. */
bool pcs_candidate_is_level(const pcs_candidate *a, const pcs_candidate *b);

/** The best candidates so far: a heap of at most `max`. */
typedef struct pcs_top {
    pcs_candidate *items;
    size_t len, cap, max;
} pcs_top;

/** The stronger first; no two different candidates are equal. */
int pcs_candidate_compare(const void *a, const void *b);

/** Whether the candidate would be kept. */
bool pcs_top_wants(const pcs_top *top, const pcs_candidate *candidate);

/** Keeps the candidate where it is among the best. */
pcs_status pcs_top_add(pcs_top *top, const pcs_candidate *candidate,
                       pcs_error *err);

/** Sorts what was kept, best first. */
void pcs_top_sort(pcs_top *top);

/** Headings that match, of one locale: a bit for each of its strings. */
typedef struct pcs_headings {
    uint8_t *strings; /* NULL where none does */
} pcs_headings;

/** Finds the headings among the units that match. */
pcs_status pcs_headings_find(pcs_headings *out, const pcs_partition *partition,
                             const pcs_tiers *tiers, pcs_error *err);

/** No prior is larger. */
#define PCS_PRIOR_MAX 1.35F

/** The factors of a prior, 1 where they do not hold. */
typedef struct pcs_priors {
    float heading; /* it is a heading itself */
    float human;   /* translated by a person */
    float below;   /* below a heading that matches */
    float article; /* in an article whose first heading matches */
} pcs_priors;

/** The factors of a unit's prior; headings may be NULL. */
pcs_status pcs_priors_get(pcs_priors *out, const pcs_partition *partition,
                          const pcs_headings *headings, uint32_t unit,
                          pcs_error *err);

/** What a unit's score is multiplied with for where it stands: all of them. */
pcs_status pcs_prior(float *out, const pcs_partition *partition,
                     const pcs_headings *headings, uint32_t unit,
                     pcs_error *err);

/**
 * The score of a unit: BM25 (Robertson and Zaragoza 2009) with k1 0.6 and b 0.5
 * over the query's terms that are not excluded, each counted once, weaker tiers
 * for less.
 */
double pcs_score(const pcs_matching *m, uint32_t unit,
                 const pcs_unit_record *record);

/** What one term adds to that: the product of these. */
typedef struct pcs_term_score {
    pcs_tier tier;
    double weight; /* of the tier */
    double idf;
    double length; /* (k1 + 1) / (1 + norm): less in a longer text */
} pcs_term_score;

/** False where a term adds nothing. */
bool pcs_score_term(pcs_term_score *out, const pcs_matching *m, size_t term,
                    uint32_t unit, const pcs_unit_record *record);

/**
 * What a word that is looked for on the English side, too, adds to the score of
 * a question, on either side: false for other terms, as above.
 */
bool pcs_score_english_term(pcs_term_score *out, const pcs_matching *m,
                            size_t term, uint32_t unit,
                            const pcs_unit_record *record);

/** The sum of that over all terms. */
double pcs_score_english(const pcs_matching *m, uint32_t unit,
                         const pcs_unit_record *record);

/** How many units a term matches, whatever the others do: of one that is looked
 * for on both sides, on that where it is more frequent. */
uint32_t pcs_term_freq(const pcs_matching *m, size_t term);

/** What a match of a tier is worth, beside 1 for a word as typed. */
double pcs_tier_weight(pcs_tier tier);

/** How rare something is that df of n units hold: BM25's idf. */
double pcs_idf(size_t n, size_t df);

#endif
