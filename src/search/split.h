/* split.h - the words that a katakana compound is made of */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SEARCH_SPLIT_H
#define PCS_SEARCH_SPLIT_H

#include "store/lexicon.h"

/** Longer words, in characters, are not split. */
#define PCS_SPLIT_MAX 30

/**
 * Splits a word of the vocabulary that is katakana only into words of the
 * vocabulary: those whose frequencies have the highest harmonic mean, if that
 * is higher than the word's own (after Koehn and Knight, "Empirical methods for
 * compound splitting", 2003, who take the geometric one). Bit i of *borders
 * says that a part begins, or the word ends, at character i; bits 0 and the
 * last are always set. プロファイル stays whole, since プロ and ファイル
 * together are less likely than it.
 */
pcs_status pcs_split_katakana(uint32_t *borders, const pcs_lexicon *lexicon,
                              const char *word, size_t len, pcs_error *err);

/** Words that were split, for a vocabulary that stays the same. */
typedef struct pcs_splits pcs_splits;

/** pcs_split_katakana, once a word; *splits is made when it is first needed. */
pcs_status pcs_splits_get(uint32_t *borders, pcs_splits **splits,
                          const pcs_lexicon *lexicon, const char *word,
                          size_t len, pcs_error *err);

/** NULL is fine. */
void pcs_splits_free(pcs_splits *splits);

#endif
