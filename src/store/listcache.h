/* listcache.h - lists of numbers that were made before */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_STORE_LISTCACHE_H
#define PCS_STORE_LISTCACHE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"

/**
 * Lists of numbers by a key of bytes: what open files, which never change, say
 * of a term or word, so that what many queries ask for is read once. It keeps
 * what was asked for last: where a half of the memory is full, the other half
 * is forgotten and filled. One thread at a time.
 */
typedef struct pcs_list_cache pcs_list_cache;

/** One that takes about max_bytes at most; NULL where memory is refused. */
pcs_list_cache *pcs_list_cache_new(size_t max_bytes);

void pcs_list_cache_free(pcs_list_cache *cache);

/** A key: a kind, by which those who share a cache differ, and bytes. */
typedef struct pcs_list_key {
    char kind;
    const char *data;
    size_t len;
} pcs_list_key;

/** A list that is kept, until the next call. */
typedef struct pcs_kept_list {
    const uint16_t *numbers; /* two bytes each, or four */
    size_t n;
    bool is_wide;
} pcs_kept_list;

/** Whether a list is known, and then which. cache may be NULL. */
bool pcs_list_cache_get(pcs_kept_list *out, pcs_list_cache *cache,
                        const pcs_list_key *key);

/** Copies the numbers [first, first + n) of a list. */
void pcs_kept_list_copy(uint32_t *out, const pcs_kept_list *list, size_t first,
                        size_t n);

/**
 * Keeps n numbers of `a`, and as many of `b` behind them unless that is NULL.
 * What is too long, or finds no memory, is not kept. cache may be NULL.
 */
void pcs_list_cache_put(pcs_list_cache *cache, const pcs_list_key *key,
                        const uint32_t *a, const uint32_t *b, size_t n);

#endif
