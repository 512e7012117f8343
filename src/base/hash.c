/* hash.c - checksums and content hashes (xxHash) */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/hash.h"

#include <xxhash.h>

uint64_t pcs_hash64(const void *data, size_t len)
{
    return XXH3_64bits(data, len);
}

pcs_hash128 pcs_hash_pair(const void *a, size_t a_len, const void *b,
                          size_t b_len)
{
    XXH128_hash_t first = XXH3_128bits(a, a_len);
    XXH128_hash_t both = XXH3_128bits_withSeed(b, b_len, first.low64);
    pcs_hash128 out = {both.low64 ^ first.high64, both.high64 + first.low64};
    return out;
}
