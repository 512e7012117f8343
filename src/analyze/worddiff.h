/* worddiff.h - which words of a text became which of another one */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_ANALYZE_WORDDIFF_H
#define PCS_ANALYZE_WORDDIFF_H

#include <pcsearch.h>

#include <stddef.h>
#include <stdint.h>

#include "base/status.h"

#define PCS_WORD_EDITS_MAX 100

/** Compares texts. One thread at a time. */
typedef struct pcs_worddiff pcs_worddiff;

/** PCS_ENOMEM, or PCS_EFORMAT where ICU has no data. */
pcs_status pcs_worddiff_new(pcs_worddiff **out, pcs_error *err);

/** NULL is fine. */
void pcs_worddiff_free(pcs_worddiff *differ);

/**
 * The edits that make new of old, both UTF-8: those that are the same or
 * removed are all of old, those that are the same or added all of new, in
 * order. What is compared are words, spaces and marks of punctuation, as ICU
 * parts them (Unicode standard annex 29, with dictionaries where a script has
 * no spaces), byte for byte, by diff.h; where nothing but spaces or
 * punctuation is left between words that were replaced, it counts as replaced,
 * too. Where there would be more than PCS_WORD_EDITS_MAX, which nobody reads,
 * it is but one part that is replaced. No two neighbours are of one kind, and
 * what is removed stands before what is added. Borrowed until the next call.
 * PCS_ENOMEM; PCS_ELIMIT for more than 1 GiB.
 */
pcs_status pcs_worddiff_make(const pcs_word_edit **out, size_t *n,
                             pcs_worddiff *differ, const char *old,
                             size_t old_len, const char *new, size_t new_len,
                             pcs_error *err);

/**
 * The words of a text and its punctuation, without spaces, as hashes in their
 * order; a word is the same in every text. Borrowed until the next call.
 * Errors likewise.
 */
pcs_status pcs_worddiff_words(const uint64_t **out, size_t *n,
                              pcs_worddiff *differ, const char *text,
                              size_t len, pcs_error *err);

#endif
