/* jamo.h - the letters that Hangul syllables are made of */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_ANALYZE_JAMO_H
#define PCS_ANALYZE_JAMO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Letters are compatibility jamo (U+3131 to U+3163), as keys have them: a
 * consonant is the same letter at the beginning of a syllable and at its end.
 */

/** The most letters of one syllable, and the most keys it takes: ㅂㅜㅔㄹㄱ. */
#define PCS_JAMO_MAX 3
#define PCS_JAMO_KEYS_MAX 5

/**
 * The letters of a character: two or three of a syllable, one of a conjoining
 * or compatibility jamo in modern use. Returns how many; 0 for anything else.
 */
size_t pcs_jamo_letters(uint32_t out[PCS_JAMO_MAX], uint32_t c);

/**
 * The same, with letters that two keys are struck for taken apart: ㅘ is ㅗ and
 * ㅏ, ㄳ is ㄱ and ㅅ. ㄲ and its like are keys of their own.
 */
size_t pcs_jamo_keys(uint32_t out[PCS_JAMO_KEYS_MAX], uint32_t c);

bool pcs_jamo_is_consonant(uint32_t letter);
bool pcs_jamo_is_vowel(uint32_t letter);

/**
 * Puts n letters, as typed, together to syllables as an input method of two
 * sets does (두벌식): a consonant before a vowel begins a syllable. What makes
 * no syllable stays a letter. out has room for n characters; returns how many.
 */
size_t pcs_jamo_compose(uint32_t *out, const uint32_t *letters, size_t n);

#endif
