/* lexiconhashes.h - a hash table of the words of a lexicon */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_STORE_LEXICONHASHES_H
#define PCS_STORE_LEXICONHASHES_H

#include "store/lexicon.h"

/** Whether it told where the word is (a range of one or none), as
 * pcs_lexicon_find does; it does not know before many words were asked for, or
 * where the lexicon is damaged. */
bool pcs_lexicon_hashes_find(pcs_lexicon_range *out, const pcs_lexicon *lexicon,
                             const char *word, size_t len);

#endif
