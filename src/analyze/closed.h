/* closed.h - articles, pronouns and other words of the closed classes */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_ANALYZE_CLOSED_H
#define PCS_ANALYZE_CLOSED_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Articles, pronouns, conjunctions, prepositions and auxiliary verbs are no
 * parts of compounds and no forms of nouns, though they are spelt like them
 * (German der in Felder, war and Ware). Only languages that write compounds
 * together have a list. Words that are nouns as well are on none.
 */

/** Whether a folded word (with its accents) is on its locale's list. */
bool pcs_is_closed_word(const char *locale, const char *word, size_t len);

#endif
