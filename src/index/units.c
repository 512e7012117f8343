/* units.c - telling translation units apart */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "index/units.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"

void pcs_units_dispose(pcs_units *u)
{
    free(u->hashes);
    free(u->slots);
    memset(u, 0, sizeof *u);
}

static bool is_same(const pcs_hash128 *a, const pcs_hash128 *b)
{
    return a->low == b->low && a->high == b->high;
}

static uint32_t *find(const pcs_units *u, const pcs_hash128 *hash)
{
    size_t at = hash->low & (u->n_slots - 1);
    while (u->slots[at] && !is_same(&u->hashes[u->slots[at] - 1], hash))
        at = (at + 1) & (u->n_slots - 1);
    return &u->slots[at];
}

static pcs_status grow(pcs_units *u, pcs_error *err)
{
    if (u->len * 2 < u->n_slots)
        return PCS_OK;
    size_t n = u->n_slots ? u->n_slots * 2 : 4096;
    uint32_t *slots = calloc(n, sizeof *slots);
    if (!slots)
        return pcs_error_nomem(err);
    free(u->slots);
    u->slots = slots;
    u->n_slots = n;
    for (size_t i = 0; i < u->len; i++)
        *find(u, &u->hashes[i]) = (uint32_t)i + 1;
    return PCS_OK;
}

pcs_status pcs_units_add(uint32_t *out, bool *is_new, pcs_units *u,
                         const pcs_hash128 *hash, pcs_error *err)
{
    *out = 0;
    pcs_status status = grow(u, err);
    if (status != PCS_OK)
        return status;
    uint32_t *slot = find(u, hash);
    *is_new = *slot == 0;
    if (*is_new) {
        if (u->len >= UINT32_MAX - 1)
            return pcs_error_set(err, PCS_ELIMIT,
                                 "more than 2^32 translation units");
        if (!PCS_ARRAY_RESERVE(u->hashes, u->cap, u->len + 1))
            return pcs_error_nomem(err);
        u->hashes[u->len] = *hash;
        *slot = (uint32_t)++u->len;
    }
    *out = *slot - 1;
    return PCS_OK;
}

uint32_t pcs_units_find(const pcs_units *u, const pcs_hash128 *hash)
{
    uint32_t number = u->n_slots ? *find(u, hash) : 0;
    return number ? number - 1 : UINT32_MAX;
}
