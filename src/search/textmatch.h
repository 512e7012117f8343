/* textmatch.h - how well a term matches a text that is not posted */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SEARCH_TEXTMATCH_H
#define PCS_SEARCH_TEXTMATCH_H

#include "search/match.h"

/** Shorter words are no parts of others. As for the words of units: see
 * vocabulary.c. */
#define PCS_PART_LETTERS_MIN 4

/**
 * A term that is held against titles or headings, one after the other. It
 * matches them as it would match the texts of units, but for typos, and for
 * verbs that are written like nouns. One thread at a time.
 */
typedef struct pcs_text_matcher {
    const pcs_term *term;
    pcs_matching *m;
    pcs_tier lowest;
    pcs_tier compound; /* of a compound with the word */
    pcs_expansion expansion;
    uint64_t beginnings[64]; /* hashes of how those words begin: bits */
    bool has_short;          /* some have too few letters for that */
    struct pcs_variant *variants;
    struct pcs_text_matcher *forms; /* for each of those */
    size_t n_forms;
    pcs_buffer keys[2];  /* stem keys of a single word; empty for none */
    bool any_beginning;  /* what shares a stem may begin otherwise */
    pcs_buffer word_key; /* scratch */
    pcs_terms words;     /* scratch */
    bool has_words;      /* they are the text's already: see headmatch.c */
} pcs_text_matcher;

/**
 * Everything given is borrowed. is_among_words: the query has other words, so
 * that compounds with this one are parts. Dispose of it whatever happens.
 */
pcs_status pcs_text_matcher_init(pcs_text_matcher *matcher,
                                 const pcs_term *term, pcs_matching *m,
                                 bool is_among_words, pcs_error *err);

void pcs_text_matcher_dispose(pcs_text_matcher *matcher);

/** The tier of a text of len bytes; PCS_TIER_NONE where it does not match. */
pcs_status pcs_text_match(pcs_tier *out, pcs_text_matcher *matcher,
                          const char *text, size_t len, pcs_error *err);

/*
 * Steps of pcs_text_match.
 */

/** The words of a text into matcher->words, unless they are there. */
pcs_status pcs_text_find_words(pcs_text_matcher *matcher, const char *text,
                               size_t len, pcs_error *err);

/**
 * The tier of a word of a text, for terms without grams. number (may be NULL)
 * is the word's in the vocabulary, or PCS_HEAD_NO_WORD, where that is known.
 */
pcs_status pcs_text_match_word(pcs_tier *out, pcs_text_matcher *matcher,
                               const char *word, size_t len,
                               const uint32_t *number, pcs_error *err);

/** The same for a term with grams that is one word, by the words alone. */
pcs_status pcs_text_match_gram_word(pcs_tier *out, pcs_text_matcher *matcher,
                                    const char *word, size_t len,
                                    pcs_error *err);

/** For terms with grams; found: the text has the term's characters. */
pcs_status pcs_text_match_grams(pcs_tier *out, pcs_text_matcher *matcher,
                                bool found, const char *text, size_t len,
                                pcs_error *err);

#endif
