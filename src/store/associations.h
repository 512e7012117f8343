/* associations.h - how strongly words of one side go with words of the other */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_STORE_ASSOCIATIONS_H
#define PCS_STORE_ASSOCIATIONS_H

#include "store/tables.h"

/*
 * Found at publishing, over all units: words are put into classes of forms, and
 * each class has the Dice coefficient (Dice 1945) of it and the class of the
 * other side that goes with it best. A word that goes better with another one
 * than with a term is hardly a rendering of it (search/bitext.h); which words
 * of one pair stand for each other is asked of store/translationtable.h.
 *
 * Sections, S being "w" or "e": "S.class" (u32 a word of the lexicon: the first
 * word of its class), "S.class.freq" (u32: units that hold a word of the class)
 * "S.class.best" (u16: the coefficient, 65535 is 1) and "S.class.partner" (u32:
 * the class of the other side that it is of, PCS_NO_PARTNER for none), each by
 * the first word of a class.
 */

#define PCS_NO_PARTNER UINT32_MAX

typedef struct pcs_associations {
    pcs_tables *tables;
    const uint32_t *classes, *freqs;
    const uint16_t *best;
    const uint32_t *partners;
    size_t n; /* words */
} pcs_associations;

/** Opens the associations of side "w" or "e" of a table file. */
pcs_status pcs_associations_open(pcs_associations *out, pcs_tables *tables,
                                 const char *side, pcs_error *err);

/** The class of a word. PCS_ECORRUPT where it is not one of the words. */
pcs_status pcs_associations_class(uint32_t *out,
                                  const pcs_associations *associations,
                                  uint32_t word, pcs_error *err);

/** How many units hold a word of a class. */
pcs_status pcs_associations_freq(uint32_t *out,
                                 const pcs_associations *associations,
                                 uint32_t class, pcs_error *err);

/** Checks all of it, so that the arrays may be read. */
pcs_status pcs_associations_check(const pcs_associations *associations,
                                  pcs_error *err);

#endif
