/* forward.c - the words of each unit, in the order of its text */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/forward.h"

#include <string.h>

pcs_status pcs_forward_open(pcs_forward *f, pcs_tables *tables,
                            const char *side, pcs_error *err)
{
    memset(f, 0, sizeof *f);
    f->tables = tables;
    pcs_status status =
        pcs_tables_items((const void **)&f->ends, &f->n_units, tables, side,
                         "seq.ends", sizeof *f->ends, err);
    if (status == PCS_OK)
        status = pcs_tables_items((const void **)&f->bytes, &f->bytes_len,
                                  tables, side, "seq", 1, err);
    return status;
}

pcs_status pcs_forward_unit(pcs_sequence *out, const pcs_forward *f,
                            uint32_t unit, pcs_error *err)
{
    *out = (pcs_sequence){NULL, NULL};
    if (unit >= f->n_units)
        return pcs_error_set(err, PCS_ECORRUPT, "no words of unit %u", unit);
    const uint32_t *at = f->ends + unit - (unit > 0);
    pcs_status status =
        pcs_tables_check(f->tables, at, (unit > 0 ? 2 : 1) * sizeof *at, err);
    if (status != PCS_OK)
        return status;
    uint32_t start = unit > 0 ? at[0] : 0, end = at[unit > 0];
    if (start > end || end > f->bytes_len)
        return pcs_error_set(err, PCS_ECORRUPT, "damaged words of units");
    *out = (pcs_sequence){f->bytes + start, f->bytes + end};
    return pcs_tables_check(f->tables, out->at, end - start, err);
}

void pcs_sequence_append(pcs_buffer *out, uint32_t number)
{
    char bytes[5];
    size_t n = 0;
    for (; number >= 0x80; number >>= 7)
        bytes[n++] = (char)(number | 0x80);
    bytes[n++] = (char)number;
    pcs_buffer_append(out, bytes, n);
}
