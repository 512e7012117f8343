/* terms.h - the terms under which a text is indexed */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_ANALYZE_TERMS_H
#define PCS_ANALYZE_TERMS_H

#include "analyze/join.h"
#include "analyze/tokens.h"
#include "base/buffer.h"

/*
 * Kinds of terms, which are the first byte of each:
 *   W  a word of the localized side, folded
 *   G  a gram of the localized side: where a character of a script with grams
 *      stands in the joined text, one gram begins. Two characters long, three
 *      in unspaced scripts, where it is shorter at the end of a run. So every
 *      substring of a run is found by the grams that it is made of, or that
 *      begin with it.
 *   U  a single character of a script with grams of two, or a symbol
 *   L  four letters in a row of a word of another script, without accents: what
 *      the forms and compounds of a word have in common, for ranking
 *   E  a word of the English side, folded
 */
#define PCS_TERM_WORD 'W'
#define PCS_TERM_GRAM 'G'
#define PCS_TERM_CHARACTER 'U'
#define PCS_TERM_LETTERS 'L'
#define PCS_TERM_ENGLISH 'E'

/** No term is longer, its kind included; a longer word ends in its hash. */
#define PCS_TERM_MAX 200

/** Terms one after the other; i is bytes[ends[i-1]..ends[i]). */
typedef struct pcs_terms {
    pcs_buffer bytes;
    uint32_t *ends;
    size_t len, cap;
} pcs_terms;

/** Frees what terms holds. */
void pcs_terms_dispose(pcs_terms *terms);

/** Makes terms empty, keeps the memory. */
void pcs_terms_clear(pcs_terms *terms);

/** Term i: sets *len and returns its bytes (not NUL-terminated). */
const char *pcs_terms_get(const pcs_terms *terms, size_t i, size_t *len);

/**
 * Appends the term of a word: kind, then the word as it is indexed (a
 * compound without its gaps, katakana of three characters or more without a
 * final long mark), cut at PCS_TERM_MAX. kind 0 leaves the kind out.
 */
pcs_status pcs_terms_add_word(pcs_terms *terms, char kind,
                              const pcs_folded *folded, const pcs_token *token,
                              pcs_error *err);

/** How many letters a term of the kind L has. */
#define PCS_LETTERS_SIZE 4

/**
 * Appends the letter grams of a word in UTF-8, its borders counted as letters
 * (spaces): none where it has a single letter, or digits, as numbers and codes
 * have no forms. A word of more than PCS_TERM_MAX bytes has none either.
 */
pcs_status pcs_terms_add_letters(pcs_terms *terms, const char *word, size_t len,
                                 pcs_error *err);

/** Appends the grams of joined text, and its single characters. */
pcs_status pcs_terms_add_grams(pcs_terms *terms, const pcs_joined *joined,
                               pcs_error *err);

/**
 * How many characters a gram that begins with class has at most: 2 or 3; 0
 * where the class has none.
 */
size_t pcs_gram_size(pcs_char_class class);

#endif
