/* stem.h - the keys under which inflected forms of a word meet */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_ANALYZE_STEM_H
#define PCS_ANALYZE_STEM_H

#include <stddef.h>

#include "base/buffer.h"
#include "base/status.h"

typedef struct pcs_stemmer pcs_stemmer;

/**
 * A stemmer for the words of spaced scripts in texts of a locale: Snowball's
 * for its language; English for locales whose own script is Han, kana, Hangul
 * or an unspaced one, because the Latin words there are English; none for
 * other languages. One thread at a time.
 */
pcs_status pcs_stemmer_new(pcs_stemmer **out, const char *locale,
                           pcs_error *err);

void pcs_stemmer_free(pcs_stemmer *stemmer);

/** The Snowball algorithm's name, such as "german"; "" for none. */
const char *pcs_stemmer_name(const pcs_stemmer *stemmer);

/**
 * Appends the stem key of a folded word (UTF-8): its stem without accents. The
 * accents go after the stemming, as Snowball's rules need them.
 */
pcs_status pcs_stemmer_key(pcs_stemmer *stemmer, pcs_buffer *out,
                           const char *word, size_t len, pcs_error *err);

/**
 * Appends the stem key of the word as typed without accents: accents go first,
 * then it is stemmed. Equal to pcs_stemmer_key for most words.
 */
pcs_status pcs_stemmer_bare_key(pcs_stemmer *stemmer, pcs_buffer *out,
                                const char *word, size_t len, pcs_error *err);

/**
 * Appends word without what many people do not type: the accents of Latin and
 * Greek (except in Vietnamese, where they are tones) and the strokes of ø, đ
 * and ł, the difference of dotless i, the dots of Cyrillic ё,
 * the vowel points and tatweel of Arabic with its forms of alef, yeh and teh
 * marbuta made one, the points of Hebrew. Other scripts are left alone.
 */
pcs_status pcs_stemmer_bare(pcs_stemmer *stemmer, pcs_buffer *out,
                            const char *word, size_t len, pcs_error *err);

#endif
