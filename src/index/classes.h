/* classes.h - which words of a vocabulary are forms of one */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_INDEX_CLASSES_H
#define PCS_INDEX_CLASSES_H

#include "index/wordset.h"

/**
 * Words that are counted as one when the sides of units are compared: those of
 * one stem; in Korean a noun with what stands behind it. Coarser than what
 * matching goes by. Zero-initialise.
 */
typedef struct pcs_classes {
    uint32_t *of; /* of each word its class: the first word that is in it */
    size_t n;
} pcs_classes;

/** The classes of the words of a locale. */
pcs_status pcs_classes_make(pcs_classes *out, const pcs_wordset *words,
                            const char *locale, pcs_error *err);

void pcs_classes_dispose(pcs_classes *classes);

#endif
