/* complete.h - what a reader who is still typing may be looking for */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SEARCH_COMPLETE_H
#define PCS_SEARCH_COMPLETE_H

#include "search/search.h"

typedef enum pcs_suggestion_kind {
    PCS_SUGGESTION_TITLE,   /* an article */
    PCS_SUGGESTION_HEADING, /* a place in one */
    PCS_SUGGESTION_TERM     /* a query: what was typed, its last word whole */
} pcs_suggestion_kind;

/** A suggestion. Texts are NUL-terminated. */
typedef struct pcs_suggestion {
    pcs_suggestion_kind kind;
    const char *text;
    const pcs_mark *marks; /* what was typed; none in a term */
    size_t n_marks;
    const char *locale; /* NULL of a term, which is of all that are searched */
    pcs_place_of place; /* of a title without anchor, id and line; of a term all
                           empty */
    uint64_t segments;  /* that a term finds; the same headings in a locale */
} pcs_suggestion;

/** How many of each kind there are at most; 0 for none. */
typedef struct pcs_complete_options {
    const char *const *locales; /* "ko-KR" or "ko"; none: all */
    size_t n_locales;
    size_t titles, headings, terms;
} pcs_complete_options;

/** Zero-initialise; pcs_suggestion_list_dispose frees it. */
typedef struct pcs_suggestion_list {
    const pcs_suggestion *items; /* titles, then headings, then terms */
    size_t len;
    pcs_arena arena;
} pcs_suggestion_list;

/**
 * Completes text (len bytes, any bytes, no operators): titles and headings that
 * have its words, the last one as the beginning of a word unless a space stands
 * behind it, and terms (pcs_suggest). Hangul may be unfinished: where nothing
 * has it as it stands, what it is most often the beginning of is taken. Latin
 * letters are completed to English words, too. Of titles and headings those
 * come first that begin with all that was typed, then the best matches, the
 * shorter first; texts that are equal but for case are one. PCS_EINVAL for an
 * unknown locale, PCS_ECORRUPT, PCS_ENOMEM; then the list is empty.
 */
pcs_status pcs_complete(pcs_suggestion_list *list, pcs_searcher *searcher,
                        const char *text, size_t len,
                        const pcs_complete_options *options, pcs_error *err);

void pcs_suggestion_list_dispose(pcs_suggestion_list *list);

#endif
