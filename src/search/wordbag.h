/* wordbag.h - how different two English texts are */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SEARCH_WORDBAG_H
#define PCS_SEARCH_WORDBAG_H

#include "analyze/stem.h"
#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

/** How many words of a text are looked at. */
#define PCS_WORDBAG_MAX 64

typedef enum pcs_bag_kind {
    PCS_BAG_WORD,
    PCS_BAG_NUMBER,  /* of digits */
    PCS_BAG_NEGATION /* not, no, without, ... */
} pcs_bag_kind;

/** A word of a text, in lower case. */
typedef struct pcs_bag_word {
    uint64_t stem; /* the hash of its stem key */
    const char *text;
    uint32_t len;
    uint32_t kind;
} pcs_bag_word;

/** The words of an English text, by stem, whatever their order. */
typedef struct pcs_wordbag {
    const pcs_bag_word *words;
    size_t n;
} pcs_wordbag;

/**
 * The bag of a text: its words without articles, auxiliaries and the like
 * (with them where there is nothing else), names in camel case taken apart,
 * contractions spelt out. In the arena. PCS_ENOMEM.
 */
pcs_status pcs_wordbag_make(pcs_wordbag *out, pcs_arena *arena,
                            pcs_stemmer *english, const char *text, size_t len,
                            pcs_error *err);

/** What tells two bags apart. */
typedef struct pcs_bag_difference {
    double share;    /* of their words: 0, the same words; 1, none in common */
    bool is_opposed; /* alike but for a number, a negation, or a prefix that
                        negates */
} pcs_bag_difference;

pcs_bag_difference pcs_wordbag_compare(const pcs_wordbag *a,
                                       const pcs_wordbag *b);

#endif
