/* keep.c - an update's builder: units that keep their slots */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "index/keep.h"

#include <stdlib.h>
#include <string.h>

/* One slot in four may be unserved: they cost room, and a look at each when
 * postings are read. Building anew costs as much as thirty median updates, and
 * comes around less often. */
#define SERVED_OF 3
#define SLOTS_OF 4

bool pcs_keeping_pays(const pcs_partition *old, size_t n_read,
                      size_t n_articles)
{
    return old->tables && old->n_units > 0 && 2 * n_read <= n_articles &&
           SLOTS_OF * old->n_units >= SERVED_OF * old->n_slots;
}

pcs_status pcs_keeping_start(pcs_keeping *k, const pcs_partition *old,
                             pcs_error *err)
{
    k->old = old;
    k->units = malloc((old->n_units + 1) * sizeof *k->units);
    k->strings = calloc(old->n_strings + 1, sizeof *k->strings);
    if (!k->units || !k->strings)
        return pcs_error_nomem(err);
    memset(k->units, 0xFF, (old->n_units + 1) * sizeof *k->units);
    k->is_on = true;
    return pcs_tables_check(old->tables, old->unit_hashes,
                            old->n_units * sizeof *old->unit_hashes, err);
}

static pcs_status know_units(pcs_keeping *k, pcs_error *err)
{
    pcs_status status = PCS_OK;
    for (size_t i = 0; status == PCS_OK && i < k->old->n_units; i++) {
        uint32_t number;
        bool is_new;
        status = pcs_units_add(&number, &is_new, &k->known,
                               &k->old->unit_hashes[i], err);
        if (status == PCS_OK && !is_new)
            status = pcs_error_set(err, PCS_ECORRUPT,
                                   "two units of one hash; rebuild the index "
                                   "with pcindex --rebuild");
    }
    return status;
}

pcs_status pcs_keeping_find(uint32_t *out, pcs_keeping *k,
                            const pcs_hash128 *hash, pcs_error *err)
{
    *out = PCS_NO_UNIT;
    if (!k->is_on)
        return PCS_OK;
    pcs_status status = k->known.len ? PCS_OK : know_units(k, err);
    if (status == PCS_OK)
        *out = pcs_units_find(&k->known, hash);
    return status;
}

void pcs_keeping_dispose(pcs_keeping *k)
{
    pcs_units_dispose(&k->known);
    free(k->units);
    free(k->strings);
    memset(k, 0, sizeof *k);
}
