/* functionwords.h - words that ask, point or help, and name nothing */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_ANALYZE_FUNCTIONWORDS_H
#define PCS_ANALYZE_FUNCTIONWORDS_H

#include <stdbool.h>
#include <stddef.h>

/**
 * Whether a folded word (UTF-8) is one of a closed class in some language:
 * an interrogative, article, pronoun, preposition, conjunction, auxiliary or a
 * polite verb of questions. Such words are found like any other, but where
 * words of a question have to be dropped, they go first. They are rare in help
 * texts, so that their frequency does not tell. What is no part of a compound,
 * and what stands beside a Chinese word, is in closed.h.
 */
bool pcs_functionwords_has(const char *word, size_t len);

#endif
