/* alternatives.h - what the dictionary has for a word */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SEARCH_ALTERNATIVES_H
#define PCS_SEARCH_ALTERNATIVES_H

#include "search/session.h"

/** No more are taken of one word. */
#define PCS_ALTERNATIVES_MAX 32

/** What a word is also looked for as, and where; borrowed from the dictionary.
 */
typedef struct pcs_alternative {
    pcs_dictionary_text text, key;
    pcs_dictionary_text locale; /* or language; empty: in all */
} pcs_alternative;

/** Initialise with what is searched, the rest zero. */
typedef struct pcs_alternatives {
    pcs_session *session;
    const pcs_dictionary *dictionary;
    pcs_side side; /* of the words that are looked up */
    pcs_alternative found[PCS_ALTERNATIVES_MAX];
    size_t n;
    bool is_over; /* there were more */
    /* private */
    pcs_buffer key;
} pcs_alternatives;

/**
 * Finds the synonyms of len bytes of folded text, one word or several with
 * spaces between them, that hold in a locale that is searched: those of the
 * text as it stands; of a Korean word, where it has none, those of what stands
 * before its particles or ending; of one word of a language with stems, those
 * of entries with its stem, and where there are none, of its other forms.
 * What was found before is dropped. PCS_ENOMEM, PCS_ECORRUPT.
 */
pcs_status pcs_alternatives_find(pcs_alternatives *alternatives,
                                 const char *text, size_t len, pcs_error *err);

void pcs_alternatives_dispose(pcs_alternatives *alternatives);

#endif
