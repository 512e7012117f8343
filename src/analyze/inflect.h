/* inflect.h - the inflected forms of a word */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_ANALYZE_INFLECT_H
#define PCS_ANALYZE_INFLECT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"
#include "base/status.h"

/*
 * Stemmers for ranking conflate what is derived from one root (Sicherheit and
 * sich, Anbieter and anbieten). Sets of matches want less: plural, case,
 * gender, and the forms of verbs that no noun shares. Here each language is a
 * list of paradigms, which are sets of endings of one stem; two words are
 * forms of each other when one stem and one paradigm make both. The lists
 * follow the light stemmers of J. Savoy ("Light stemming approaches for the
 * French, Portuguese, German and Hungarian languages", SAC 2006, and those of
 * the University of Neuchatel), D. Harman's S-stemmer ("How effective is
 * suffixing?", JASIS 42, 1991), and for Arabic the prefixes and suffixes of
 * light10 (Larkey, Ballesteros and Connell, 2002), turned into pairs of
 * endings instead of endings to cut off.
 *
 * All words here are bare (pcs_stemmer_bare): folded, without accents.
 */

typedef struct pcs_inflection pcs_inflection;

/** The inflection of a locale's language; NULL where there is no list. */
const pcs_inflection *pcs_inflection_for(const char *locale);

/** What is visited; not NUL-terminated. Anything but PCS_OK ends it. */
typedef pcs_status pcs_form_visitor(void *context, const char *form, size_t len,
                                    pcs_error *err);

/**
 * Visits the forms that a word has if it is inflected at all; some come more
 * than once, the word itself does not. Most of them do not exist: it is for
 * the vocabulary to say which do.
 */
pcs_status pcs_inflect(const pcs_inflection *inflection, const char *word,
                       size_t len, pcs_form_visitor *visit, void *context,
                       pcs_error *err);

/** Whether pcs_inflect visits b for a, or they are equal. Symmetric. */
bool pcs_inflection_same(const pcs_inflection *inflection, const char *a,
                         size_t a_len, const char *b, size_t b_len);

/** pcs_is_closed_word, by the language of the inflection. */
bool pcs_inflection_is_closed(const pcs_inflection *inflection,
                              const char *word, size_t len);

/**
 * Proclitic number i, which is written together with the word that follows it:
 * articles and prepositions of Arabic and Hebrew, elided ones of French and
 * Italian. NULL behind the last one.
 */
const char *pcs_inflection_proclitic(const pcs_inflection *inflection,
                                     size_t i);

/** How many letters the word behind a proclitic has at least. */
size_t pcs_inflection_host_min(const pcs_inflection *inflection);

/**
 * Appends word with the digraphs of its language for the letters that a
 * keyboard may lack, as bare letters (German waehrung: wahrung); false where
 * it has none.
 */
bool pcs_inflection_undo_digraphs(const pcs_inflection *inflection,
                                  pcs_buffer *out, const char *word,
                                  size_t len);

/** Appends folded word with such letters as digraphs; false for none. */
bool pcs_inflection_digraphs(const pcs_inflection *inflection, pcs_buffer *out,
                             const char *word, size_t len);

/**
 * Whether the language has more forms than its paradigms (or has none), so
 * that words of one stem key count as forms too.
 */
bool pcs_inflection_is_partial(const pcs_inflection *inflection);

#endif
