/* translationtable.c - how likely a word is translated by another */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/translationtable.h"

#include <math.h>
#include <string.h>

#define STEPS 16 /* a halving */

pcs_status pcs_translation_table_open(pcs_translation_table *t,
                                      pcs_tables *tables, pcs_error *err)
{
    memset(t, 0, sizeof *t);
    t->tables = tables;
    pcs_status status = pcs_tables_items((const void **)&t->ends, &t->n, tables,
                                         "t", "ends", sizeof *t->ends, err);
    if (status == PCS_OK)
        status = pcs_tables_items((const void **)&t->pairs, &t->n_pairs, tables,
                                  "t", "pairs", sizeof *t->pairs, err);
    return status;
}

pcs_status pcs_translation_pairs(const pcs_translation_pair **out, size_t *n,
                                 const pcs_translation_table *t, uint32_t class,
                                 pcs_error *err)
{
    *n = 0;
    if (class >= t->n)
        return pcs_error_set(err, PCS_ECORRUPT, "no class %u of words", class);
    const uint32_t *at = t->ends + class - (class > 0);
    pcs_status status =
        pcs_tables_check(t->tables, at, (class > 0 ? 2 : 1) * sizeof *at, err);
    if (status != PCS_OK)
        return status;
    uint32_t start = class > 0 ? at[0] : 0, end = at[class > 0];
    if (start > end || end > t->n_pairs)
        return pcs_error_set(err, PCS_ECORRUPT, "damaged translations");
    *out = t->pairs + start;
    *n = end - start;
    return pcs_tables_check(t->tables, *out, *n * sizeof **out, err);
}

uint8_t pcs_probability_pack(double p)
{
    double steps = p > 0 ? -log2(p) * STEPS + 0.5 : 255;
    return (uint8_t)(steps < 0 ? 0 : steps > 255 ? 255 : steps);
}

float pcs_probability_unpack(uint8_t packed)
{
    return exp2f(-(float)packed / STEPS);
}
