/* compound.h - words inside longer words, and words that borders cut */
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

/**
 * Whether text is a Chinese particle or word of place and time of one
 * character, which ICU's dictionary joins to a part of the word beside:
 * 页 | 面上, and 以上 | 传, where it is before.
 */
bool pcs_is_function_word(const char *text, size_t len, bool is_before);

/**
 * Sets PCS_TIER_WORD for the units that hold words which, put together, are
 * text: 테, 넌 and 트를 for 테넌트, 商 and 机 for 商机. Whether they stand
 * together is not looked at. with_whole: one piece will do.
 */
pcs_status pcs_match_pieces(pcs_tiers *found, pcs_matching *m, const char *text,
                            size_t len, bool with_whole, pcs_error *err);

#endif
