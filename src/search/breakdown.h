/* breakdown.h - what the scores of hits are made of */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SEARCH_BREAKDOWN_H
#define PCS_SEARCH_BREAKDOWN_H

#include "search/session.h"

/** A hit, and its parts as they are found. */
typedef struct pcs_noted_hit {
    pcs_hit *hit;
    pcs_candidate candidate;
    pcs_score_part *parts, *pairs;
    size_t n_parts, cap_parts, n_pairs, cap_pairs;
} pcs_noted_hit;

/** An explanation that is being made. */
typedef struct pcs_explaining {
    const char *parsed;     /* the tree as it was first searched */
    pcs_headings *headings; /* that match, by shelf */
    size_t n_shelves;
    pcs_noted_hit *hits;
    size_t n_hits, cap_hits;
} pcs_explaining;

/** Gives each hit that was noted its explanation. */
pcs_status pcs_session_break_down(pcs_session *session, pcs_error *err);

#endif
