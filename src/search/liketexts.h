/* liketexts.h - matches of a sentence, by the texts of units */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SEARCH_LIKETEXTS_H
#define PCS_SEARCH_LIKETEXTS_H

#include "search/like.h"
#include "search/likeindex.h"
#include "search/session.h"

/** A unit that matches, before it is fetched. */
typedef struct pcs_like_found {
    unsigned percent;
    pcs_side side;
    bool is_human;
    uint16_t shelf;
    uint32_t unit;
    uint32_t count;   /* of its segments that count */
    uint32_t segment; /* the one that is shown */
} pcs_like_found;

/** The match of an English text, which may stand in several locales. */
typedef struct pcs_like_known {
    uint64_t english;
    unsigned percent;
    bool is_there;
} pcs_like_known;

#define PCS_LIKE_KNOWN 4096

/** What a sentence is compared by, and what came of it. */
struct pcs_like {
    const pcs_like_options *options;
    pcs_search_options search; /* what hits are fetched by */
    pcs_results results;       /* the session's: empty */
    pcs_session session;
    pcs_tiers **chosen; /* by shelf: the units of options.where; NULL: all */
    pcs_like_index *indexes; /* two a shelf: by pcs_side */
    pcs_like_question question;
    pcs_like_candidates candidates;
    const pcs_like_sentence *sentence;
    unsigned percent;     /* the least that counts now */
    pcs_edit_tokens text; /* of the unit in work */
    pcs_edit_work work;
    size_t bytes;         /* of texts that may yet be analysed */
    pcs_buffer canonical; /* the sentence */
    struct pcs_like_neighbour {
        pcs_buffer canonical;
        size_t words;      /* as the forward index counts them */
    } before, after;       /* the sentences beside it */
    pcs_buffer other;      /* of the unit in work */
    pcs_like_known *known; /* PCS_LIKE_KNOWN English texts, by their hashes */
    uint32_t **numbers;    /* by shelf and unit: its number in found, from 1 */
    pcs_like_found *found;
    size_t n_found, cap_found;
    size_t reached[PCS_LIKE_IN_CONTEXT + 1]; /* how many have a percentage */
};

/**
 * Compares the candidates with the question, best bound first, and finds those
 * of like->percent or more; with `enough` of them that are better than any that
 * is left, no more, and of no more texts than have so many bytes. *is_exact
 * says whether all were compared.
 */
pcs_status pcs_like_compare(pcs_like *like, size_t enough, size_t bytes,
                            bool *is_exact, pcs_error *err);

/** Makes those found that are equal 101 where a segment's neighbours are equal
 * to the sentence's. */
pcs_status pcs_like_check_context(pcs_like *like, pcs_error *err);

/** Forgets what was found. */
void pcs_like_forget(pcs_like *like);

#endif
