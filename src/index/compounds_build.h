/* compounds_build.h - finding the compounds of a vocabulary */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_INDEX_COMPOUNDS_BUILD_H
#define PCS_INDEX_COMPOUNDS_BUILD_H

#include "analyze/compound.h"
#include "analyze/inflect.h"
#include "index/innerwords.h"
#include "index/senses.h"
#include "store/relations.h"

/** How many heads are remembered, a power of two. */
#define PCS_HEADS 4096u

/** The word that the end of a compound is a form of, or PCS_NO_WORD. */
typedef struct pcs_head {
    const char *text; /* in the bare forms; NULL where there is none yet */
    uint32_t len, word;
} pcs_head;

/** What compounds are found by, and those that were found. */
typedef struct pcs_compounds {
    const pcs_barewords *words;
    const pcs_senses *senses;         /* of those words */
    const pcs_inflection *inflection; /* may be NULL */
    const pcs_compounding *compounding;
    const char *locale;
    pcs_part_record *parts; /* sorted by part, then compound */
    size_t n_parts, cap_parts;
    size_t *first_part; /* while finding: where a word's parts begin, end */
    size_t *last_part;
    pcs_head *heads;      /* while finding: the last ones, by hash */
    pcs_innerwords inner; /* while finding: words that stand in a word */
} pcs_compounds;

/**
 * Finds which words of the list are parts of which others: where the rest is
 * words too, and the English sides do not gainsay it.
 */
pcs_status pcs_compounds_find(pcs_compounds *compounds, pcs_error *err);

void pcs_compounds_dispose(pcs_compounds *compounds);

#endif
