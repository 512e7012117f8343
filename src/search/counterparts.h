/* counterparts.h - which words of the other side a term is translated by */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SEARCH_COUNTERPARTS_H
#define PCS_SEARCH_COUNTERPARTS_H

#include "search/marks.h"
#include "search/match.h"

/*
 * A term matches units, and each unit is a pair of texts: the words of the
 * other side that stand in those units, and seldom elsewhere, are what it is
 * translated by. They are counted over a bounded sample of the units when a
 * page of hits is shown, by the forward index; how strong an association a word
 * has at best was found at publishing. Two words that go best with each other
 * are taken for each other ("competitive linking", Melamed 2000).
 */

/** A class of words of the other side, by its first word
 * (store/associations.h).
 */
typedef struct pcs_counterpart {
    uint32_t class;
    double share; /* of the term's units that have it */
    double dice;  /* of the term and it */
    double ratio; /* of that to the best that the class has; above 1 at times */
} pcs_counterpart;

/** The counterparts of one term, best first. Zero-initialise. */
typedef struct pcs_counterparts {
    pcs_counterpart *items;
    size_t len;
    bool is_made;
} pcs_counterparts;

/**
 * Finds the counterparts of term number `term`, which was matched: those whose
 * association is worth a look. PCS_ECORRUPT, PCS_ENOMEM.
 */
pcs_status pcs_counterparts_find(pcs_counterparts *out, const pcs_matching *m,
                                 size_t term, pcs_error *err);

/** Frees what a shelf keeps for counting; NULL is fine. */
void pcs_counting_free(struct pcs_counting *counting);

void pcs_counterparts_dispose(pcs_counterparts *counterparts);

/**
 * Adds marks for the counterparts that stand in the text of unit on the other
 * side than the term's. a is the analysis of that text, with offsets and
 * tokens. Where it is doubtful which word it is, none is marked.
 */
pcs_status pcs_counterparts_mark(pcs_marks *marks,
                                 const pcs_counterparts *counterparts,
                                 const pcs_matching *m, size_t term,
                                 uint32_t unit, const pcs_analysis *a,
                                 pcs_error *err);

#endif
