/* relations.h - which words of a vocabulary belong together */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_STORE_RELATIONS_H
#define PCS_STORE_RELATIONS_H

#include <stdbool.h>

#include "store/lexicon.h"

/*
 * What is said of the words of a lexicon (by their numbers) at publishing:
 *   "S.bare"  (u32) the words whose bare form is another, in its byte order:
 *             with the lexicon's own order, an index by bare form
 *   "S.part"  (pcs_part_record) which compounds hold a word as a part, by the
 *             number of the part
 *   "S.whole" (u32) the records of those in the order of compounds
 *   "S.apart" (pcs_apart_record, both ways, sorted) words that look like forms
 *             of each other, but are translated differently
 * S is "w" or "e". All but the first are empty for most languages.
 */

/** Bytes [start, start + len) of compound are the word part, or a form. */
typedef struct pcs_part_record {
    uint32_t part, compound;
    uint16_t start, len;
} pcs_part_record;

typedef struct pcs_apart_record {
    uint32_t word, other;
} pcs_apart_record;

typedef struct pcs_relations {
    pcs_tables *tables;
    const uint32_t *bare;
    size_t n_bare;
    const pcs_part_record *parts;
    size_t n_parts;
    const uint32_t *wholes; /* as many */
    const pcs_apart_record *apart;
    size_t n_apart;
} pcs_relations;

/** Opens the relations of side "w" or "e" of a table file. */
pcs_status pcs_relations_open(pcs_relations *relations, pcs_tables *tables,
                              const char *side, pcs_error *err);

/** The i-th word in the order of bare forms. */
pcs_status pcs_relations_bare(size_t *out, const pcs_relations *relations,
                              size_t i, pcs_error *err);

/** The records of the compounds that hold word number part. */
pcs_status pcs_relations_parts(pcs_lexicon_range *out,
                               const pcs_relations *relations, size_t part,
                               pcs_error *err);

/** The records of the parts of a compound, by their place among S.whole. */
pcs_status pcs_relations_wholes(pcs_lexicon_range *out,
                                const pcs_relations *relations, size_t compound,
                                pcs_error *err);

/** Record i of those. */
pcs_status pcs_relations_whole(pcs_part_record *out,
                               const pcs_relations *relations, size_t i,
                               pcs_error *err);

/** Record i of pcs_relations_parts. */
pcs_status pcs_relations_part(pcs_part_record *out,
                              const pcs_relations *relations, size_t i,
                              pcs_error *err);

/** Whether the words numbered a and b are told apart. */
pcs_status pcs_relations_are_apart(bool *out, const pcs_relations *relations,
                                   size_t a, size_t b, pcs_error *err);

#endif
