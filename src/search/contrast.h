/* contrast.h - whether two English texts mean something different */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SEARCH_CONTRAST_H
#define PCS_SEARCH_CONTRAST_H

#include "search/pairtable.h"
#include "search/wordbag.h"

/** What is known of one locale. */
typedef struct pcs_contrast_shelf {
    const pcs_pair_table *table; /* made */
    pcs_texts *texts;
    pcs_wordbag *bags; /* by unit: of its English, once it was needed */
} pcs_contrast_shelf;

/** The witnesses. Made by pcs_contrast_init; one thread at a time. */
typedef struct pcs_contrast {
    pcs_contrast_shelf *shelves;
    size_t n_shelves;
    pcs_stemmer *english;
    pcs_arena arena; /* of the bags */
} pcs_contrast;

/** For n locales, whose tables and texts are the caller's to set. */
pcs_status pcs_contrast_init(pcs_contrast *contrast, size_t n, pcs_error *err);

void pcs_contrast_dispose(pcs_contrast *contrast);

/**
 * How likely the English texts of two units of a locale are not to be the
 * same: 0, they say the same, to 1, they do not.
 *
 * Their words are one witness: d, the share of stems that only one of them has.
 * Where there are none, one text is the plural of the other or the like, and
 * that is that. Each other locale that has both is another witness: s, the
 * probability that it says the same for both, by the shares of their
 * translations there. As a locale's "other" is worth less where words are
 * shared, the whole is (d + sum(1 - s) * sqrt(d)) / (1 + n). Where words are
 * opposed (not, 2 and 3, managed and unmanaged) d says nothing, and locales
 * that do the same may be wrong alike: 1 - sum(s) / (2 + 2n).
 */
pcs_status pcs_contrast_get(double *out, bool *is_opposed,
                            pcs_contrast *contrast, size_t shelf, uint32_t a,
                            uint32_t b, pcs_error *err);

#endif
