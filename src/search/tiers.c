/* tiers.c - how well each unit matches, and putting that together */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/tiers.h"

#include <string.h>

/* Loops without a branch, which compilers turn into instructions for many
 * bytes at a time. None is 0: one less makes it the weakest of all. */

void pcs_tiers_and(pcs_tiers *all, const pcs_tiers *one, size_t n)
{
    for (size_t u = 0; u < n; u++) {
        pcs_tiers a = all[u], b = one[u];
        pcs_tiers weakest = a > b ? a : b;
        pcs_tiers strongest = a < b ? a : b;
        all[u] = strongest == 0 ? 0 : weakest;
    }
}

void pcs_tiers_or(pcs_tiers *any, const pcs_tiers *one, size_t n)
{
    for (size_t u = 0; u < n; u++) {
        pcs_tiers a = (pcs_tiers)(any[u] - 1), b = (pcs_tiers)(one[u] - 1);
        any[u] = (pcs_tiers)((a < b ? a : b) + 1);
    }
}

void pcs_tiers_and_not(pcs_tiers *all, const pcs_tiers *one, size_t n)
{
    for (size_t u = 0; u < n; u++) {
        pcs_tiers a = all[u];
        all[u] = one[u] == 0 ? a : 0;
    }
}

void pcs_tiers_limit(pcs_tiers *all, const pcs_tiers *limit, size_t n)
{
    for (size_t u = 0; u < n; u++) {
        pcs_tiers a = all[u];
        all[u] = limit[u] == 0 ? 0 : a;
    }
}

void pcs_tiers_clamp(pcs_tiers *all, pcs_tier best, pcs_tier lowest, size_t n)
{
    const pcs_tiers top = (pcs_tiers)best, bottom = (pcs_tiers)lowest;
    for (size_t u = 0; u < n; u++) {
        pcs_tiers a = all[u], raised = a > top ? a : top;
        raised = raised > bottom ? 0 : raised;
        all[u] = a == 0 ? 0 : raised;
    }
}

size_t pcs_tiers_count(const pcs_tiers *all, size_t n)
{
    size_t sum = 0;
    for (size_t from = 0; from < n;) {
        size_t end = n - from < UINT8_MAX ? n : from + UINT8_MAX;
        uint8_t some = 0;
        for (size_t u = from; u < end; u++)
            some = (uint8_t)(some + (all[u] != 0));
        sum += some;
        from = end;
    }
    return sum;
}

size_t pcs_tiers_next(const pcs_tiers *all, size_t from, size_t n)
{
    size_t u = from;
    for (; u + 32 <= n; u += 32) {
        uint64_t words[4];
        memcpy(words, all + u, sizeof words);
        if (words[0] | words[1] | words[2] | words[3])
            break;
    }
    while (u < n && !all[u])
        u++;
    return u;
}
