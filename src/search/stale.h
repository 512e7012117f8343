/* stale.h - articles that were translated from an older English than others */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SEARCH_STALE_H
#define PCS_SEARCH_STALE_H

#include "search/changes.h"
#include "search/search.h"

/*
 * Articles of several locales may be editions of one article (editions.h), made
 * from several versions of its English. Which have the same English is told by
 * ms.openlocfilehash, else by ms.sourcegitcommit, else by the English itself
 * (versions.h); which English is newest, by ms.lasthandoff. Of several of that
 * day the newest is the one that most locales have, then that of the first one.
 * An article of another version is
 *
 *   stale      where its day is before that of the newest;
 *   unordered  where both are of one day, or one of them has none that can be
 *              read, so that nobody knows which is older;
 *   missing    where the locale has no article of that path.
 *
 * Worst first: stale, then unordered, then missing; in each most segments that
 * differ first (changed, added and removed; of a missing one, all that there
 * are), then the longest behind, then by locale, source and path.
 */
typedef enum pcs_stale_kind {
    PCS_STALE_OLDER,
    PCS_STALE_UNORDERED,
    PCS_STALE_MISSING,
    PCS_STALE_COUNT
} pcs_stale_kind;

/** "stale", "unordered", "missing". */
const char *pcs_stale_name(pcs_stale_kind kind);

/** An article, and what it says of its English. Texts are NUL-terminated; ""
 * for none. */
typedef struct pcs_stale_version {
    const char *locale;
    pcs_place_of place; /* line 0, no id */
    const char *title;
    const char *handoff; /* as 2021-05-19 where it is a day, else as written */
    const char *commit, *hash;
} pcs_stale_version;

/** A segment of one of the versions. */
typedef struct pcs_stale_segment {
    uint32_t line; /* 0 where there is no segment */
    const char *id;
    const char *english, *local;
    size_t english_len, local_len;
} pcs_stale_segment;

typedef struct pcs_stale_change {
    pcs_change_kind kind;
    pcs_stale_segment old; /* of an added one: that which it stands behind */
    pcs_stale_segment new;
    const pcs_word_edit *edits; /* of a changed one: of its English */
    size_t n_edits;
} pcs_stale_change;

/** How many changes an article lists: more than people write. */
#define PCS_STALE_CHANGES_MAX 5000

typedef struct pcs_stale_article {
    pcs_stale_kind kind;
    pcs_stale_version own;        /* of a missing one the locale alone */
    pcs_stale_version newest;     /* what it is held against */
    const char *const *newest_in; /* the locales that have that version */
    size_t n_newest_in;
    int64_t days;                      /* that a stale one is behind; else 0 */
    uint32_t segments;                 /* that it has; of a missing one, that
                                          the newest has */
    uint32_t counts[PCS_CHANGE_COUNT]; /* of its changes */
    const pcs_stale_change *changes;   /* in the order of the newest, at most
                                          PCS_STALE_CHANGES_MAX */
    size_t n_changes;
} pcs_stale_article;

typedef struct pcs_stale_options {
    const pcs_search_options *search; /* locales: which are held against
                                         others; also: against which (none:
                                         all); limit and offset; how the query
                                         is matched, where PCS_MATCH_AUTO is
                                         PCS_MATCH_ALL */
    bool want_missing;                /* list them; they are counted anyway */
    bool want_changes;                /* of the articles that are given */
} pcs_stale_options;

/** Zero-initialise; pcs_stale_dispose frees it. */
typedef struct pcs_stale_results {
    const pcs_stale_article *articles;
    size_t n_articles;
    uint64_t totals[PCS_STALE_COUNT];  /* articles, whatever is listed */
    uint64_t counts[PCS_CHANGE_COUNT]; /* changes of those that are stale or
                                          unordered */
    const char *const *ignored;        /* of the query, as of pcs_results */
    size_t n_ignored;
    pcs_arena arena;
} pcs_stale_results;

/**
 * Finds them, of the articles in which the query (if len is not 0) finds a
 * segment; a missing one where it does in the newest. PCS_EINVAL (a locale that
 * the index does not have), PCS_ECORRUPT, PCS_ENOMEM.
 */
pcs_status pcs_stale_find(pcs_stale_results *results, pcs_searcher *searcher,
                          const char *query, size_t len,
                          const pcs_stale_options *options, pcs_error *err);

void pcs_stale_dispose(pcs_stale_results *results);

#endif
