/* compound.h - words inside longer words */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SEARCH_COMPOUND_H
#define PCS_SEARCH_COMPOUND_H

#include "search/match.h"

/**
 * Whether the words of a shelf's language are written in a script of text's
 * first character, and without spaces that can be relied upon: Hangul in ko,
 * Han in zh and ja, kana in ja.
 */
bool pcs_compound_concerns(const pcs_shelf *shelf, const char *text,
                           size_t len);

/**
 * Sets PCS_TIER_STEM for the units of words that hold `word` as a part, where
 * the vocabulary shows that what is left of them are words too: サービス in
 * クラウドサービス, but not ファイル in プロファイル; 구독 in 고객구독을, but
 * not 용량 in 사용량. has_mark: a final long mark was dropped from `word`.
 */
pcs_status pcs_match_compounds(pcs_tiers *found, pcs_matching *m,
                               const char *word, size_t len, bool has_mark,
                               pcs_error *err);

/** Whether `part` is such a part of a word. */
pcs_status pcs_compound_has_part(bool *out, pcs_shelf *shelf, const char *word,
                                 size_t len, const char *part, size_t n,
                                 bool has_mark, pcs_error *err);

#endif
