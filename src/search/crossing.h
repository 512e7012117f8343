/* crossing.h - a query of one locale, answered by the segments of another */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SEARCH_CROSSING_H
#define PCS_SEARCH_CROSSING_H

#include "search/occurrences.h"
#include "search/session.h"
#include "search/siblings.h"

/*
 * With options.answers a segment of a locale that answers is found where its
 * sibling (siblings.h) in one of the locales that are searched matches the
 * query, filters included. What is searched are the locales that are wanted;
 * none answers itself. Where siblings in several of them match, the best
 * counts: by tier, then score (with PCS_MATCH_ANY by score), then locale.
 *
 * So everything that is counted is of the locales that answer: segments, pairs,
 * articles, files, facets, and tiers, a segment's being its sibling's. What is
 * ranked are the siblings; what is shown beside places and texts of the answer
 * is the sibling of its first place with its tier.
 */

/** What matched for a segment of a locale that answers. */
typedef struct pcs_crossed {
    float score;
    uint32_t segment;
    uint16_t shelf;
    uint8_t tier; /* PCS_TIER_NONE: nothing, and the rest means nothing */
    uint8_t by;   /* pcs_sibling_by */
} pcs_crossed;

/** One search's. Arrays are by shelf. */
typedef struct pcs_crossing {
    size_t n;              /* shelves */
    pcs_matching *shown;   /* only their shelf and live are set: what answers */
    pcs_crossed **crossed; /* of each occurrence, in the order of
                              unit_segments; NULL for one that answers not */
    pcs_headings *headings; /* that match, of those that are searched */
    pcs_siblings **joins;   /* from n shelves to n others, made when needed */
} pcs_crossing;

/** Begins, or begins anew. Does nothing without options.answers. */
pcs_status pcs_crossing_start(pcs_session *session, pcs_error *err);

void pcs_crossing_free(pcs_crossing *crossing);

/** Adds what matches in a shelf that is searched, tiers by unit. */
pcs_status pcs_crossing_add(pcs_session *session, size_t shelf,
                            const pcs_tiers *tiers, pcs_error *err);

/** *out (yours to free) has the best tier of each unit of a shelf that answers.
 */
pcs_status pcs_crossing_units(pcs_tiers **out, const pcs_session *session,
                              size_t shelf, pcs_error *err);

/** Makes candidates of a unit of a shelf that answers. */
pcs_status pcs_crossing_candidates(pcs_session *session, size_t shelf,
                                   uint32_t unit, const pcs_occurrences *o,
                                   pcs_error *err);

/** Hands over what an explanation needs. */
void pcs_crossing_finish(pcs_session *session);

/** The siblings that segments of shelf `from` have in `to`. */
pcs_status pcs_session_siblings(pcs_siblings **out, pcs_session *session,
                                size_t from, size_t to, pcs_error *err);

/** The shelf of what a candidate shows, and which of its occurrences match. */
pcs_matching *pcs_session_shown(const pcs_session *session,
                                const pcs_candidate *candidate);

/** Whether one of the options' names means this locale. */
bool pcs_locale_is_among(const char *locale, const char *const *names,
                         size_t n);

#endif
