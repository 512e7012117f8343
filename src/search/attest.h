/* attest.h - what a vocabulary shows to be a word */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SEARCH_ATTEST_H
#define PCS_SEARCH_ATTEST_H

#include "store/lexicon.h"

/** Whether text is a word of its own in at_least units or more. */
pcs_status pcs_attest_word(bool *out, const pcs_lexicon *lexicon,
                           const char *text, size_t len, uint32_t at_least,
                           pcs_error *err);

/**
 * Whether the vocabulary shows a Korean text to be a noun: it stands there
 * with n_cases case particles or more. An eojeol of the bare text counts as
 * one of them where bare_counts.
 */
pcs_status pcs_attest_noun(bool *out, const pcs_lexicon *lexicon,
                           const char *text, size_t len, size_t n_cases,
                           bool bare_counts, pcs_error *err);

#endif
