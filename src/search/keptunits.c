/* keptunits.c - the units of words that queries before have looked up */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/keptunits.h"

#include <string.h>

#define HOW ((size_t)4)
/* A list is how many units of each tier there are, and then these. */
#define HEAD ((size_t)PCS_TIER_COUNT)

void pcs_kept_units_init(pcs_kept_units *k, pcs_matching *m,
                         const char how[HOW], const char *word, size_t len)
{
    k->m = m;
    k->len = 0;
    if (m->watch || len > sizeof k->key - HOW)
        return;
    memcpy(k->key, how, HOW);
    if (len)
        memcpy(k->key + HOW, word, len);
    k->len = HOW + len;
}

static void set(pcs_tiers *found, const pcs_kept_list *list, size_t first,
                size_t n, pcs_tiers tier)
{
    const uint16_t *narrow = list->numbers + first;
    for (size_t i = 0; !list->is_wide && i < n; i++)
        found[narrow[i]] = tier;
    const uint32_t *wide = (const void *)list->numbers;
    for (size_t i = first; list->is_wide && i < first + n; i++)
        found[wide[i]] = tier;
}

bool pcs_kept_units_get(pcs_tiers *found, const pcs_kept_units *k)
{
    pcs_list_key key = {PCS_LIST_UNITS, k->key, k->len};
    pcs_kept_list list;
    uint32_t head[HEAD];
    if (k->len == 0 || !pcs_list_cache_get(&list, k->m->shelf->kept, &key))
        return false;
    pcs_kept_list_copy(head, &list, 0, HEAD);
    for (size_t t = 0, first = HEAD; t < HEAD; first += head[t++])
        set(found, &list, first, head[t], (pcs_tiers)t);
    return true;
}

void pcs_kept_units_put(const pcs_kept_units *k, const pcs_tiers *found)
{
    pcs_unit_list *list = &k->m->list;
    size_t n = k->m->shelf->partition.n_units, ends[HEAD] = {HEAD};
    if (k->len == 0)
        return;
    size_t need = HEAD + pcs_tiers_count(found, n);
    if (!PCS_ARRAY_RESERVE(list->units, list->cap, need))
        return;
    memset(list->units, 0, HEAD * sizeof *list->units);
    for (size_t u = pcs_tiers_next(found, 0, n); u < n;
         u = pcs_tiers_next(found, u + 1, n))
        list->units[found[u]]++;
    for (size_t t = 1; t < HEAD; t++)
        ends[t] = ends[t - 1] + list->units[t - 1];
    for (size_t u = pcs_tiers_next(found, 0, n); u < n;
         u = pcs_tiers_next(found, u + 1, n))
        list->units[ends[found[u]]++] = (uint32_t)u;
    pcs_list_key key = {PCS_LIST_UNITS, k->key, k->len};
    pcs_list_cache_put(k->m->shelf->kept, &key, list->units, NULL, need);
    list->len = 0;
}
