/* hits.h - fetching what a search shows */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SEARCH_HITS_H
#define PCS_SEARCH_HITS_H

#include "search/pairmarks.h"
#include "search/rank.h"
#include "search/search.h"

/** Where the marks of both texts of a unit are to go. */
typedef struct pcs_pair_fetched {
    const pcs_mark **local;
    size_t *n_local;
    const pcs_mark **english;
    size_t *n_english;
} pcs_pair_fetched;

/** Marks in both texts of a unit (pcs_pair_marks_find), copied into arena. */
pcs_status pcs_marks_fetch(pcs_pair_fetched *out, pcs_arena *arena,
                           const pcs_matching *m, uint32_t unit,
                           const pcs_unit_text *text, pcs_error *err);

/** The same of a sibling: in its localized text alone, for what is marked in
 * its English (pcs_pair_marks_carry). */
pcs_status pcs_marks_carry(const pcs_mark **out, size_t *n, pcs_arena *arena,
                           const pcs_matching *m, uint32_t unit,
                           const pcs_unit_text *text, const pcs_hit *hit,
                           pcs_error *err);

/**
 * Fills hit with the texts, places and, with has_marks, marks of what a
 * candidate shows, which m has the shelf of; with grouping
 * PCS_GROUP_NONE, of its segment alone; and with options->context, its
 * neighbours. Everything is copied into arena.
 */
pcs_status pcs_hit_fetch(pcs_hit *hit, pcs_arena *arena, pcs_matching *m,
                         bool has_marks, const pcs_candidate *candidate,
                         const pcs_search_options *options, pcs_error *err);

/** What the segment was made of, copied into arena. */
pcs_status pcs_hit_origin_fetch(const pcs_hit_origin **out, pcs_arena *arena,
                                const pcs_partition *p, uint32_t segment,
                                pcs_error *err);

/** What the front matter of an article says, likewise. */
pcs_status pcs_hit_article_fetch(const pcs_hit_article **out, pcs_arena *arena,
                                 const pcs_partition *p, uint32_t article,
                                 pcs_error *err);

/** The same of the article of a segment. */
pcs_status pcs_segment_article_fetch(const pcs_hit_article **out,
                                     pcs_arena *arena, const pcs_partition *p,
                                     uint32_t segment, pcs_error *err);

/** The place of a segment, copied into arena. */
pcs_status pcs_place_fetch(pcs_place_of *place, pcs_arena *arena,
                           const pcs_partition *p, uint32_t segment,
                           pcs_error *err);

/** The place of an article as a whole: no id, line 0. */
pcs_status pcs_article_place(pcs_place_of *place, pcs_arena *arena,
                             const pcs_partition *p, uint32_t article,
                             pcs_error *err);

#endif
