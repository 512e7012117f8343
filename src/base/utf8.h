/* utf8.h - reading, writing and mending UTF-8 */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_BASE_UTF8_H
#define PCS_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"

#define PCS_REPLACEMENT 0xFFFDu

/**
 * The code point at data[*pos] of len bytes, and moves *pos behind it. An
 * ill-formed sequence gives PCS_REPLACEMENT for its maximal subpart (the
 * Unicode standard, section 3.9), and *valid, where not NULL, becomes false;
 * it is never set to true. *pos must be below len.
 */
static inline uint32_t pcs_utf8_next(const char *data, size_t len, size_t *pos,
                                     bool *valid);

/** The same for what is not ASCII. */
uint32_t pcs_utf8_next_long(const char *data, size_t len, size_t *pos,
                            bool *valid);

static inline uint32_t pcs_utf8_next(const char *data, size_t len, size_t *pos,
                                     bool *valid)
{
    unsigned char lead = (unsigned char)data[*pos];
    if (lead >= 0x80)
        return pcs_utf8_next_long(data, len, pos, valid);
    ++*pos;
    return lead;
}

/** Writes cp as 1 to 4 bytes to out; returns how many. */
size_t pcs_utf8_put(char out[4], uint32_t cp);

/** How many characters well-formed data has. */
size_t pcs_utf8_count(const char *data, size_t len);

/** The offset of the first ill-formed byte, or len where there is none. */
size_t pcs_utf8_check(const char *data, size_t len);

/** The largest offset of at most max that starts a character of data. */
size_t pcs_utf8_cut(const char *data, size_t len, size_t max);

/** Appends data with each ill-formed subpart replaced by U+FFFD. */
void pcs_utf8_repair(pcs_buffer *out, const char *data, size_t len);

#endif
