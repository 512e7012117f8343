/* korean.h - what stands behind a Korean word in its eojeol */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_ANALYZE_KOREAN_H
#define PCS_ANALYZE_KOREAN_H

#include <stdbool.h>
#include <stddef.h>

/** What the rest of an eojeol is, behind a word at its beginning. */
typedef enum pcs_korean_rest {
    PCS_KOREAN_NONE = 0, /* nothing: the eojeol is the word */
    PCS_KOREAN_PARTICLE, /* one to three particles (josa) or a copula */
    PCS_KOREAN_ENDING,   /* a verb made of the word with an ending (eomi) */
    PCS_KOREAN_OTHER     /* anything else: another word, perhaps */
} pcs_korean_rest;

/**
 * What follows the first word_len bytes of an eojeol (folded UTF-8,
 * precomposed syllables, no spaces): 구독 in 구독을, 구독합니다, 구독자.
 */
pcs_korean_rest pcs_korean_classify(const char *eojeol, size_t len,
                                    size_t word_len);

/**
 * Whether the rest of an eojeol behind its first word_len bytes is one case
 * particle, which stands behind nouns alone: 을, 가, 의, 에서. They are what
 * tells a noun among the words of a vocabulary.
 */
bool pcs_korean_is_case(const char *eojeol, size_t len, size_t word_len);

/**
 * How many bytes at the beginning of what stands behind a noun are a suffix or
 * a bound noun that leaves the noun what it is: 별 of 국가별로, 시 of 변경시,
 * 인 of 상태인. 0 where there is none. Other words of one syllable make another
 * noun (사용자, 사용량), and are none.
 */
size_t pcs_korean_suffix(const char *rest, size_t len);

#endif
