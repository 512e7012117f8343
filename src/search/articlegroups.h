/* articlegroups.h - the best candidates of each article */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SEARCH_ARTICLEGROUPS_H
#define PCS_SEARCH_ARTICLEGROUPS_H

#include "search/articlematch.h"

/*
 * Of an article no more is shown than its best segments. So while segments
 * are gathered no more are kept of each, and session->top has as many of the
 * best of all as are reordered by their texts.
 */

/** An article that matches. */
typedef struct pcs_article_group {
    uint16_t shelf;
    uint32_t article;
    uint64_t segments; /* that match */
    size_t n_best;
    pcs_candidate best[PCS_ARTICLE_SEGMENTS_MAX]; /* best first */
    pcs_candidate key; /* what it is ranked by: its best segment, or its head */
    const pcs_head_match *head; /* NULL where nothing but segments matches */
    size_t number;              /* on the page; SIZE_MAX for none */
} pcs_article_group;

typedef struct pcs_article_groups {
    uint32_t **numbers; /* by shelf and article: its group's number plus one */
    size_t n_shelves;
    pcs_article_group *items;
    size_t n, cap;
} pcs_article_groups;

/** Without any. PCS_ENOMEM. */
pcs_status pcs_article_groups_new(pcs_article_groups **out, size_t n_shelves,
                                  pcs_error *err);

/** NULL is fine. */
void pcs_article_groups_free(pcs_article_groups *groups);

/** The group of an article of the session's shelf, made where there is none;
 * moves with the next that is made. PCS_ENOMEM, PCS_ECORRUPT. */
pcs_status pcs_article_group_get(pcs_article_group **out, pcs_session *session,
                                 size_t shelf, uint32_t article,
                                 pcs_error *err);

/** That of what a candidate shows. */
pcs_status pcs_article_group_of(pcs_article_group **out, pcs_session *session,
                                const pcs_candidate *candidate, pcs_error *err);

/** Keeps a candidate among the best where it is one; one that is there takes
 * its new place, which is no worse than the one before. */
void pcs_article_group_put(pcs_article_group *group,
                           const pcs_candidate *candidate);

/**
 * Finds out which candidates of the top, which is sorted, have the query's
 * words together, as far as that decides on the first n_wanted groups and those
 * with heads, and puts those into their groups. pcs_article_order_more says the
 * same of all that is shown of the groups that have a number.
 */
pcs_status pcs_article_order(pcs_session *session, size_t n_wanted,
                             pcs_error *err);
pcs_status pcs_article_order_more(pcs_session *session, pcs_error *err);

#endif
