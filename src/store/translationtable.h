/* translationtable.h - how likely a word is translated by another */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_STORE_TRANSLATIONTABLE_H
#define PCS_STORE_TRANSLATIONTABLE_H

#include "store/tables.h"

/*
 * A lexical translation table of classes of words (store/associations.h), made
 * at publishing: for each local class the English ones that stand for it in
 * some unit, with the probability of each given the other. Classes that hardly
 * ever do so are not in it.
 *
 * Sections: "t.ends" (u32 a word of the local lexicon: where the pairs of the
 * class end that it is the first word of) and "t.pairs".
 */

/** One pair; ordered by English class. */
typedef struct pcs_translation_pair {
    uint32_t english; /* class */
    uint8_t forth;    /* P(English | local), as pcs_probability_pack has it */
    uint8_t back;     /* P(local | English) */
    uint16_t zero;
} pcs_translation_pair;

typedef struct pcs_translation_table {
    pcs_tables *tables;
    const uint32_t *ends;
    size_t n; /* words of the local lexicon */
    const pcs_translation_pair *pairs;
    size_t n_pairs;
} pcs_translation_table;

/** Opens the table of a table file. */
pcs_status pcs_translation_table_open(pcs_translation_table *out,
                                      pcs_tables *tables, pcs_error *err);

/** The pairs of a local class; borrowed from the map. PCS_ECORRUPT. */
pcs_status pcs_translation_pairs(const pcs_translation_pair **out, size_t *n,
                                 const pcs_translation_table *table,
                                 uint32_t class, pcs_error *err);

/** A probability in steps of a sixteenth of a halving; down to 2^-16. */
uint8_t pcs_probability_pack(double probability);
float pcs_probability_unpack(uint8_t packed);

#endif
