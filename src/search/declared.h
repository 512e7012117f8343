/* declared.h - what the dictionary says of a word's parts */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SEARCH_DECLARED_H
#define PCS_SEARCH_DECLARED_H

#include "search/match.h"

/** Folded words of the dictionary. Zero-initialise; free items. */
typedef struct pcs_declared {
    pcs_dictionary_text *items;
    size_t n, cap;
} pcs_declared;

/**
 * The values that the dictionary has under kind (PCS_DICTIONARY_PART or
 * _NOT_PART) for a folded word of a side, as it is or by its stem. None where
 * there is no dictionary, at once.
 */
pcs_status pcs_declared_find(pcs_declared *out, const pcs_shelf *shelf,
                             pcs_side side, unsigned kind, pcs_stemmer *stemmer,
                             const char *word, size_t len, pcs_error *err);

/** Whether word is among them, as it is or by its stem. */
pcs_status pcs_declared_has(bool *out, const pcs_declared *declared,
                            pcs_stemmer *stemmer, const char *word, size_t len,
                            pcs_error *err);

/** What the dictionary says of a word and what may be a part of it. */
typedef enum pcs_declared_relation {
    PCS_DECLARED_NOTHING,
    PCS_DECLARED_PART,
    PCS_DECLARED_NOT_PART
} pcs_declared_relation;

/** The relation of two folded words of one side; PCS_ENOMEM. */
pcs_status pcs_declared_relate(pcs_declared_relation *out, pcs_shelf *shelf,
                               pcs_side side, const char *part, size_t part_len,
                               const char *word, size_t len, pcs_error *err);

#endif
