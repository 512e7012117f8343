/* postings_cache.h - the lists of terms that were read before */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_STORE_POSTINGS_CACHE_H
#define PCS_STORE_POSTINGS_CACHE_H

#include <stdbool.h>

#include "store/postings.h"

/**
 * What the files of a partition say of terms, as lists of units, so that a term
 * that many queries have is read once. Files never change, so a list holds as
 * long as they are open. It keeps what was asked for last: where a half of the
 * memory is full, the other half is forgotten and filled. One thread at a time.
 */
typedef struct pcs_postings_cache pcs_postings_cache;

/** One that takes about max_bytes at most; NULL where memory is refused. */
pcs_postings_cache *pcs_postings_cache_new(size_t max_bytes);

void pcs_postings_cache_free(pcs_postings_cache *cache);

/**
 * Appends the units of a term, with counts or without, where they are known;
 * *found says whether. PCS_ENOMEM.
 */
pcs_status pcs_postings_cache_get(pcs_unit_list *out, bool *found,
                                  pcs_postings_cache *cache, const char *term,
                                  size_t len, bool with_counts, pcs_error *err);

/**
 * Keeps the units of a term: those of list from `first` on. What is too long,
 * or finds no memory, is not kept.
 */
void pcs_postings_cache_put(pcs_postings_cache *cache, const char *term,
                            size_t len, const pcs_unit_list *list, size_t first,
                            bool with_counts);

#endif
