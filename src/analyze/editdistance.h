/* editdistance.h - what it costs to make one text of another */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_ANALYZE_EDITDISTANCE_H
#define PCS_ANALYZE_EDITDISTANCE_H

#include "analyze/edittokens.h"

/*
 * The edit distance (Levenshtein 1966) of two texts by their tokens. A token
 * that is inserted or deleted costs its weight. Put in the place of another
 * one, an equal token costs nothing, one of its class PCS_EDIT_MARK, and any
 * other word PCS_EDIT_WORD; a word and a mark never take each other's place.
 */

/** Memory, and a limit for work. Zero-initialise but for cells. */
typedef struct pcs_edit_work {
    uint64_t cells; /* pairs of tokens that may yet be looked at */
    bool is_spent;  /* more were needed: what was asked for is not known */
    uint32_t *row;
    size_t cap_row;
    uint32_t *rest; /* what the tokens of b from each on weigh */
    size_t cap_rest;
    uint8_t *moves;
    size_t cap_moves;
} pcs_edit_work;

/**
 * *out is the cost of making b of a, or max + 1 where it is more than max,
 * which costs little to find out: only what may be within max is looked at
 * (Ukkonen 1985). PCS_ENOMEM.
 */
pcs_status pcs_edit_cost(uint32_t *out, pcs_edit_work *work,
                         const pcs_edit_tokens *a, const pcs_edit_tokens *b,
                         uint32_t max, pcs_error *err);

/**
 * Sets a_differs and b_differs, of as many items as there are tokens, to
 * whether a token has no equal one in its place in the other text, for one of
 * the cheapest ways. Where that is too much work, all tokens between those that
 * are the same at both ends differ. PCS_ENOMEM.
 */
pcs_status pcs_edit_align(bool *a_differs, bool *b_differs, pcs_edit_work *work,
                          const pcs_edit_tokens *a, const pcs_edit_tokens *b,
                          pcs_error *err);

/** More pairs of tokens are not aligned. */
#define PCS_EDIT_ALIGN_MAX ((size_t)4 << 20)

/**
 * The match in percent: how much of the heavier text, rounded down, the cost
 * leaves; 0 for texts of no weight. What is 100 may yet differ in white space.
 */
static inline unsigned pcs_edit_percent(uint64_t cost, uint64_t weight)
{
    return cost < weight ? (unsigned)((weight - cost) * 100 / weight) : 0;
}

/** The most that a match of percent may cost, of at most 100 percent. */
static inline uint64_t pcs_edit_cost_max(unsigned percent, uint64_t weight)
{
    return weight * (100 - percent) / 100;
}

void pcs_edit_work_dispose(pcs_edit_work *work);

#endif
