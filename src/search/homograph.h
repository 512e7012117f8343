/* homograph.h - verbs that are written like nouns */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SEARCH_HOMOGRAPH_H
#define PCS_SEARCH_HOMOGRAPH_H

#include "search/match.h"

/**
 * A Han character with okurigana behind it is a verb, 行う, which is another
 * word than 行. Takes the units from out where it stands so and not otherwise.
 */
pcs_status pcs_drop_japanese_verbs(pcs_tiers *out, pcs_matching *m,
                                   const char *word, size_t len,
                                   pcs_error *err);

/**
 * A Korean word of two syllables that ends in 고 may be a verb's form: 보고,
 * "seeing", beside "report". Where the vocabulary has that verb, takes the
 * units from out that have the bare word behind an object (을, 를) and do not
 * make a verb of it (보고하다) nor have it with a particle.
 */
pcs_status pcs_drop_korean_verbs(pcs_tiers *out, pcs_matching *m,
                                 const char *word, size_t len, pcs_error *err);

#endif
