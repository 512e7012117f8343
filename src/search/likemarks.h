/* likemarks.h - which words of a translation a difference is about */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SEARCH_LIKEMARKS_H
#define PCS_SEARCH_LIKEMARKS_H

#include "search/liketexts.h"

/** More words that differ are not looked for on the other side. */
#define PCS_LIKE_ACROSS_MAX 6

/**
 * Marks, in the text of the match's other side, what the words of its own side
 * that differ, and that the sentence has nowhere, are translated by
 * (counterparts.h): what of the translation has
 * to be edited. tokens are those of its own side. Where too many words differ,
 * or what stands for one is doubtful, nothing is marked. PCS_ECORRUPT,
 * PCS_ENOMEM.
 */
pcs_status pcs_like_mark_across(pcs_like_match *match, pcs_like *like,
                                const pcs_like_found *found,
                                const pcs_edit_tokens *tokens,
                                const bool *differs, pcs_arena *arena,
                                pcs_error *err);

#endif
