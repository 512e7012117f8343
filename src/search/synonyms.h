/* synonyms.h - what else a query's words are looked for as */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SEARCH_SYNONYMS_H
#define PCS_SEARCH_SYNONYMS_H

#include "search/alternatives.h"

/** Caps: synonyms of one word, and of a whole query. */
#define PCS_SYNONYMS_MAX PCS_ALTERNATIVES_MAX
#define PCS_SYNONYMS_QUERY_MAX 128

/**
 * Puts the dictionary's synonyms into the query: a word, or several that stand
 * side by side, becomes an alternative of itself and them, and the results say
 * so in `expanded`. Phrases, beginnings of words and what is excluded stay as
 * they were typed. Does nothing where there is no dictionary, where the options
 * do not want it, and where a call before has done it. Matchings that were made
 * before are made anew.
 */
pcs_status pcs_session_expand(pcs_session *session, pcs_error *err);

#endif
