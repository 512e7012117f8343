/* relations.c - which words of a vocabulary belong together */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/relations.h"

#include <string.h>

pcs_status pcs_relations_open(pcs_relations *r, pcs_tables *tables,
                              const char *side, pcs_error *err)
{
    memset(r, 0, sizeof *r);
    size_t n_wholes = 0;
    r->tables = tables;
    pcs_status status =
        pcs_tables_items((const void **)&r->bare, &r->n_bare, tables, side,
                         "bare", sizeof *r->bare, err);
    if (status == PCS_OK)
        status = pcs_tables_items((const void **)&r->parts, &r->n_parts, tables,
                                  side, "part", sizeof *r->parts, err);
    if (status == PCS_OK)
        status = pcs_tables_items((const void **)&r->wholes, &n_wholes, tables,
                                  side, "whole", sizeof *r->wholes, err);
    if (status == PCS_OK && n_wholes != r->n_parts)
        status = pcs_error_set(err, PCS_ECORRUPT, "parts without compounds");
    if (status == PCS_OK)
        status = pcs_tables_items((const void **)&r->apart, &r->n_apart, tables,
                                  side, "apart", sizeof *r->apart, err);
    return status;
}

static pcs_status damaged(pcs_error *err)
{
    return pcs_error_set(err, PCS_ECORRUPT, "damaged relations of words");
}

pcs_status pcs_relations_bare(size_t *out, const pcs_relations *r, size_t i,
                              pcs_error *err)
{
    *out = 0;
    if (i >= r->n_bare)
        return damaged(err);
    pcs_status status =
        pcs_tables_check(r->tables, r->bare + i, sizeof *r->bare, err);
    if (status == PCS_OK)
        *out = r->bare[i];
    return status;
}

pcs_status pcs_relations_part(pcs_part_record *out, const pcs_relations *r,
                              size_t i, pcs_error *err)
{
    memset(out, 0, sizeof *out);
    if (i >= r->n_parts)
        return damaged(err);
    pcs_status status =
        pcs_tables_check(r->tables, r->parts + i, sizeof *r->parts, err);
    if (status == PCS_OK)
        *out = r->parts[i];
    return status;
}

/* The first record whose part is not below part. */
static pcs_status lower_part(size_t *out, const pcs_relations *r, size_t part,
                             pcs_error *err)
{
    size_t low = 0, high = r->n_parts;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        pcs_part_record record;
        pcs_status status = pcs_relations_part(&record, r, mid, err);
        if (status != PCS_OK)
            return status;
        if (record.part < part)
            low = mid + 1;
        else
            high = mid;
    }
    *out = low;
    return PCS_OK;
}

pcs_status pcs_relations_parts(pcs_lexicon_range *out, const pcs_relations *r,
                               size_t part, pcs_error *err)
{
    out->first = out->last = 0;
    pcs_status status = lower_part(&out->first, r, part, err);
    if (status == PCS_OK)
        status = lower_part(&out->last, r, part + 1, err);
    return status;
}

pcs_status pcs_relations_whole(pcs_part_record *out, const pcs_relations *r,
                               size_t i, pcs_error *err)
{
    memset(out, 0, sizeof *out);
    if (i >= r->n_parts)
        return damaged(err);
    pcs_status status =
        pcs_tables_check(r->tables, r->wholes + i, sizeof *r->wholes, err);
    if (status == PCS_OK)
        status = pcs_relations_part(out, r, r->wholes[i], err);
    return status;
}

/* The first record, by compounds, whose compound is not below that. */
static pcs_status lower_whole(size_t *out, const pcs_relations *r,
                              size_t compound, pcs_error *err)
{
    size_t low = 0, high = r->n_parts;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        pcs_part_record record;
        pcs_status status = pcs_relations_whole(&record, r, mid, err);
        if (status != PCS_OK)
            return status;
        if (record.compound < compound)
            low = mid + 1;
        else
            high = mid;
    }
    *out = low;
    return PCS_OK;
}

pcs_status pcs_relations_wholes(pcs_lexicon_range *out, const pcs_relations *r,
                                size_t compound, pcs_error *err)
{
    out->first = out->last = 0;
    if (r->n_parts == 0)
        return PCS_OK;
    pcs_status status = lower_whole(&out->first, r, compound, err);
    if (status == PCS_OK)
        status = lower_whole(&out->last, r, compound + 1, err);
    return status;
}

pcs_status pcs_relations_are_apart(bool *out, const pcs_relations *r, size_t a,
                                   size_t b, pcs_error *err)
{
    size_t low = 0, high = r->n_apart;
    *out = false;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        const pcs_apart_record *at = r->apart + mid;
        pcs_status status = pcs_tables_check(r->tables, at, sizeof *at, err);
        if (status != PCS_OK)
            return status;
        if (at->word == a && at->other == b) {
            *out = true;
            return PCS_OK;
        }
        if (at->word < a || (at->word == a && at->other < b))
            low = mid + 1;
        else
            high = mid;
    }
    return PCS_OK;
}
