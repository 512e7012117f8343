/* pairtable.h - which texts stand for which, in one locale */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SEARCH_PAIRTABLE_H
#define PCS_SEARCH_PAIRTABLE_H

#include "search/textkey.h"
#include "store/partition.h"

/** An English text and one that it stands as, both but for their form: the
 * keys are those of textkey.h. */
typedef struct pcs_text_pair {
    uint64_t english, local;
    uint32_t segments; /* of this pair, and */
    uint32_t total;    /* of all pairs with this English */
    uint32_t unit;     /* of its units the one with most segments */
    uint32_t zero;
} pcs_text_pair;

/** All of a locale's pairs. Zero-initialise. */
typedef struct pcs_pair_table {
    uint64_t *english; /* by unit: the key of its English, */
    uint64_t *local;   /* and of its localized text, */
    uint64_t *exact;   /* and the hash of that as it is written */
    size_t n_units;
    pcs_text_pair *pairs; /* by English, then localized key */
    size_t n_pairs;
    uint32_t *by_local; /* their numbers by localized key; of one key the
                           stronger (pcs_pair_strength) first */
} pcs_pair_table;

/**
 * Reads all texts of a partition. Calls visit (may be NULL) for each unit in
 * order; what is not PCS_OK ends it. Memory is 60 bytes a unit at most.
 * PCS_ECORRUPT, PCS_ENOMEM.
 */
pcs_status pcs_pair_table_make(pcs_pair_table *out,
                               const pcs_partition *partition,
                               pcs_status (*visit)(void *context, uint32_t unit,
                                                   const pcs_unit_text *text,
                                                   pcs_error *err),
                               void *context, pcs_error *err);

void pcs_pair_table_dispose(pcs_pair_table *table);

/** How many pairs are given at once. */
#define PCS_PAIR_RIVALS_MAX 8
#define PCS_PAIR_VARIANTS_MAX 256

/** The pairs of an English key by localized key, PCS_PAIR_VARIANTS_MAX of them
 * at most: how many, and the first. */
size_t pcs_pair_table_english(const pcs_text_pair **first,
                              const pcs_pair_table *table, uint64_t key);

/** The numbers of the pairs of a localized key, the PCS_PAIR_RIVALS_MAX
 * strongest, the strongest first. */
size_t pcs_pair_table_local(const uint32_t **first, const pcs_pair_table *table,
                            uint64_t key);

/** The pair of both keys; NULL for none. */
const pcs_text_pair *pcs_pair_table_find(const pcs_pair_table *table,
                                         uint64_t english, uint64_t local);

/**
 * How much a localized text belongs to an English one: the segments of the
 * pair, times the share of the English that stands so. Yes stands as 예 679
 * times of 682, No 134 times of 215: 예 belongs to Yes.
 */
static inline double pcs_pair_strength(const pcs_text_pair *pair)
{
    return (double)pair->segments * pair->segments /
           (pair->total ? pair->total : 1);
}

#endif
