/* analyzer.h - the one analysis of documents and queries */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_ANALYZE_ANALYZER_H
#define PCS_ANALYZE_ANALYZER_H

#include "analyze/join.h"
#include "analyze/terms.h"
#include "analyze/tokens.h"

/**
 * The analyzer's version. An index of another version is refused: its terms
 * would not be those that a query asks for. It counts up where the parser reads
 * a document otherwise, too: updates take over what was read before.
 *   1  NFKC_Casefold but SARA AM; joined Hangul and katakana; ICU words; grams
 *      of two characters, three in unspaced scripts; exact English words
 *   2  single characters instead of short grams of two; letter grams; dashes
 *      behind katakana are long marks; bare forms without strokes and dotless
 *      i; relations of words
 */
#define PCS_ANALYZER_VERSION 2

typedef struct pcs_analyzer pcs_analyzer;

/** What analysis makes of a text. Lives until the analyzer's next call. */
typedef struct pcs_analysis {
    pcs_folded folded;
    pcs_joined joined;
    pcs_tokens tokens;
} pcs_analysis;

/** An analyzer is used by one thread at a time. PCS_ENOMEM only. */
pcs_status pcs_analyzer_new(pcs_analyzer **out, pcs_error *err);

void pcs_analyzer_free(pcs_analyzer *analyzer);

/** What of an analysis is wanted; folding always is. */
enum {
    PCS_ANALYZE_OFFSETS = 1, /* folded.start and folded.end */
    PCS_ANALYZE_JOINED = 2,
    PCS_ANALYZE_TOKENS = 4
};

/** Analyses len bytes of UTF-8. *out is borrowed. */
pcs_status pcs_analyze(const pcs_analysis **out, pcs_analyzer *analyzer,
                       const char *text, size_t len, unsigned wanted,
                       pcs_error *err);

/** How many words the localized side of a unit has. */
typedef struct pcs_word_count {
    uint32_t all;
    uint32_t in_order; /* without compounds of others; their terms come first,
                          in the order of the text */
} pcs_word_count;

/**
 * Appends the terms of one translation unit to terms (not cleared). *words
 * takes the number of words of the localized side.
 */
pcs_status pcs_analyze_unit(pcs_terms *terms, pcs_word_count *words,
                            pcs_analyzer *analyzer, const char *local,
                            size_t local_len, const char *english,
                            size_t english_len, pcs_error *err);

/** Appends the letter grams (kind L) of a folded word in UTF-8. */
pcs_status pcs_analyze_letters(pcs_terms *terms, pcs_analyzer *analyzer,
                               const char *word, size_t len, pcs_error *err);

/** Version of the ICU that this was built with, such as "72.1". */
const char *pcs_analyzer_icu_version(void);

#endif
