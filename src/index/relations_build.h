/* relations_build.h - finding out which words belong together */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_INDEX_RELATIONS_BUILD_H
#define PCS_INDEX_RELATIONS_BUILD_H

#include "index/wordset.h"
#include "store/postings.h"
#include "store/relations.h"
#include "store/tables.h"

/** Whether anything is found out about the words of a locale from units. */
bool pcs_relations_need_units(const char *locale);

/** Which words are parts of which, sorted by part, then compound. */
typedef struct pcs_part_list {
    pcs_part_record *items;
    size_t len;
} pcs_part_list;

/**
 * Writes the relations (see store/relations.h) of the words of a side. Side "w"
 * has compounds with their parts, and forms that are translated differently, by
 * what the English sides of units say (side "e" has the order of bare forms
 * only, as has a locale that needs no units). Evidence is taken from a bounded
 * number of units. postings may be NULL where none are needed. *parts, where
 * parts is not NULL, takes the parts of compounds; the caller frees its items.
 */
pcs_status pcs_relations_write(pcs_tables_writer *writer, const char *side,
                               const pcs_wordset *words,
                               const pcs_wordset *english,
                               pcs_postings *postings, const char *locale,
                               uint32_t n_units, pcs_part_list *parts,
                               pcs_error *err);

#endif
