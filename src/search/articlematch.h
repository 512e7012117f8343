/* articlematch.h - articles that are found by their titles and descriptions */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SEARCH_ARTICLEMATCH_H
#define PCS_SEARCH_ARTICLEMATCH_H

#include "search/session.h"

/*
 * With PCS_GROUP_ARTICLE an article is found, besides by its segments, where
 * its title and its description (its head) match the query as a segment would,
 * taken together; and where that takes one of its segments besides, which is
 * looked for where nothing else of the article matches. A term of the query is
 * in any of these texts, an excluded one in none. At least one word of the head
 * has to be asked for: filters alone find no heads. Filters hold for the
 * article, or for the segment that is needed; a head has no heading and no id,
 * and no English side.
 *
 * Articles without segments are not found. Heads do not count where another
 * locale answers, and where a question was relaxed to any of its words.
 */

/** An article that is found so. */
typedef struct pcs_head_match {
    uint16_t shelf;
    uint32_t article;
    pcs_article_by by;
    pcs_candidate key;                            /* what it is ranked by */
    pcs_candidate hits[PCS_ARTICLE_SEGMENTS_MAX]; /* that it takes besides */
    size_t n_hits;
} pcs_head_match;

typedef struct pcs_head_matches {
    pcs_head_match *items;
    size_t n, cap;
} pcs_head_matches;

/**
 * Finds those of a shelf. segments: of each article, that match; found (zeroed
 * before) takes 1 for each article that is found so, whether by its segments as
 * well or not. They are added to session->heads where any are to be shown.
 */
pcs_status pcs_session_match_heads(uint8_t *found, pcs_session *session,
                                   size_t shelf, pcs_matching *m,
                                   const uint32_t *segments, pcs_error *err);

/** Whether articles are found so at all. */
bool pcs_session_wants_heads(const pcs_session *session);

/** Forgets all. */
void pcs_head_matches_dispose(pcs_head_matches *matches);

#endif
