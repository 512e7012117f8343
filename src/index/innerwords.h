/* innerwords.h - the words of a list that stand inside a word */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_INDEX_INNERWORDS_H
#define PCS_INDEX_INNERWORDS_H

#include <stdbool.h>

#include "analyze/compound.h"
#include "index/barewords.h"

/** No shorter ones are looked for ahead. */
#define PCS_INNER_MIN 3

/**
 * Finds words by bare form, those inside one word after another all at once: a
 * filter by beginnings spares looking for most of what is no word.
 * Zero-initialise.
 */
typedef struct pcs_innerwords {
    const pcs_barewords *words;
    uint64_t *begins, *wholes; /* bits by hash: beginnings, and bare forms */
    unsigned shift;            /* from a hash to a bit */
    uint32_t *common; /* by first word of a bare form: the commonest of it */
    const char *bare; /* the word that is looked into */
    size_t len;
    size_t reach[PCS_COMPOUND_MAX]; /* bytes from there on that may be the
                                       beginning of a word; no more are */
    uint32_t found[PCS_COMPOUND_MAX][PCS_COMPOUND_MAX + 1]; /* by start, len */
} pcs_innerwords;

/**
 * Prepares to look for the words of a list (borrowed). Those of the locale's
 * closed classes are not the commonest of any form.
 */
pcs_status pcs_innerwords_make(pcs_innerwords *inner,
                               const pcs_barewords *words, const char *locale,
                               pcs_error *err);

/** Looks into a bare form (borrowed) of PCS_COMPOUND_MAX bytes at most. */
void pcs_innerwords_look(pcs_innerwords *inner, const char *bare, size_t len);

/**
 * pcs_barewords_find; quick for bytes of the word that is being looked into,
 * where they are there.
 */
uint32_t pcs_innerwords_find(const pcs_innerwords *inner, const char *bare,
                             size_t len);

/** The commonest word of a bare form but for closed classes; PCS_NO_WORD. */
uint32_t pcs_innerwords_commonest(const pcs_innerwords *inner, const char *bare,
                                  size_t len);

/** False where no word of the list begins with these bytes; else either. */
bool pcs_innerwords_may_begin(const pcs_innerwords *inner, const char *bare,
                              size_t len);

void pcs_innerwords_dispose(pcs_innerwords *inner);

#endif
