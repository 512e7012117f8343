/* expansion.h - the words of a vocabulary that a word of a query stands for */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SEARCH_EXPANSION_H
#define PCS_SEARCH_EXPANSION_H

#include <stdbool.h>

#include "analyze/inflect.h"
#include "analyze/stem.h"
#include "store/listcache.h"
#include "store/relations.h"

/** A word of the vocabulary, and what of it is meant. */
typedef struct pcs_expansion_word {
    uint32_t word;
    uint32_t start, len; /* characters of a compound; 0 of len: all of it */
} pcs_expansion_word;

/** Words by their numbers, ascending; a compound may come twice. Zero-init. */
typedef struct pcs_expansion {
    pcs_expansion_word *items;
    size_t len, cap;
    bool is_made;
} pcs_expansion;

/** What words are expanded by. */
typedef struct pcs_expanding {
    const pcs_lexicon *lexicon;
    const pcs_relations *relations;
    const pcs_inflection *inflection; /* NULL: by stem keys */
    pcs_stemmer *stemmer;
    pcs_list_cache *kept; /* of expansions made before; NULL for none */
    char kind;            /* what they are in it */
} pcs_expanding;

/**
 * Finds the words of tier stem of a folded word: its inflected forms, also as
 * they are typed without accents or with digraphs, with and without proclitics,
 * and the compounds that any of these is a part of. Forms that are translated
 * differently are left out. Languages without a list of inflections go by
 * their stem keys. The word itself may be among them.
 */
pcs_status pcs_expand(pcs_expansion *out, const pcs_expanding *by,
                      const char *word, size_t len, pcs_error *err);

/** The first item of a word, or NULL. */
const pcs_expansion_word *pcs_expansion_find(const pcs_expansion *expansion,
                                             size_t word);

void pcs_expansion_dispose(pcs_expansion *expansion);

#endif
