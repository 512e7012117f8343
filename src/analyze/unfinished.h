/* unfinished.h - Hangul that is not typed to its end */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_ANALYZE_UNFINISHED_H
#define PCS_ANALYZE_UNFINISHED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define PCS_UNFINISHED_MAX 32

/** What is known of one syllable, as letters of analyze/jamo.h. */
typedef struct pcs_unfinished_unit {
    uint32_t initial;
    uint32_t vowel; /* 0: not typed yet; any */
    uint32_t final; /* 0: none, or any where is_open */
    bool is_open;
} pcs_unfinished_unit;

/**
 * Syllables and consonants that stand for syllables: 구ㄷ, or the first
 * consonants alone, ㄱㄷ, or 구도, whose last syllable may get a final
 * consonant. All of them are beginnings of 구독.
 */
typedef struct pcs_unfinished {
    pcs_unfinished_unit units[PCS_UNFINISHED_MAX];
    size_t len;
    const char *text;   /* borrowed */
    size_t whole_bytes; /* of it: the syllables before anything unfinished */
    bool has_initials;  /* consonants stand for syllables */
} pcs_unfinished;

/**
 * Reads folded UTF-8. False where there is anything but syllables and
 * consonants of Hangul, or more than PCS_UNFINISHED_MAX.
 */
bool pcs_unfinished_make(pcs_unfinished *out, const char *text, size_t len);

/**
 * Takes the last final consonant for the beginning of one more syllable, which
 * it is while 거부 is typed: 겁. False where there is none.
 */
bool pcs_unfinished_shift(pcs_unfinished *unfinished);

/**
 * Whether a word (folded UTF-8) begins so; *end takes the offset behind as
 * many syllables as there are units.
 */
bool pcs_unfinished_begins(const pcs_unfinished *unfinished, const char *word,
                           size_t len, size_t *end);

#endif
