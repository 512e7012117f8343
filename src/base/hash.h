/* hash.h - checksums and content hashes (xxHash) */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_BASE_HASH_H
#define PCS_BASE_HASH_H

#include <stddef.h>
#include <stdint.h>

#include "base/status.h"

/** XXH3-64 of len bytes: checksums of files and pages, hashes of contents. */
uint64_t pcs_hash64(const void *data, size_t len);

/**
 * pcs_hash64 of the file at path, read piece by piece: a mapped file would
 * count as memory of the process. *size takes its bytes. PCS_ENOTFOUND,
 * PCS_EIO, PCS_ENOMEM.
 */
pcs_status pcs_hash_file(uint64_t *hash, uint64_t *size, const char *path,
                         pcs_error *err);

typedef struct pcs_hash128 {
    uint64_t low, high;
} pcs_hash128;

/**
 * XXH3-128 of two byte strings, kept apart ("ab","c" differs from "a","bc"):
 * the identity of a translation unit.
 */
pcs_hash128 pcs_hash_pair(const void *a, size_t a_len, const void *b,
                          size_t b_len);

#endif
