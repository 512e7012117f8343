/* units.c - telling translation units apart */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "index/units.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

struct pcs_unit_slot {
    pcs_hash128 hash;
    uint32_t number; /* plus one; 0 is free */
};

typedef struct pcs_unit_slot slot;

void pcs_units_dispose(pcs_units *u)
{
    free(u->slots);
    memset(u, 0, sizeof *u);
}

static slot *find(slot *slots, size_t n, pcs_hash128 hash)
{
    size_t at = hash.low & (n - 1);
    while (slots[at].number &&
           (slots[at].hash.low != hash.low || slots[at].hash.high != hash.high))
        at = (at + 1) & (n - 1);
    return &slots[at];
}

static pcs_status grow(pcs_units *u, pcs_error *err)
{
    if (u->len * 2 < u->n_slots)
        return PCS_OK;
    size_t n = u->n_slots ? u->n_slots * 2 : 4096;
    slot *slots = calloc(n, sizeof *slots);
    if (!slots)
        return pcs_error_nomem(err);
    for (size_t i = 0; i < u->n_slots; i++)
        if (u->slots[i].number)
            *find(slots, n, u->slots[i].hash) = u->slots[i];
    free(u->slots);
    u->slots = slots;
    u->n_slots = n;
    return PCS_OK;
}

pcs_status pcs_units_add(uint32_t *out, bool *is_new, pcs_units *u,
                         const char *local, size_t local_len,
                         const char *english, size_t english_len,
                         pcs_error *err)
{
    *out = 0;
    pcs_status status = grow(u, err);
    if (status != PCS_OK)
        return status;
    pcs_hash128 hash = pcs_hash_pair(local, local_len, english, english_len);
    slot *s = find(u->slots, u->n_slots, hash);
    *is_new = s->number == 0;
    if (*is_new) {
        if (u->len >= UINT32_MAX - 1)
            return pcs_error_set(err, PCS_ELIMIT,
                                 "more than 2^32 translation units");
        s->hash = hash;
        s->number = (uint32_t)++u->len;
    }
    *out = s->number - 1;
    return PCS_OK;
}
