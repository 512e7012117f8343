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

/* A record by one of the two orders, and the word that it is ordered by. */
static pcs_status ordered(uint32_t *word, const pcs_relations *r, size_t i,
                          bool by_compound, pcs_error *err)
{
    pcs_part_record record;
    pcs_status status = by_compound ? pcs_relations_whole(&record, r, i, err)
                                    : pcs_relations_part(&record, r, i, err);
    *word = by_compound ? record.compound : record.part;
    return status;
}

/* The first record of that order whose word is not below word. */
static pcs_status lower(size_t *out, const pcs_relations *r, bool by_compound,
                        size_t word, pcs_error *err)
{
    size_t low = 0, high = r->n_parts;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        uint32_t at;
        pcs_status status = ordered(&at, r, mid, by_compound, err);
        if (status != PCS_OK)
            return status;
        if (at < word)
            low = mid + 1;
        else
            high = mid;
    }
    *out = low;
    return PCS_OK;
}

static pcs_status find_range(pcs_lexicon_range *out, const pcs_relations *r,
                             bool by_compound, size_t word, pcs_error *err)
{
    out->first = out->last = 0;
    pcs_status status = lower(&out->first, r, by_compound, word, err);
    if (status == PCS_OK)
        status = lower(&out->last, r, by_compound, word + 1, err);
    return status;
}

pcs_status pcs_relations_parts(pcs_lexicon_range *out, const pcs_relations *r,
                               size_t part, pcs_error *err)
{
    return find_range(out, r, false, part, err);
}

pcs_status pcs_relations_wholes(pcs_lexicon_range *out, const pcs_relations *r,
                                size_t compound, pcs_error *err)
{
    return find_range(out, r, true, compound, err);
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
