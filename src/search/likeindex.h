/* likeindex.h - which units may be like a sentence, by their words alone */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SEARCH_LIKEINDEX_H
#define PCS_SEARCH_LIKEINDEX_H

#include "search/likequestion.h"
#include "search/match.h"

/** A unit that may be like the sentence. */
typedef struct pcs_like_candidate {
    uint64_t english;      /* the hash of its English; 0 for a localized text */
    uint64_t cost, weight; /* what it costs at least if it weighs so much, which
                              is the most that counts */
    uint32_t unit;
    uint16_t shelf;
    uint8_t side;  /* pcs_side: whose text it is */
    uint8_t bound; /* the match in percent is at most this */
} pcs_like_candidate;

typedef struct pcs_like_candidates {
    pcs_like_candidate *items;
    size_t len, cap;
} pcs_like_candidates;

/** One side of a shelf, and scratch of its size. Zero-initialise. */
typedef struct pcs_like_index {
    pcs_shelf *shelf;
    pcs_side side;
    uint16_t number; /* of the shelf */
    const pcs_lexicon *lexicon;
    const pcs_forward *forward;
    pcs_lexicon_range katakana; /* words that may be parts of compounds */
    size_t number_bytes;        /* of a word's number, at most */
    uint32_t *need;  /* a word of the lexicon: twice its count in the question,
                        plus one where it has digits; zero between searches */
    uint8_t *digits; /* likewise: whether it has digits; 0 not known */
    uint8_t *seen;   /* a unit: whether it was looked at */
    uint32_t *taken; /* words of the unit in work that the question has */
    size_t cap_taken;
    pcs_unit_list list;
} pcs_like_index;

/** Opens side `side` of shelf number `number`. PCS_ECORRUPT, PCS_ENOMEM. */
pcs_status pcs_like_index_open(pcs_like_index *index, pcs_shelf *shelf,
                               uint16_t number, pcs_side side, pcs_error *err);

void pcs_like_index_close(pcs_like_index *index);

/**
 * Appends every unit whose text of that side may match in the question's
 * percentage or more, with a bound; of those that chosen (NULL: all) has a tier
 * for.
 *
 * The bound counts how many words both have, whatever their order: of the
 * longer one, each other word costs its weight (editdistance.h), but for words
 * with digits, which any other such word may stand for. A sentence of n words
 * that has to share s of them shares one of its n - s + 1 rarest with every
 * unit that matches (prefix filter: Chaudhuri, Ganti, Kaushik 2006), so only
 * the postings of those are read. Where that says nothing, all units are looked
 * at. PCS_ECORRUPT, PCS_ENOMEM.
 */
pcs_status pcs_like_index_find(pcs_like_candidates *out, pcs_like_index *index,
                               const pcs_like_question *question,
                               const pcs_tiers *chosen, pcs_error *err);

#endif
