/* term.h - a term of a query, analysed and ready to be matched */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SEARCH_TERM_H
#define PCS_SEARCH_TERM_H

#include "search/pattern.h"
#include "search/query.h"
#include "search/tier.h"

/** How a term is looked up. */
typedef enum pcs_term_kind {
    PCS_TERM_KIND_WORD,    /* one word of a spaced script */
    PCS_TERM_KIND_PREFIX,  /* the beginning of such a word */
    PCS_TERM_KIND_LITERAL, /* characters, in this order */
    PCS_TERM_KIND_RAW      /* bytes: what folds to nothing */
} pcs_term_kind;

/** A term. The same for all locales; stems are looked up for each. */
typedef struct pcs_term {
    pcs_term_kind kind;
    const pcs_node *node;
    pcs_pattern pattern;
    pcs_buffer folded;    /* the folded text in UTF-8, without punctuation */
    bool has_grams;       /* the pattern holds scripts with grams */
    bool is_hangul;       /* and nothing but Hangul */
    bool is_one_word;     /* one word is all there is */
    bool is_altered;      /* that word is not the pattern's characters */
    pcs_terms words;      /* its words without their kind; a compound stands
                             for its parts */
    pcs_terms grams;      /* with their kind: each has to be posted */
    pcs_buffer open_gram; /* with its kind: something that begins with it has
                             to be posted; empty for none */
    bool is_proven;       /* by grams alone */
} pcs_term;

/** Whether it is nothing but symbols, of which the index says so little that
 * many texts have to be read, or all. */
bool pcs_term_is_scan(const pcs_term *term);

/**
 * Analyses a query's term node. Punctuation around a word of a spaced script
 * is dropped unless the term is a phrase: "Microsoft," is Microsoft, but C#,
 * .NET and --flag stay what they are.
 */
pcs_status pcs_term_make(pcs_term *term, const pcs_node *node,
                         pcs_analyzer *analyzer, pcs_error *err);

void pcs_term_dispose(pcs_term *term);

#endif
