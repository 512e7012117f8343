/* selection.h - which segments a report looks at */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SEARCH_SELECTION_H
#define PCS_SEARCH_SELECTION_H

#include "search/session.h"

/** Those of one locale. */
typedef struct pcs_selection {
    bool is_wanted;     /* the locale is; else the rest is zero */
    uint32_t *segments; /* by unit: how many are looked at, */
    uint32_t *human;    /* and those of articles that a person translated */
    pcs_tiers *live;    /* by occurrence, in the order of unit.segments; NULL:
                           all are looked at */
    uint8_t *is_human;  /* by article: whether a person translated it */
    pcs_tiers *chosen;  /* by unit: whether its words match; NULL: all do */
} pcs_selection;

/**
 * Makes the selections of a query, one a locale of the index. What it says of
 * articles (path:, type: and the like, that all have to hold) selects segments;
 * what it says of words chooses among what is found. Calls of
 * pcs_session_start and _dispose are the caller's. PCS_ECORRUPT, PCS_ENOMEM.
 */
pcs_status pcs_selections_make(pcs_selection **out, pcs_session *session,
                               pcs_error *err);

void pcs_selections_free(pcs_selection *list, size_t n);

#endif
