/* han.c - Traditional and Simplified Chinese characters */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "analyze/han.h"

#include "analyze/han_table.h"

#define N_ROWS (sizeof simplified / sizeof *simplified)

uint32_t pcs_han_simplify(uint32_t c)
{
    size_t low = 0, high = N_ROWS;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (simplified[mid][0] < c)
            low = mid + 1;
        else
            high = mid;
    }
    return low < N_ROWS && simplified[low][0] == c ? simplified[low][1] : c;
}

size_t pcs_han_forms(uint32_t out[PCS_HAN_FORMS_MAX], uint32_t c)
{
    uint32_t simple = pcs_han_simplify(c);
    size_t n = 0;
    out[n++] = c;
    if (simple != c)
        out[n++] = simple;
    for (size_t i = 0; i < N_ROWS && n < PCS_HAN_FORMS_MAX; i++)
        if (simplified[i][1] == simple && simplified[i][0] != c &&
            simplified[i][0] != simple)
            out[n++] = simplified[i][0];
    return n;
}
