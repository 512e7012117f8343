/* variants.h - other forms of a term that find what it finds */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SEARCH_VARIANTS_H
#define PCS_SEARCH_VARIANTS_H

#include "search/match.h"

/** More forms of a term are not tried. */
#define PCS_VARIANTS_MAX 8

/** A form of a term. What it matches counts as tier at best. */
typedef struct pcs_variant {
    struct pcs_variant *next;
    pcs_term term;
    pcs_node node; /* the term's own */
    pcs_tier tier;
    bool with_parts; /* what it matches as a part counts too */
    char text[];     /* the node's */
} pcs_variant;

/**
 * Makes the forms of a term in the language of m's shelf (*out is NULL where
 * there are none; free with pcs_variants_free):
 * - ko: without the particles or the verb's ending that it was typed with
 *   (구독을, 구독합니다: 구독), where the vocabulary shows the rest to be a
 * noun and the whole not (재판매인 stays whole);
 * - ja: without particles and forms of する (請求書を: 請求書; 利用します:
 * 利用), where the whole is no word; with the okurigana that the collection
 * has;
 * - zh: in the other characters, Traditional or Simplified, as far as the
 *   collection has them;
 * - words of letters with spaces between them: with a hyphen behind the first
 *   letter (email: e-mail), where the rest is a word.
 * Their tier is PCS_TIER_STEM. In ja and with m->lowest PCS_TIER_NEAR also
 * katakana in another spelling (ヴァ, バ), at that tier, unless the term is
 * excluded. A phrase, a prefix and a term of the English side have none. Other
 * forms are found as words only, but in zh also as parts.
 */
pcs_status pcs_variants_make(pcs_variant **out, pcs_matching *m,
                             const pcs_term *term, pcs_error *err);

void pcs_variants_free(pcs_variant *list);

#endif
