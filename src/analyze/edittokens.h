/* edittokens.h - what two texts are compared by: words and marks */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_ANALYZE_EDITTOKENS_H
#define PCS_ANALYZE_EDITTOKENS_H

#include "analyze/analyzer.h"

/** What a word weighs, and what a mark does. */
#define PCS_EDIT_WORD 4
#define PCS_EDIT_MARK 1

/**
 * A token: a word, as the index has it (tokens.h, but compounds, whose parts
 * are there), or a mark, which is any other character that is no white space: a
 * mark of punctuation, a symbol, a hiragana letter by itself.
 *
 * Words of one class count as almost the same: their case, width or
 * compatibility form is another; or, where they have digits, their digits are,
 * whatever parts the digits. All marks are of one class.
 */
typedef struct pcs_edit_token {
    uint64_t exact;      /* hash of its text in NFC */
    uint64_t class;      /* hash; 0 for all marks, and for them alone */
    uint32_t start, end; /* bytes of the text */
    bool is_mark;
    bool has_digit;
} pcs_edit_token;

/** The tokens of a text. Zero-initialise; may be used again and again. */
typedef struct pcs_edit_tokens {
    pcs_edit_token *items; /* in the order of the text, apart but for those that
                              one character became in folding */
    size_t len, cap;
    size_t words, marks; /* how many of them are */
    pcs_terms terms;     /* of the words, as the index has them, by number */
    pcs_tokens sorted;   /* scratch */
    UChar *units;        /* scratch: the text in UTF-16, and in NFC */
    size_t cap_units;
    UChar *normal;
    size_t cap_normal;
    pcs_buffer slice;
} pcs_edit_tokens;

/**
 * Makes the tokens of len bytes of UTF-8. What the analyzer gave before is
 * gone. PCS_ENOMEM, PCS_EFORMAT where ICU has no data; PCS_ELIMIT above 1 GiB.
 */
pcs_status pcs_edit_tokens_make(pcs_edit_tokens *tokens, pcs_analyzer *analyzer,
                                const char *text, size_t len, pcs_error *err);

/** What all of them weigh. */
static inline uint64_t pcs_edit_weight(const pcs_edit_tokens *t)
{
    return PCS_EDIT_WORD * (uint64_t)t->words +
           PCS_EDIT_MARK * (uint64_t)t->marks;
}

/**
 * Appends the text in NFC, with one space for each run of white space and none
 * at the ends: texts are equal where these are. tokens lends its memory.
 */
pcs_status pcs_edit_canonical(pcs_buffer *out, pcs_edit_tokens *tokens,
                              const char *text, size_t len, pcs_error *err);

void pcs_edit_tokens_dispose(pcs_edit_tokens *tokens);

#endif
