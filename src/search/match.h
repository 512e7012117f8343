/* match.h - which units of a partition a query matches, and how well */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SEARCH_MATCH_H
#define PCS_SEARCH_MATCH_H

#include "analyze/stem.h"
#include "search/expansion.h"
#include "search/term.h"
#include "search/tiers.h"
#include "store/dictionary.h"
#include "store/partition.h"
#include "store/postings.h"

/** A partition with what searching in it needs. One thread at a time. */
typedef struct pcs_shelf {
    const char *locale;
    pcs_partition partition;
    pcs_postings *postings;
    pcs_stemmer *stemmer;         /* of the locale */
    pcs_stemmer *english_stemmer; /* made when it is first needed */
    double average_words;         /* of a unit */
    struct pcs_splits *splits;    /* of words of the vocabulary */
    float *norms; /* of each unit's length, made when first needed */
    struct pcs_join_keys *join_keys;  /* likewise */
    struct pcs_head_index *heads;     /* likewise */
    const pcs_dictionary *dictionary; /* of the searcher; may be NULL */
    struct pcs_near_tables *near;     /* of its words */
    bool was_searched;
    /* Of pcs_word_links; NULL before the second search. */
    float *local_chances, *english_chances;
    pcs_list_cache *kept; /* what queries before have looked up */
} pcs_shelf;

/** BM25's k1 * (1 - b + b * length / average) for each unit of a shelf. */
pcs_status pcs_shelf_norms(const float **out, pcs_shelf *shelf, pcs_error *err);

/** What words of one side are looked up in. */
typedef struct pcs_vocabulary {
    const pcs_lexicon *lexicon;
    char kind; /* of the terms that are posted */
    pcs_stemmer *stemmer;
    const pcs_relations *relations;
    const pcs_inflection *inflection;
    pcs_list_cache *kept; /* of expansions, */
    char kept_kind;       /* which are that in it */
} pcs_vocabulary;

/** What words of it are expanded by. */
pcs_expanding pcs_vocabulary_expanding(const pcs_vocabulary *vocabulary);

/** The vocabulary of a side; PCS_ENOMEM where a stemmer had to be made. */
pcs_status pcs_shelf_vocabulary(pcs_vocabulary *out, pcs_shelf *shelf,
                                pcs_side side, pcs_error *err);

struct pcs_filter;

/** How rare a term is that so many units match; of 0, nothing is known yet. */
typedef struct pcs_known_idf {
    uint32_t freq;
    double idf;
} pcs_known_idf;

/** Is told which words of the vocabulary the units of a term come by. */
typedef struct pcs_watch {
    pcs_tiers *words; /* of each: its best tier */
    pcs_tier best;    /* what is better counts as this */
} pcs_watch;

/** A query that is matched against one partition. */
typedef struct pcs_matching {
    pcs_shelf *shelf;
    pcs_analyzer *analyzer;
    const pcs_term *terms; /* of the query, by their numbers */
    size_t n_terms;
    pcs_tier lowest;   /* the weakest tier that counts */
    pcs_tiers **found; /* a term: its tiers, once it was matched */
    uint32_t *freqs;   /* a term: how many units it matches, about, whatever
                          the others do */
    struct pcs_known_idf *idfs;    /* a term: what that says */
    size_t n_candidates;           /* of the literals of the term in work */
    bool *capped;                  /* a term: not all near words were taken */
    struct pcs_variant **variants; /* a term: its other forms, once matched */
    pcs_expansion *expansions;     /* a term: its words of tier stem */
    const pcs_node *any; /* an OR that units in `also` match as well, as stem */
    const uint8_t *also;
    pcs_unit_list list;               /* scratch */
    pcs_watch *watch;                 /* NULL but for an explanation */
    const struct pcs_filter *filters; /* of the query; NULL for none, and then
                                         units are matched, else occurrences */
    size_t n_filters;
    pcs_tiers *live; /* with filters, occurrences that match; yours to set */
    const pcs_node *ends_at; /* an AND whose words are looked up only as long as
                                some unit has those before; NULL: all are */
    bool keeps_all;          /* fill `all`; yours to set */
    pcs_tiers **all; /* a term that is looked up in the vocabulary: its tiers
                        whatever its limit was, once matched; else NULL */
} pcs_matching;

/**
 * Prepares matching of terms against shelf. Memory is a byte a unit and term.
 */
pcs_status pcs_matching_init(pcs_matching *m, pcs_shelf *shelf,
                             pcs_analyzer *analyzer, const pcs_term *terms,
                             size_t n_terms, pcs_tier lowest, pcs_error *err);

void pcs_matching_dispose(pcs_matching *m);

/** How many tiers pcs_match gives: one a unit, or one an occurrence. */
size_t pcs_matching_width(const pcs_matching *m);
/** Whether a node says anything in the matching's locale: a synonym or a word
 * of another one does not. */
bool pcs_matching_wants(const pcs_matching *m, const pcs_node *node);

/** The same term of the other side, where that is looked for in the matching's
 * locale as well; else NULL. */
const pcs_node *pcs_matching_other(const pcs_matching *m, const pcs_node *node);

/**
 * Matches the tree below node: *out (yours to free) has the tier of each unit,
 * or with filters of each occurrence, the weakest among the terms that it
 * needs. Where limit (may be NULL) is PCS_TIER_NONE nothing is looked at.
 */
pcs_status pcs_match(pcs_tiers **out, pcs_matching *m, const pcs_node *node,
                     const pcs_tiers *limit, pcs_error *err);

/** The first sibling before node (which is in the list that begins with
 * `first`) that is the same term, so that node says nothing new; else NULL. */
const pcs_node *pcs_node_repeated(const pcs_node *first, const pcs_node *node);

/** Matches one term into m->found of its number, unit by unit. */
pcs_status pcs_match_term(pcs_matching *m, const pcs_term *term,
                          const pcs_tiers *limit, pcs_error *err);

/*
 * Steps of pcs_match_term: by the vocabulary, and by the texts.
 */

/**
 * Sets tier for units whose text holds the term's pattern: PCS_TIER_WORD or
 * PCS_TIER_STEM where its words are words there, else PCS_TIER_PART. Units
 * whose limit (may be NULL) is PCS_TIER_NONE have no text read. Sets
 * m->n_candidates.
 */
pcs_status pcs_match_literal(pcs_tiers *found, pcs_matching *m,
                             const pcs_term *term, const pcs_tiers *limit,
                             pcs_error *err);

/** Sets tier for units of the words that equal word or share its stem, ... */
pcs_status pcs_match_vocabulary(pcs_tiers *found, pcs_matching *m,
                                const pcs_term *term, pcs_error *err);

/** Sets tier for the units of word number i, but where they have a better one.
 */
pcs_status pcs_match_word(pcs_tiers *found, pcs_matching *m,
                          const pcs_vocabulary *v, size_t i, pcs_tier tier,
                          pcs_error *err);

/** The same for a word of the localized side. */
pcs_status pcs_match_lexicon_word(pcs_tiers *found, pcs_matching *m, size_t i,
                                  pcs_tier tier, pcs_error *err);

/**
 * The units of a Korean word: with particles as itself (tier word), with a
 * verb's ending as a form of it (tier stem).
 */
pcs_status pcs_match_eojeols(pcs_tiers *found, pcs_matching *m,
                             const char *word, size_t len, pcs_error *err);

/** Adds, at tier stem, units of a hyphenated word written as one. */
pcs_status pcs_match_joined(pcs_tiers *found, pcs_matching *m,
                            const pcs_term *term, pcs_error *err);

#endif
