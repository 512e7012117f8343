/* bytesfind.c - finding few bytes in many */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/bytesfind.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/wide.h"

/* So many places are looked at together. */
#define BLOCK ((size_t)64)

/* Two bytes of the needle, and where in it. */
typedef struct bytes_pair {
    size_t first, last;
    char a, b;
} bytes_pair;

/* The last byte, and the first that is no lead: leads are alike in a text of
 * one script. */
static bytes_pair choose(const char *needle, size_t n)
{
    size_t first = 0;
    while (first + 2 < n && (unsigned char)needle[first] >= 0xC0)
        first++;
    return (bytes_pair){first, n - 1, needle[first], needle[n - 1]};
}

PCS_LOOP bool block_may_have(const char *at, const bytes_pair *pair)
{
    const char *x = at + pair->first, *y = at + pair->last;
    const char a = pair->a, b = pair->b;
    uint8_t found = 0;
    for (size_t i = 0; i < BLOCK; i++)
        found |= (uint8_t)((x[i] == a) & (y[i] == b));
    return found;
}

/* The first block from `at` on that may have it; `at` and a whole block of
 * places behind it are before end. */
PCS_LOOP const char *next_block(const char *at, const char *end,
                                const bytes_pair *pair)
{
    while ((size_t)(end - at) >= BLOCK && !block_may_have(at, pair))
        at += BLOCK;
    return at;
}

PCS_WIDE const char *next_block_wide(const char *at, const char *end,
                                     const bytes_pair *pair)
{
    return next_block(at, end, pair);
}

const char *pcs_bytes_find(const char *data, size_t len, const char *needle,
                           size_t n)
{
    if (n == 0)
        return data;
    if (len < n)
        return NULL;
    const bytes_pair pair = choose(needle, n);
    const char *at = data, *end = data + (len - n + 1); /* of the places */
    while (at < end) {
        at = PCS_HAS_WIDE ? next_block_wide(at, end, &pair)
                          : next_block(at, end, &pair);
        const char *stop = (size_t)(end - at) < BLOCK ? end : at + BLOCK;
        for (; at < stop; at++)
            if (at[pair.first] == pair.a && at[pair.last] == pair.b &&
                memcmp(at, needle, n) == 0)
                return at;
    }
    return NULL;
}
