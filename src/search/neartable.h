/* neartable.h - what tells at a glance which words may be near another */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SEARCH_NEARTABLE_H
#define PCS_SEARCH_NEARTABLE_H

#include "search/near.h"

/**
 * The signature and the number of letters of each word of a vocabulary: a look
 * at them leaves few words of which the letters have to be read. There is one
 * for Hangul, by the letters of the syllables that a word begins with, and one
 * for everything else, by characters.
 */
typedef struct pcs_near_table {
    uint64_t *signatures;
    uint8_t *lens; /* UINT8_MAX for more; of Hangul none */
} pcs_near_table;

/** Those of a shelf, made when they are needed again. */
typedef struct pcs_near_tables {
    pcs_near_table tables[2][2]; /* by side, and of Hangul */
    bool was_asked[2][2];
} pcs_near_tables;

/**
 * The table for a word of that side. *out is NULL where nobody has asked
 * before: whoever searches once is faster without. PCS_ENOMEM, PCS_ECORRUPT.
 */
pcs_status pcs_near_table_get(const pcs_near_table **out, pcs_shelf *shelf,
                              pcs_side side, bool is_hangul, pcs_error *err);

/** The first of the words [from, n) that may be near; n where none is. */
size_t pcs_near_table_next(const pcs_near_table *table, const pcs_near *near,
                           size_t from, size_t n);

void pcs_near_tables_free(pcs_near_tables *tables);

#endif
