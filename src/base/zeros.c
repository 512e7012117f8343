/* zeros.c - going over what is empty */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/zeros.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/wide.h"

PCS_LOOP bool is_empty(const char *block)
{
    uint64_t any = 0;
    for (size_t i = 0; i < PCS_ZEROS_BLOCK; i += 8) {
        uint64_t eight;
        memcpy(&eight, block + i, 8);
        any |= eight;
    }
    return any == 0;
}

PCS_LOOP size_t end_loop(const char *data, size_t from, size_t len)
{
    while (from + PCS_ZEROS_BLOCK <= len && is_empty(data + from))
        from += PCS_ZEROS_BLOCK;
    return from;
}

PCS_WIDE size_t end_wide(const char *data, size_t from, size_t len)
{
    return end_loop(data, from, len);
}

size_t pcs_zeros_end(const void *data, size_t from, size_t len)
{
    return PCS_HAS_WIDE ? end_wide(data, from, len) : end_loop(data, from, len);
}
