/* also.h - hits with what stands beside them in other locales */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SEARCH_ALSO_H
#define PCS_SEARCH_ALSO_H

#include "search/session.h"

/**
 * Fills hit with what a candidate shows (pcs_hit_fetch), with what matched, as
 * far as that is a segment of another locale, and with its siblings in the
 * locales of options.also. Everything is copied into arena.
 */
pcs_status pcs_session_read_hit(pcs_hit *hit, pcs_arena *arena,
                                pcs_session *session,
                                const pcs_candidate *candidate, pcs_error *err);

/**
 * The same into the results' arena. It is noted for the explanation, so that
 * hit has to stay where it is.
 */
pcs_status pcs_session_fetch_hit(pcs_hit *hit, pcs_session *session,
                                 const pcs_candidate *candidate,
                                 pcs_error *err);

/** A hit that is to be filled. */
typedef struct pcs_hit_wanted {
    pcs_hit *hit;
    const pcs_candidate *candidate;
} pcs_hit_wanted;

/** The same of n hits, as far as there is no explanation in the order in which
 * their texts are stored. Sorts the list. */
pcs_status pcs_session_fetch_hits(pcs_hit_wanted *list, size_t n,
                                  pcs_session *session, pcs_error *err);

#endif
