/* search.h - searching an index */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SEARCH_SEARCH_H
#define PCS_SEARCH_SEARCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "search/explain.h"
#include "search/marks.h"
#include "search/tier.h"
#include "search/visit.h"

/**
 * A generation of an index, open for searching. It stays the same whatever is
 * published meanwhile. One thread at a time; several searchers of one index
 * may be used side by side.
 */
typedef struct pcs_searcher pcs_searcher;

/**
 * Opens the served generation of the index in dir: its manifest is read, its
 * files are opened, and what stands in them is read when it is needed. Where it
 * is damaged, the newest older one that opens is opened instead, which
 * pcs_searcher_notice tells. PCS_ENOTFOUND (no index), PCS_EVERSION (made by
 * another version of the format or the analyzer), PCS_ECORRUPT (nothing there
 * is whole); each message names the cure.
 */
pcs_status pcs_searcher_open(pcs_searcher **out, const char *dir,
                             pcs_error *err);

/**
 * A line for whoever looks after the index, where a damaged generation was
 * passed over: which one, why, and what is open instead. Else NULL. It lives
 * until the next call of pcs_searcher_fall_back.
 */
const char *pcs_searcher_notice(const pcs_searcher *searcher);

/**
 * Where a search met damage (pcs_is_damage of store/check.h), which `why` tells
 * of: opens the newest older generation that opens, for the search to be done
 * again. Results of earlier searches have to be disposed of before. Where there
 * is none: PCS_ECORRUPT with the cure, and the searcher can only be closed.
 */
pcs_status pcs_searcher_fall_back(pcs_searcher *searcher, const pcs_error *why,
                                  pcs_error *err);

/**
 * Opens that generation and no other: one that is there but not served, or
 * PCS_GENERATION_CANDIDATE, which waits to be published; 0 is the served one.
 */
pcs_status pcs_searcher_open_generation(pcs_searcher **out, const char *dir,
                                        uint64_t number, pcs_error *err);

void pcs_searcher_close(pcs_searcher *searcher);

uint64_t pcs_searcher_generation(const pcs_searcher *searcher);

/** The directory that a source had when it was last indexed; NULL if unknown.
 */
const char *pcs_searcher_root(const pcs_searcher *searcher, const char *source);

/** How many of a query's words have to match. */
typedef enum pcs_match_mode {
    PCS_MATCH_AUTO, /* all; where that finds nothing, all but as few as
                       possible, which results.dropped names */
    PCS_MATCH_ALL,
    PCS_MATCH_ANY /* at least one; hits are sorted by score alone */
} pcs_match_mode;

/** What one hit stands for. */
typedef enum pcs_grouping {
    PCS_GROUP_PAIR,    /* equal pairs of one locale */
    PCS_GROUP_ARTICLE, /* segments of one article: results.article_hits */
    PCS_GROUP_NONE     /* each segment */
} pcs_grouping;

typedef struct pcs_search_options {
    int version;                /* PCS_SEARCH_OPTIONS_INIT sets it */
    const char *const *locales; /* "ko-KR" or "ko"; none: all */
    size_t n_locales;
    const char *const *also; /* likewise: siblings that each hit is given */
    size_t n_also;
    const char *const *answers; /* likewise: locales whose segments are found
                                   where a sibling matches; none: each locale
                                   answers itself. crossing.h */
    size_t n_answers;
    size_t limit;  /* hits (or articles) given; SIZE_MAX for all */
    size_t offset; /* hits passed over */
    pcs_tier lowest;
    pcs_grouping grouping;
    pcs_match_mode mode;
    size_t context;   /* neighbouring segments fetched on each side of a hit */
    bool is_plain;    /* words only, no operators */
    bool want_files;  /* results.files */
    bool no_synonyms; /* what is typed, without the dictionary's synonyms */
    bool no_suggestions;       /* results.suggestions stays empty */
    const char *const *facets; /* names: see pcs_facet; none: none */
    size_t n_facets;
    size_t facet_limit;    /* values that each facet lists; SIZE_MAX for all */
    bool want_explanation; /* results.explanation and hit.explanation */
    bool want_origin;      /* hit.origin */
    bool no_marks;         /* hits have none */
    const pcs_visitor *visitor; /* is given the hits, which results then has
                                   not; NULL: none */
} pcs_search_options;

#define PCS_SEARCH_OPTIONS_INIT                                                \
    {                                                                          \
        .version = 1, .limit = 10, .lowest = PCS_TIER_PART, .facet_limit = 20  \
    }

/** Where a segment stands. Texts are NUL-terminated. */
typedef struct pcs_place_of {
    const char *source, *path, *id;
    const char *anchor; /* of the heading above it; "" for none */
    uint32_t line;
} pcs_place_of;

/** A segment beside a hit's first place, in the same article. */
typedef struct pcs_neighbour {
    const char *local;
    size_t local_len;
    const char *english;
    size_t english_len;
    uint32_t line;
} pcs_neighbour;

/** How many places a hit lists. */
#define PCS_HIT_PLACES_MAX 10

/** A hit's segment in another locale; see siblings.h. */
typedef struct pcs_hit_sibling {
    const char *locale;
    const char *local;
    size_t local_len;
    pcs_place_of place;
    const char *by;        /* "id", "english" or "elsewhere" */
    const pcs_mark *marks; /* in the localized text: of what matched, or what
                              stands for the words marked in the English */
    size_t n_marks;
} pcs_hit_sibling;

/** A hit. Everything in it lives as long as the results. */
typedef struct pcs_hit {
    double score;
    pcs_tier tier;
    const char *locale;
    const char *local;
    size_t local_len;
    const char *english;
    size_t english_len;
    const char *title, *heading, *anchor; /* of the first place */
    const pcs_place_of *places;
    size_t n_places;       /* at most PCS_HIT_PLACES_MAX */
    size_t count;          /* segments that the hit stands for */
    const pcs_mark *marks; /* in the localized text */
    size_t n_marks;
    const pcs_mark *english_marks; /* in the English text */
    size_t n_english_marks;
    const pcs_neighbour *before, *after; /* with options.context */
    size_t n_before, n_after;
    const pcs_hit_sibling *also; /* with options.also: of the first place, by
                                    locale; none where there is none */
    size_t n_also;
    const pcs_hit_sibling *matched; /* with options.answers: the sibling that
                                       the query matches, and then the hit's
                                       marks are what stands for the words
                                       marked in the English; else NULL */
    const pcs_hit_explanation *explanation; /* with want_explanation, of the
                                               first PCS_EXPLAINED_HITS_MAX */
    const pcs_hit_origin *origin;           /* with want_origin, else NULL */
} pcs_hit;

/** How many segments an article lists. */
#define PCS_ARTICLE_SEGMENTS_MAX 3

/** An article with the best of its segments that match. */
typedef struct pcs_article_hit {
    const char *title;
    const pcs_mark *marks; /* in the title */
    size_t n_marks;
    const pcs_hit *hits; /* at least one, best first; each one segment */
    size_t n_hits;
    uint64_t segments; /* how many match */
} pcs_article_hit;

/** How much of what matches has one value. Texts are NUL-terminated. */
typedef struct pcs_facet_value {
    const char *value; /* "" for articles that have none */
    uint64_t segments, articles;
} pcs_facet_value;

/**
 * What matches, counted by a property: locale, topic (ms.topic), type
 * (ms.translationtype), year (of the date that date: looks at), service
 * (ms.service, ms.prod, ms.technology) or author (author, ms.author). A value's
 * segments are those that the query with NAME:value would find (date:value for
 * a year): values that differ in case alone are one, in the spelling of the
 * first article, and an article with several values counts with each.
 */
typedef struct pcs_facet {
    const char *name;
    const pcs_facet_value *values; /* most segments first, then by value */
    size_t n_values;               /* at most options.facet_limit */
    size_t n_more;                 /* values that are not listed */
} pcs_facet;

/** Words of the query and what else they were looked for as. */
typedef struct pcs_expanded_term {
    const char *term;
    const char *const *with;
    size_t n_with;
} pcs_expanded_term;

/** How many suggestions there are at most. */
#define PCS_SUGGESTIONS_MAX 3

/** What a search found. Zero-initialise; pcs_results_dispose frees it. */
typedef struct pcs_results {
    const pcs_hit *hits; /* by tier, then score, then place */
    size_t n_hits;
    const pcs_article_hit *article_hits; /* with PCS_GROUP_ARTICLE, instead */
    size_t n_article_hits;
    uint64_t segments, pairs, articles; /* of all that matches, exact */
    uint64_t tiers[PCS_TIER_COUNT];     /* segments of each */
    bool is_exact;                      /* false where a cap bit */
    const char *const *ignored; /* what a cap left out, or a field did not
                                   take; pcs_query_ignore */
    size_t n_ignored;
    const char *const *dropped; /* words that had to be left out to find
                                   anything, as typed */
    size_t n_dropped;
    const pcs_expanded_term *expanded; /* by synonyms of the dictionary */
    size_t n_expanded;
    const char *const *english; /* words that were looked for on the English
                                   side, too, as they were typed */
    size_t n_english;
    const char *const *suggestions; /* whole queries that find something, best
                                       first; where a word of this one matches
                                       nothing as word or stem, and the hits,
                                       if any, lack it or are weak. None with
                                       lowest PCS_TIER_WORD, nor where one of
                                       several words takes reading all texts. */
    size_t n_suggestions;
    const pcs_place_of *files; /* with want_files: articles that match, by
                                  locale, source, path */
    size_t n_files;
    const pcs_facet *facets; /* in the order of options.facets */
    size_t n_facets;
    const pcs_explanation *explanation; /* with want_explanation, else NULL */
    pcs_arena arena;
} pcs_results;

/**
 * Searches for len bytes of query text. PCS_EINVAL (a locale that the index
 * does not have, locales to answer where no other one is searched, or a facet
 * that there is not; the message lists what there is), PCS_ECORRUPT,
 * PCS_ENOMEM. What is typed is never an error.
 */
pcs_status pcs_search(pcs_results *results, pcs_searcher *searcher,
                      const char *query, size_t len,
                      const pcs_search_options *options, pcs_error *err);

/** PCS_EINVAL where a name is no facet's; the message lists those there are. */
pcs_status pcs_search_check_facets(const char *const *names, size_t n,
                                   pcs_error *err);

void pcs_results_dispose(pcs_results *results);

#endif
