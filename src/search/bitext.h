/* bitext.h - a sample of aligned units, as classes of words */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SEARCH_BITEXT_H
#define PCS_SEARCH_BITEXT_H

#include "search/match.h"

/*
 * What a term is rendered by is looked for in the texts of the other side than
 * the term's, over a bounded sample of the units that the term matches. Words
 * count as their classes (store/associations.h). A word that goes best with
 * another word of the term's side is explained where that stands in the unit,
 * and is no rendering of the term there ("competitive linking", Melamed 2000).
 */

/** How a word of the sample stands to the term. */
enum {
    PCS_BITEXT_FREE = 1,     /* nothing but the term explains it; function words
                                 are always free */
    PCS_BITEXT_FUNCTION = 2, /* an article or the like */
    PCS_BITEXT_PARTNER = 4   /* it goes best with a word of the term */
};

/** Zero-initialise. */
typedef struct pcs_bitext {
    const pcs_partition *partition;
    pcs_side side; /* of the renderings */
    const pcs_forward *own_units, *units;
    const pcs_associations *own, *other;
    const pcs_lexicon *words; /* of the renderings' side */
    uint32_t *classes;        /* of each word, unit after unit */
    uint8_t *flags;           /* likewise */
    size_t *ends;             /* of each unit */
    size_t n;                 /* units of the sample */
    size_t n_all;             /* units that it is of */
    double scale;             /* n_all / n */
    size_t n_term_words;      /* of the term, for its length; yours to set */
    size_t cap_words;
} pcs_bitext;

/** Sets the sides, and checks the associations. PCS_ECORRUPT. */
pcs_status pcs_bitext_init(pcs_bitext *bitext, const pcs_partition *partition,
                           pcs_side side, pcs_error *err);

/**
 * Reads a sample of units (ascending, each once), in which the term stands for
 * the classes of its own side in `term`. So does each class that stands with
 * the term nearly always. PCS_ECORRUPT, PCS_ENOMEM.
 */
pcs_status pcs_bitext_read(pcs_bitext *bitext, const uint32_t *units, size_t n,
                           const uint32_t *term, size_t n_term, pcs_error *err);

/** The words [*first, *last) of unit i of the sample. */
static inline void pcs_bitext_unit(const pcs_bitext *b, size_t i, size_t *first,
                                   size_t *last)
{
    *first = i ? b->ends[i - 1] : 0;
    *last = b->ends[i];
}

/** The class of the word, or PCS_NO_PARTNER where the side has it not. */
pcs_status pcs_bitext_class(uint32_t *out, const pcs_lexicon *lexicon,
                            const pcs_associations *associations,
                            const char *word, size_t len, pcs_error *err);

void pcs_bitext_dispose(pcs_bitext *bitext);

#endif
