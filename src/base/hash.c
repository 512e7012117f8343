/* hash.c - checksums and content hashes (xxHash) */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/hash.h"

#include <stdio.h>
#include <stdlib.h>
#include <xxhash.h>

uint64_t pcs_hash64(const void *data, size_t len)
{
    return XXH3_64bits(data, len);
}

#define PIECE ((size_t)1 << 20)

static pcs_status hash_stream(XXH3_state_t *state, uint64_t *size, FILE *file,
                              const char *path, pcs_error *err)
{
    char *piece = malloc(PIECE);
    if (!piece || XXH3_64bits_reset(state) != XXH_OK) {
        free(piece);
        return pcs_error_nomem(err);
    }
    for (size_t n; (n = fread(piece, 1, PIECE, file)) > 0; *size += n)
        XXH3_64bits_update(state, piece, n);
    free(piece);
    return ferror(file) ? pcs_error_errno(err, path) : PCS_OK;
}

pcs_status pcs_hash_file(uint64_t *hash, uint64_t *size, const char *path,
                         pcs_error *err)
{
    *hash = *size = 0;
    FILE *file = fopen(path, "rbe");
    if (!file)
        return pcs_error_errno(err, path);
    XXH3_state_t *state = XXH3_createState();
    pcs_status status = state ? hash_stream(state, size, file, path, err)
                              : pcs_error_nomem(err);
    if (status == PCS_OK)
        *hash = XXH3_64bits_digest(state);
    XXH3_freeState(state);
    fclose(file);
    return status;
}

pcs_hash128 pcs_hash_pair(const void *a, size_t a_len, const void *b,
                          size_t b_len)
{
    XXH128_hash_t first = XXH3_128bits(a, a_len);
    XXH128_hash_t both = XXH3_128bits_withSeed(b, b_len, first.low64);
    pcs_hash128 out = {both.low64 ^ first.high64, both.high64 + first.low64};
    return out;
}
