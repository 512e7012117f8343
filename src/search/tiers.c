/* tiers.c - how well each unit matches, and putting that together */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/tiers.h"

#include <string.h>

#include "base/wide.h"
#include "base/zeros.h"

/* None is 0: one less makes it the weakest of all. */

/* The function of a loop, in as many ways as processors may want it; `how` is
 * return where it has a value. */
#define FUNCTION(type, how, name, params, args)                                \
    PCS_WIDE type name##_wide params                                           \
    {                                                                          \
        how name##_loop args;                                                  \
    }                                                                          \
    type pcs_tiers_##name params                                               \
    {                                                                          \
        if (PCS_HAS_WIDE)                                                      \
            how name##_wide args;                                              \
        else                                                                   \
            how name##_loop args;                                              \
    }

PCS_LOOP void and_loop(pcs_tiers *all, const pcs_tiers *one, size_t n)
{
    for (size_t u = 0; u < n; u++) {
        pcs_tiers a = all[u], b = one[u];
        pcs_tiers weakest = a > b ? a : b;
        pcs_tiers strongest = a < b ? a : b;
        all[u] = strongest == 0 ? 0 : weakest;
    }
}

PCS_LOOP void or_loop(pcs_tiers *any, const pcs_tiers *one, size_t n)
{
    for (size_t u = 0; u < n; u++) {
        pcs_tiers a = (pcs_tiers)(any[u] - 1), b = (pcs_tiers)(one[u] - 1);
        any[u] = (pcs_tiers)((a < b ? a : b) + 1);
    }
}

PCS_LOOP void and_not_loop(pcs_tiers *all, const pcs_tiers *one, size_t n)
{
    for (size_t u = 0; u < n; u++) {
        pcs_tiers a = all[u];
        all[u] = one[u] == 0 ? a : 0;
    }
}

PCS_LOOP void limit_loop(pcs_tiers *all, const pcs_tiers *limit, size_t n)
{
    for (size_t u = 0; u < n; u++) {
        pcs_tiers a = all[u];
        all[u] = limit[u] == 0 ? 0 : a;
    }
}

PCS_LOOP void clamp_loop(pcs_tiers *all, pcs_tier best, pcs_tier lowest,
                         size_t n)
{
    const pcs_tiers top = (pcs_tiers)best, bottom = (pcs_tiers)lowest;
    for (size_t u = 0; u < n; u++) {
        pcs_tiers a = all[u], raised = a > top ? a : top;
        raised = raised > bottom ? 0 : raised;
        all[u] = a == 0 ? 0 : raised;
    }
}

/* So many at once: a byte can count them, and they fill whole registers. */
#define COUNTED ((size_t)224)

PCS_LOOP size_t count_loop(const pcs_tiers *all, size_t n)
{
    size_t sum = 0;
    for (size_t from = 0; from < n;) {
        size_t end = n - from < COUNTED ? n : from + COUNTED;
        uint8_t some = 0;
        for (size_t u = from; u < end; u++)
            some = (uint8_t)(some + (all[u] != 0));
        sum += some;
        from = end;
    }
    return sum;
}

FUNCTION(void, , and, (pcs_tiers * all, const pcs_tiers *one, size_t n),
         (all, one, n))
FUNCTION(void, , or, (pcs_tiers * any, const pcs_tiers *one, size_t n),
         (any, one, n))
FUNCTION(void, , and_not, (pcs_tiers * all, const pcs_tiers *one, size_t n),
         (all, one, n))
FUNCTION(void, , limit, (pcs_tiers * all, const pcs_tiers *limit, size_t n),
         (all, limit, n))
FUNCTION(void, , clamp,
         (pcs_tiers * all, pcs_tier best, pcs_tier lowest, size_t n),
         (all, best, lowest, n))
FUNCTION(size_t, return, count, (const pcs_tiers *all, size_t n), (all, n))

size_t pcs_tiers_next_far(const pcs_tiers *all, size_t from, size_t n)
{
    size_t u = from;
    while (u + 8 <= n) {
        /* Where one matches, the next is often near. */
        size_t near = n - u < 64 ? n : u + 64;
        for (; u + 8 <= near; u += 8) {
            uint64_t eight;
            memcpy(&eight, all + u, 8);
            if (eight)
                return u + pcs_tiers_first(eight);
        }
        u = pcs_zeros_end(all, u, n);
    }
    while (u < n && !all[u])
        u++;
    return u;
}
