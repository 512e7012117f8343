/* lexicon.h - the vocabulary of one side of a partition */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_STORE_LEXICON_H
#define PCS_STORE_LEXICON_H

#include <stdbool.h>

#include "store/tables.h"

/*
 * The words of one side, sorted by their bytes, and two more orders of them: by
 * their ends, and by stem keys. They answer at query time what would otherwise
 * need postings of its own: which words begin or end so, or share this stem.
 * A table of the generation: made at publishing from the postings.
 *
 * Sections, S being "w" or "e": "S.ends" (u32), "S.bytes", "S.freq" (u32: units
 * that hold the word), "S.suffix" (u32: words in the order of their reversed
 * bytes), "S.key.ends", "S.key.bytes", "S.key.word" (stem keys in byte order,
 * one or two a word, each with its word).
 */

typedef struct pcs_lexicon {
    pcs_tables *tables;
    size_t len; /* how many words */
    const uint32_t *ends;
    const char *bytes;
    size_t bytes_len;
    const uint32_t *freq;
    const uint32_t *suffix;
    size_t n_keys;
    const uint32_t *key_ends;
    const char *key_bytes;
    size_t key_bytes_len;
    const uint32_t *key_word;
    struct pcs_lexicon_hashes *hashes; /* NULL until pcs_lexicon_remember */
} pcs_lexicon;

/** Words, or keys, [first, last) of an order. */
typedef struct pcs_lexicon_range {
    size_t first, last;
} pcs_lexicon_range;

/** Opens the lexicon of side "w" or "e" of a table file. */
pcs_status pcs_lexicon_open(pcs_lexicon *lexicon, pcs_tables *tables,
                            const char *side, pcs_error *err);

/**
 * Many words will be looked up: after some, pcs_lexicon_find goes by a hash
 * table of all words, which takes some 6 bytes a word. PCS_ENOMEM.
 */
pcs_status pcs_lexicon_remember(pcs_lexicon *lexicon, pcs_error *err);

/** Forgets that. */
void pcs_lexicon_forget(pcs_lexicon *lexicon);

/** Word i: its bytes, borrowed, not NUL-terminated. */
pcs_status pcs_lexicon_word(const char **out, size_t *len,
                            const pcs_lexicon *lexicon, size_t i,
                            pcs_error *err);

/** How many units hold word i. */
pcs_status pcs_lexicon_freq(uint32_t *out, const pcs_lexicon *lexicon, size_t i,
                            pcs_error *err);

/** The words that begin with prefix. */
pcs_status pcs_lexicon_prefix(pcs_lexicon_range *out,
                              const pcs_lexicon *lexicon, const char *prefix,
                              size_t len, pcs_error *err);

/** The word itself: a range of one, or of none, which is nowhere. */
pcs_status pcs_lexicon_find(pcs_lexicon_range *out, const pcs_lexicon *lexicon,
                            const char *word, size_t len, pcs_error *err);

/** The words that end with suffix, as a range for pcs_lexicon_suffix_word. */
pcs_status pcs_lexicon_suffix(pcs_lexicon_range *out,
                              const pcs_lexicon *lexicon, const char *suffix,
                              size_t len, pcs_error *err);

/** The number of the i-th word in the order of ends. */
pcs_status pcs_lexicon_suffix_word(size_t *out, const pcs_lexicon *lexicon,
                                   size_t i, pcs_error *err);

/**
 * The first word at or behind number *i that holds text: sets *i to it, or to
 * lexicon->len where there is none. Reads the words' bytes from *i on.
 */
pcs_status pcs_lexicon_holding(size_t *i, const pcs_lexicon *lexicon,
                               const char *text, size_t len, pcs_error *err);

/** The keys equal to key, as a range for pcs_lexicon_key_word. */
pcs_status pcs_lexicon_key(pcs_lexicon_range *out, const pcs_lexicon *lexicon,
                           const char *key, size_t len, pcs_error *err);

/** The number of the word that has the i-th key. */
pcs_status pcs_lexicon_key_word(size_t *out, const pcs_lexicon *lexicon,
                                size_t i, pcs_error *err);

#endif
