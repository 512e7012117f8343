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
 *
 * These lists say what is no part of a word. Which words of a question are
 * dropped first is another matter, and another list: functionwords.h.
 */

/** Whether a folded word (with its accents) is on its locale's list. */
bool pcs_is_closed_word(const char *locale, const char *word, size_t len);

/**
 * Whether text (UTF-8) is a Chinese particle or word of place and time of one
 * character, which ICU's dictionary joins to a part of the word beside:
 * 页 | 面上, and 以上 | 传, where it is before.
 */
bool pcs_is_chinese_particle(const char *text, size_t len, bool is_before);

#endif
