/* pattern.h - finding a term in a text, character by character */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SEARCH_PATTERN_H
#define PCS_SEARCH_PATTERN_H

#include "analyze/analyzer.h"

/** A joined text (see analyze/join.h) to find in other joined texts. */
typedef struct pcs_pattern {
    UChar *text;
    bool *may_gap; /* a space or middle dot may stand before unit i */
    size_t len;
    size_t first_gap, last_gap; /* such units; 0 where there is none */
    uint32_t *borders; /* of each beginning: Knuth, Morris and Pratt's table */
    bool starts_word;  /* a border of words must be where it begins */
    bool ends_word;    /* and where it ends */
    char *plain; /* the same in UTF-8, where a text that has it is one that the
                    pattern is in; NULL where that takes an analysis */
    size_t plain_len;
    char *bare; /* without gaps, see analyze/bare.h */
    size_t bare_len;
    char symbol; /* an ASCII one of it; 0 for none */
} pcs_pattern;

/**
 * Makes the pattern of a term from its analysis (joined). With gaps, a space
 * or middle dot may stand in the text where scripts with and without grams
 * meet in the term: Azure구독 finds "Azure 구독". A term without characters of
 * scripts with grams is found as whole words only. PCS_ENOMEM.
 */
pcs_status pcs_pattern_make(pcs_pattern *out, const pcs_joined *joined,
                            bool with_gaps, pcs_error *err);

void pcs_pattern_dispose(pcs_pattern *pattern);

/**
 * The first match in text that begins at or behind `from`: units [*start,
 * *end). False where there is none. Linear in len.
 */
bool pcs_pattern_find(const pcs_pattern *pattern, const UChar *text, size_t len,
                      size_t from, size_t *start, size_t *end);

/**
 * The same for a text that is not analysed yet, where that needs no analysis:
 * it has the pattern byte by byte, or lacks a symbol of it, or does not have it
 * even if gaps are ignored, or it is ASCII, and not long. Then *found says
 * whether the pattern is in it, and true is returned.
 */
bool pcs_pattern_find_plain(const pcs_pattern *pattern, const char *text,
                            size_t len, bool *found);

#endif
