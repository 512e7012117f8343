/* english.h - words that are looked for on the English side, too */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SEARCH_ENGLISH_H
#define PCS_SEARCH_ENGLISH_H

#include "search/session.h"

/*
 * Who types `invoice` while searching Korean means the English of a segment. So
 * a word without a field becomes an alternative of itself and the same word on
 * the English side, in each locale whose English has it, in any form, more than
 * PCS_ENGLISH_FACTOR times as often as its own texts do: `Partner` in German
 * and `data` in Portuguese stay what they are. Of a phrase, a beginning of
 * words and a word with symbols all of its words have to be so. A word that
 * only asks or helps (analyze/functionwords.h) is taken as English beside
 * another word that is. What is excluded is excluded on both sides.
 */
#define PCS_ENGLISH_FACTOR 4

/**
 * Adds the alternatives to the query's tree; nodes that have one keep it.
 * Matchings that were made before are made anew. PCS_ENOMEM, PCS_ECORRUPT.
 */
pcs_status pcs_session_add_english(pcs_session *session, pcs_error *err);

/** Lists in results.english what was looked for there in the end. PCS_ENOMEM.
 */
pcs_status pcs_session_report_english(pcs_session *session, pcs_error *err);

/**
 * Asks one locale the question (session.asked), but for words that are English
 * there, which are scored by their terms instead (pcs_score_english).
 * PCS_ECORRUPT, PCS_ENOMEM.
 */
pcs_status pcs_session_ask_local(pcs_session *session, size_t shelf,
                                 pcs_error *err);

/**
 * Whether a unit may be nothing but the query on its English side: it has each
 * word there, and no more of them. PCS_ECORRUPT.
 */
pcs_status pcs_english_may_be_whole(bool *out, const pcs_session *session,
                                    const pcs_matching *matching, uint32_t unit,
                                    pcs_error *err);

#endif
