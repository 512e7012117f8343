/* wordlinks.h - which words of a unit are translations of which */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SEARCH_WORDLINKS_H
#define PCS_SEARCH_WORDLINKS_H

#include <stdbool.h>

#include "store/partition.h"

/** Words of a text behind these are not linked. */
#define PCS_LINKED_WORDS_MAX 256u
/** Words and parts of words. */
#define PCS_LINKED_ITEMS_MAX 512u

/** A word of a text, or a part of a compound. */
typedef struct pcs_linked_item {
    uint16_t word;       /* number in the text */
    uint16_t class;      /* among those of the side */
    uint16_t start, len; /* bytes of the folded word; len 0: all of it */
} pcs_linked_item;

/** One side of a unit. */
typedef struct pcs_linked_side {
    uint32_t classes[PCS_LINKED_WORDS_MAX]; /* each once */
    pcs_linked_item items[PCS_LINKED_ITEMS_MAX];
    size_t n_classes, n_items, n_words;
} pcs_linked_side;

/**
 * The words of both sides of a unit, and how surely they are translations of
 * each other by two alignment models, one a direction: posterior probabilities
 * of model 1 (Brown et al. 1993), for which each word has to choose among all
 * of the other side. Two words that choose each other are links (the agreement
 * of Liang, Taskar and Klein 2006). A number or code that both sides have
 * stands for itself, and so does a name unless it is known to be something
 * else.
 */
typedef struct pcs_word_links {
    pcs_linked_side local, english;
    /* By English class * local.n_classes + local class: */
    float *forth; /* that the English one stands for the local one */
    float *back;  /* the other way round; of the same memory */
    size_t cap;
    /* Of each class of a side, how likely it stands for nothing, as far as that
     * was needed before, else 0; the caller's, and NULL where nobody keeps it.
     */
    float *local_chances, *english_chances;
} pcs_word_links;

/** Links the words of a unit. Zero-initialise once; may be used again. */
pcs_status pcs_word_links_find(pcs_word_links *links, const pcs_partition *p,
                               uint32_t unit, pcs_error *err);

void pcs_word_links_dispose(pcs_word_links *links);

#endif
