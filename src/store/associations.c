/* associations.c - how strongly words of one side go with words of the other */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/associations.h"

#include <string.h>

pcs_status pcs_associations_open(pcs_associations *a, pcs_tables *tables,
                                 const char *side, pcs_error *err)
{
    size_t n_freqs = 0, n_best = 0, n_partners = 0;
    memset(a, 0, sizeof *a);
    a->tables = tables;
    pcs_status status = pcs_tables_items((const void **)&a->classes, &a->n,
                                         tables, side, "class", 4, err);
    if (status == PCS_OK)
        status = pcs_tables_items((const void **)&a->freqs, &n_freqs, tables,
                                  side, "class.freq", 4, err);
    if (status == PCS_OK)
        status = pcs_tables_items((const void **)&a->best, &n_best, tables,
                                  side, "class.best", 2, err);
    if (status == PCS_OK)
        status = pcs_tables_items((const void **)&a->partners, &n_partners,
                                  tables, side, "class.partner", 4, err);
    if (status == PCS_OK &&
        (n_freqs != a->n || n_best != a->n || n_partners != a->n))
        status = pcs_error_set(err, PCS_ECORRUPT, "classes of odd lengths");
    return status;
}

static pcs_status look_up(uint32_t *out, const pcs_associations *a,
                          const uint32_t *items, uint32_t i, pcs_error *err)
{
    *out = 0;
    if (i >= a->n)
        return pcs_error_set(err, PCS_ECORRUPT, "no word %u", i);
    pcs_status status =
        pcs_tables_check(a->tables, items + i, sizeof *items, err);
    if (status == PCS_OK)
        *out = items[i];
    return status;
}

pcs_status pcs_associations_class(uint32_t *out, const pcs_associations *a,
                                  uint32_t word, pcs_error *err)
{
    pcs_status status = look_up(out, a, a->classes, word, err);
    if (status == PCS_OK && *out > word)
        status = pcs_error_set(err, PCS_ECORRUPT, "odd classes of words");
    return status;
}

pcs_status pcs_associations_freq(uint32_t *out, const pcs_associations *a,
                                 uint32_t class, pcs_error *err)
{
    return look_up(out, a, a->freqs, class, err);
}

pcs_status pcs_associations_check(const pcs_associations *a, pcs_error *err)
{
    pcs_status status = pcs_tables_check(a->tables, a->classes, 4 * a->n, err);
    if (status == PCS_OK)
        status = pcs_tables_check(a->tables, a->freqs, 4 * a->n, err);
    if (status == PCS_OK)
        status = pcs_tables_check(a->tables, a->best, 2 * a->n, err);
    if (status == PCS_OK)
        status = pcs_tables_check(a->tables, a->partners, 4 * a->n, err);
    for (size_t i = 0; status == PCS_OK && i < a->n; i++)
        if (a->classes[i] > i)
            return pcs_error_set(err, PCS_ECORRUPT, "odd classes of words");
    return status;
}
