/* like.h - the segments that are nearest to a sentence */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SEARCH_LIKE_H
#define PCS_SEARCH_LIKE_H

#include "search/query.h"
#include "search/search.h"

/*
 * A translation memory. A sentence is compared with the texts of one side of
 * each unit by their tokens (analyze/edittokens.h): the match in percent is
 *
 *     100 * (W - D) / W, rounded down,
 *
 * D being their edit distance (analyze/editdistance.h), W what the heavier one
 * weighs: a word 4, a mark of punctuation 1; and 4 is what it costs to add,
 * drop or replace a word, 1 what it costs to change its case or its digits, or
 * to add, drop or replace a mark. 100 is kept for texts that are equal once
 * they are in NFC and runs of white space are one space; others are 99 at most.
 * 101 is a text that is equal, and stands between equal neighbours.
 */

/** Longer sentences are cut. */
#define PCS_LIKE_BYTES_MAX 16384

/** The percentages that have a meaning of their own. */
#define PCS_LIKE_EQUAL 100
#define PCS_LIKE_IN_CONTEXT 101

/** What counts as a match where nothing is said, as translators know it. */
#define PCS_LIKE_MIN_MATCH 70

typedef enum pcs_like_side {
    PCS_LIKE_EITHER, /* where both texts of a unit match alike: the English */
    PCS_LIKE_LOCAL,
    PCS_LIKE_ENGLISH
} pcs_like_side;

typedef struct pcs_like_options {
    const pcs_search_options *search; /* locales, also, limit, offset and
                                         context count */
    const char *where; /* a query that segments have to match; may be NULL */
    size_t where_len;
    unsigned percent; /* the least match that counts: 1 to 100 */
    pcs_like_side side;
    bool want_across; /* marks on the other side, too: what words that the
                         sentence has not are translated by */
    bool want_totals; /* exact ones, whatever it costs */
} pcs_like_options;

/** A sentence, and those before and behind it; NULL where it has none. */
typedef struct pcs_like_sentence {
    const char *text;
    size_t len;
    const char *before, *after;
    size_t before_len, after_len;
} pcs_like_sentence;

/** A unit that matches. Everything in it lives as long as the results. */
typedef struct pcs_like_match {
    unsigned percent;
    pcs_side side; /* which of its texts is like the sentence */
    bool is_human; /* a person translated one of its segments */
    pcs_hit
        hit; /* its first place is the one that is equal in context, else
                the first by a person, if any; the marks of its side are what
                the sentence has not, or has otherwise; it has an origin */
    const pcs_mark *missing; /* in the sentence: what the hit has not */
    size_t n_missing;
} pcs_like_match;

/** What was found. Zero-initialise; pcs_like_results_dispose frees it. */
typedef struct pcs_like_results {
    const pcs_like_match *matches; /* best first; of equal ones those by people,
                                      then the most frequent */
    size_t n_matches;
    uint64_t segments, pairs; /* that match */
    bool is_exact;            /* false where there may be more of them: the
                                 best were known, or the work too much */
    unsigned best; /* the best match, below options.percent where there is none;
                      0 where it is not half of that, or hard to find */
    const char *const *ignored; /* what of the sentence, or options.where, was
                                   left out */
    size_t n_ignored;
    pcs_arena arena;
} pcs_like_results;

/** Compares sentences with what a searcher has open. One thread at a time. */
typedef struct pcs_like pcs_like;

/**
 * options, and what they point to, stay the caller's, and have to live as long.
 * Has to be freed before the searcher falls back to another generation, or is
 * closed. PCS_EINVAL (a locale that the index does not have), PCS_ECORRUPT,
 * PCS_ENOMEM.
 */
pcs_status pcs_like_new(pcs_like **out, pcs_searcher *searcher,
                        const pcs_like_options *options, pcs_error *err);

/** NULL is fine. */
void pcs_like_free(pcs_like *like);

/**
 * Finds what is like a sentence, in any bytes. Every unit that matches is found
 * but where is_exact says otherwise. PCS_ECORRUPT, PCS_ENOMEM.
 */
pcs_status pcs_like_find(pcs_like_results *results, pcs_like *like,
                         const pcs_like_sentence *sentence, pcs_error *err);

void pcs_like_results_dispose(pcs_like_results *results);

#endif
