/* likemarks.h - which words of a translation a difference is about */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SEARCH_LIKEMARKS_H
#define PCS_SEARCH_LIKEMARKS_H

#include "search/liketexts.h"

/**
 * Marks, in the text of the match's other side, what the words of its own side
 * that differ, and that the sentence has nowhere, are translated by
 * (wordlinks.h): what of the translation has to be edited. tokens are those of
 * its own side. Where it is doubtful what stands for a word, nothing is marked.
 * PCS_ECORRUPT, PCS_ENOMEM.
 */
pcs_status pcs_like_mark_across(pcs_like_match *match, pcs_like *like,
                                const pcs_like_found *found,
                                const pcs_edit_tokens *tokens,
                                const bool *differs, pcs_arena *arena,
                                pcs_error *err);

#endif
