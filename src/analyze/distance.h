/* distance.h - how many typing mistakes lie between two words */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_ANALYZE_DISTANCE_H
#define PCS_ANALYZE_DISTANCE_H

#include <stddef.h>
#include <stdint.h>

/** Words of more letters are far from everything. */
#define PCS_DISTANCE_LETTERS_MAX 64

/** The mistakes that a word of so many letters may have: 0 below four letters,
 * 1 below eight, else 2. */
int pcs_distance_allowed(size_t letters);

/**
 * The optimal string alignment distance (Damerau 1964; Boytsov 2011, section
 * 2): the least number of letters inserted, deleted or replaced, and of
 * neighbours swapped, no place being edited twice. More than max (at most
 * PCS_DISTANCE_LETTERS_MAX) is given as max + 1, and costs little to find out.
 */
int pcs_distance(const uint32_t *a, size_t a_len, const uint32_t *b,
                 size_t b_len, int max);

/**
 * The kinds of letters in a word, a bit each, several kinds sharing one. Where
 * pcs_distance is at most n, at most n bits are missing on either side.
 */
uint64_t pcs_distance_signature(const uint32_t *letters, size_t len);

/** Whether the signatures allow words to be max apart. */
static inline int pcs_distance_may_be(uint64_t a, uint64_t b, int max)
{
    uint64_t missing = a & ~b, added = b & ~a;
    for (int i = 0; i < max; i++) {
        missing &= missing - 1;
        added &= added - 1;
    }
    return (missing | added) == 0;
}

#endif
