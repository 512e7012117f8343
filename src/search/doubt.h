/* doubt.h - which of several variants are likely to be wrong */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SEARCH_DOUBT_H
#define PCS_SEARCH_DOUBT_H

#include "search/contrast.h"
#include "search/selection.h"

/*
 * A doubt is the probability, roughly, that a segment has to be changed: the
 * score of a finding is the sum over its segments, so that it reads as how many
 * there are to correct.
 *
 * Translations of one English text. The strong case is a variant that belongs
 * to another English text (pcs_pair_strength): 예 stands for No 134 times and
 * for Yes 679. Its doubt is the probability that the variant means the other
 * text, 679 / (679 + 134 + 1), times the share of the other text that stands
 * so, 679 / (682 + 1), times the contrast of both texts (contrast.h), so that
 * Log in and Sign in may stand as one. That holds for the most frequent
 * variant, too.
 *
 * Else a variant is doubted for not being the one most used (segments that a
 * person translated count twice, those left in English half): 0.3 where it was
 * left in English, and is no name as programs have it (UnitPrice), else 0.02 to
 * 0.1, the more the less it has in common with that one (Dice's coefficient
 * over pairs of characters).
 *
 * English texts with one translation. It belongs to the one for which it is the
 * strongest; another one is doubted by the contrast of both, in full where it
 * has other translations as well, else 0.3 of that, as what always stands so
 * may be meant; times the probability, as above, that the translation is the
 * owner's. Where words are opposed, these two count as 1: one of them has to be
 * wrong. No more segments than those of the owner count.
 */

/** What is known of a unit's doubt. */
typedef struct pcs_doubt {
    double value;
    uint32_t rival; /* the unit whose English the translation belongs to, or
                       PCS_NO_UNIT */
    uint32_t rival_segments; /* of the pair that it is of, in the locale */
} pcs_doubt;

/** Units of one finding, those of equal keys (pairtable.h) on the
 * side that differs together. */
typedef struct pcs_group {
    const uint32_t *units;
    size_t n;
} pcs_group;

/** Judges variants of one English text, or of one translation; doubts has one
 * for each unit. *score is what they add up to. */
pcs_status pcs_doubt_translations(double *score, pcs_doubt *doubts,
                                  pcs_contrast *contrast, size_t shelf,
                                  const pcs_selection *selection,
                                  const pcs_group *group, pcs_error *err);
pcs_status pcs_doubt_sources(double *score, pcs_doubt *doubts,
                             pcs_contrast *contrast, size_t shelf,
                             const pcs_selection *selection,
                             const pcs_group *group, pcs_error *err);

#endif
