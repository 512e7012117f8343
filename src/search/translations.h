/* translations.h - how a term was translated */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SEARCH_TRANSLATIONS_H
#define PCS_SEARCH_TRANSLATIONS_H

#include "search/search.h"

/*
 * A query's words are taken together as one term; the rest of the query,
 * fields and what is excluded, says which segments count. Where no field says
 * so, a term is of the side on which more of a locale's units have it, of the
 * English one where both are alike. A term of the localized side is translated
 * to English, or, with locales to translate to, into those: by the segments'
 * siblings (siblings.h). An English one is translated into each locale that is
 * wanted, or into those.
 *
 * Renderings are learned from the units that have the term, whatever else the
 * query says, and are then counted in the segments that it leaves. Each segment
 * counts for one of them.
 */

/** The name of the English side. */
#define PCS_TRANSLATIONS_ENGLISH "en"

/** How much there is of something. */
typedef struct pcs_tally {
    uint64_t units;    /* pairs of texts */
    uint64_t segments; /* their occurrences, ... */
    uint64_t human;    /* in articles that a person translated (HT) */
    uint64_t machine;  /* in those that a machine did (MT) */
} pcs_tally;

/** Two texts, NUL-terminated, with marks where term and rendering stand. */
typedef struct pcs_translation_example {
    const char *from, *to;
    size_t from_len, to_len;
    const pcs_mark *from_marks, *to_marks;
    size_t n_from_marks, n_to_marks;
    pcs_place_of place; /* of the translation */
} pcs_translation_example;

typedef struct pcs_translation {
    const char *text; /* as it stands in most texts; NUL-terminated */
    bool is_written;  /* else its folded words, which stand apart there */
    pcs_tally tally;
    double dice; /* how strongly both go together, where it was found */
    pcs_translation_example example;
} pcs_translation;

/** The translations of the term from one language to another one. */
typedef struct pcs_translated {
    const char *from, *to; /* locales, or "en" */
    pcs_tally all;         /* that have the term */
    pcs_tally rest;        /* that have none of the translations */
    uint64_t alone;        /* segments that have no sibling in `to`, which
                              are not among those */
    const pcs_translation *items; /* most segments first */
    size_t n;                     /* at most options.limit, */
    size_t n_more;                /* and so many more, ... */
    pcs_tally more;               /* which have these */
} pcs_translated;

/** Zero-initialise; pcs_translations_dispose frees it. */
typedef struct pcs_translations {
    const char *term;
    const pcs_translated *items;
    size_t n;                   /* none: the term was not found */
    const char *const *ignored; /* of the query, as in pcs_results */
    size_t n_ignored;
    pcs_arena arena;
} pcs_translations;

/**
 * Finds how a term was translated. Of the options locales, limit, lowest and
 * is_plain count. to names locales to translate to, or "en"; none: see above.
 * PCS_EINVAL where the query has no term, or for a locale that the index does
 * not have; PCS_ECORRUPT, PCS_ENOMEM.
 */
pcs_status pcs_translations_find(pcs_translations *out, pcs_searcher *searcher,
                                 const char *query, size_t len,
                                 const pcs_search_options *options,
                                 const char *const *to, size_t n_to,
                                 pcs_error *err);

void pcs_translations_dispose(pcs_translations *translations);

#endif
