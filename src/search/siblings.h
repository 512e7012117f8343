/* siblings.h - the same segment in another locale */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SEARCH_SIBLINGS_H
#define PCS_SEARCH_SIBLINGS_H

#include "search/match.h"

/*
 * Two segments of two locales can be siblings only where their English is the
 * same, byte for byte. A segment's sibling is the first of these that there
 * is:
 *
 *   id         in the article of the same path, made from the same version of
 *              its English (equal "ms.openlocfilehash"): the segment of the
 *              same number, which is what stands behind the hyphen of an id
 *              (what stands before it differs in each locale). Only where each
 *              segment of both articles has a number: the numbers of paragraphs
 *              ("8697a-p103") are given locale by locale.
 *   english    in the article of the same path: the segment with its English
 *              that stands between the same others; where there is none, of
 *              those that are left the nth, if it is the nth (inorder.h);
 *   elsewhere  anywhere in the locale: the pair that occurs most often, its
 *              first occurrence.
 *
 * Paths are the same where their keys are (pathkey.h), whatever their sources.
 * Where several articles of a locale have one key, those of the same version
 * of the English come first, then those whose source has the same name but for
 * the locale; of the articles that are equal in that, the first by source and
 * path that has a sibling.
 *
 * By id and by english, a segment is its sibling's sibling, where each locale
 * has one article of the key. Elsewhere that need not be so.
 *
 * English texts are told apart by 64 bits of hash (unit.english), as are paths:
 * among a million of each the chance that two meet is below 10^-7.
 */

/** How a sibling was found. */
typedef enum pcs_sibling_by {
    PCS_SIBLING_NONE, /* there is none */
    PCS_SIBLING_BY_ID,
    PCS_SIBLING_BY_ENGLISH,
    PCS_SIBLING_ELSEWHERE
} pcs_sibling_by;

/** "id", "english", "elsewhere"; "" for none. */
const char *pcs_sibling_by_name(pcs_sibling_by by);

/**
 * The siblings that segments of one locale have in another one. Articles are
 * joined when one of their segments is asked for, each once. One thread at a
 * time, as the shelves.
 */
typedef struct pcs_siblings pcs_siblings;

/**
 * Both shelves are borrowed. What can be kept for later joins (tables of paths
 * and of English texts, made when first needed) is kept with them.
 * PCS_ECORRUPT, PCS_ENOMEM.
 */
pcs_status pcs_siblings_new(pcs_siblings **out, pcs_shelf *from, pcs_shelf *to,
                            pcs_error *err);

/** NULL is fine. */
void pcs_siblings_free(pcs_siblings *siblings);

/**
 * The sibling of a segment of `from`: *by says how it was found; *out is its
 * number in `to`, 0 where there is none. PCS_ECORRUPT, PCS_ENOMEM.
 */
pcs_status pcs_siblings_find(uint32_t *out, pcs_sibling_by *by,
                             pcs_siblings *siblings, uint32_t segment,
                             pcs_error *err);

#endif
