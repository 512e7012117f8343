/* tokens.h - words of folded text */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_ANALYZE_TOKENS_H
#define PCS_ANALYZE_TOKENS_H

#include <stdbool.h>
#include <unicode/ubrk.h>

#include "analyze/chars.h"
#include "analyze/fold.h"

/** A word: units [start, end) of the folded text. */
typedef struct pcs_token {
    uint32_t start, end;
    pcs_char_class class;
    bool is_compound; /* a katakana compound; its parts are tokens as well */
} pcs_token;

typedef struct pcs_tokens {
    pcs_token *items;
    size_t len, cap;
} pcs_tokens;

/**
 * Appends the words of folded to tokens, in the order of the text, and behind
 * them its katakana compounds, likewise. Katakana runs are words as a whole
 * (each part, and the compound over spaces and middle dots); everything else is
 * parted by ICU's word borders (Unicode standard annex 29, dictionaries for Han
 * and kana, Thai, Lao, Khmer and Burmese; Hangul and other scripts are parted
 * where they meet) and by folded->borders. *breaks is made when it is first
 * needed and is the caller's to close. PCS_ENOMEM, or PCS_EFORMAT where ICU has
 * no data.
 */
pcs_status pcs_tokenize(pcs_tokens *tokens, UBreakIterator **breaks,
                        const pcs_folded *folded, pcs_error *err);

#endif
