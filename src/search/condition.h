/* condition.h - what programs ask of articles, besides what was typed */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SEARCH_CONDITION_H
#define PCS_SEARCH_CONDITION_H

#include <pcsearch.h>

#include "search/match.h"

/** A pcs_condition that is ready to be held against articles. */
typedef struct pcs_conditions pcs_conditions;

/** PCS_EINVAL for a name that there is not, PCS_ELIMIT beyond
 * PCS_CONDITIONS_MAX or PCS_CONDITION_DEPTH_MAX, PCS_ENOMEM. */
pcs_status pcs_conditions_make(pcs_conditions **out,
                               const pcs_condition *condition, pcs_error *err);

void pcs_conditions_free(pcs_conditions *conditions);

/** Whether an article of this locale can satisfy them at all. */
bool pcs_conditions_allow(const pcs_conditions *conditions, const char *locale);

/**
 * Sets out[i], zeroed before, to PCS_TIER_WORD for each occurrence i whose
 * article satisfies them, in the order of partition.unit_segments. Where limit
 * (may be NULL) is PCS_TIER_NONE nothing is looked at. PCS_ECORRUPT,
 * PCS_ENOMEM.
 */
pcs_status pcs_conditions_match(pcs_tiers *out,
                                const pcs_conditions *conditions,
                                pcs_matching *m, const pcs_tiers *limit,
                                pcs_error *err);

/** Likewise of each article, by its number. */
pcs_status pcs_conditions_match_articles(pcs_tiers *out,
                                         const pcs_conditions *conditions,
                                         pcs_matching *m, pcs_error *err);

#endif
