/* compound.h - the parts of compound words */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_ANALYZE_COMPOUND_H
#define PCS_ANALYZE_COMPOUND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Compounds are split on the words that a collection holds (P. Koehn and
 * K. Knight, "Empirical methods for compound splitting", EACL 2003), with the
 * linking elements of the language. Prefixes of verbs and other bound pieces
 * are no parts, though many are words too, so that Abrechnung is not split
 * into ab and Rechnung, and nothing that holds it is.
 *
 * All words are bare (pcs_stemmer_bare).
 */

typedef struct pcs_compounding pcs_compounding;

/** The rules of a locale's language; NULL where it writes words apart. */
const pcs_compounding *pcs_compounding_for(const char *locale);

/** The longest word that is looked into, in bytes. */
#define PCS_COMPOUND_MAX 64

/** Says whether len bytes are a word of the collection. */
typedef bool pcs_is_attested(void *context, const char *word, size_t len);

/** How well the rest of a word on both sides of a part is accounted for. */
typedef enum pcs_split {
    PCS_SPLIT_NONE,  /* bound pieces, or nothing of the kind */
    PCS_SPLIT_LOOSE, /* looks like words */
    PCS_SPLIT_WORDS  /* words, with linking elements */
} pcs_split;

/** A word that is being split. */
typedef struct pcs_splitting {
    const pcs_compounding *rules;
    const char *word;
    size_t len;
    uint32_t firsts; /* what stands for a word begins so: a bit a letter */
    bool left[PCS_COMPOUND_MAX + 1];  /* words end here, all the way */
    bool right[PCS_COMPOUND_MAX + 1]; /* words begin here, all the way */
} pcs_splitting;

/** False for a word that is too short, long or odd to be split. */
bool pcs_is_splittable(const char *word, size_t len);

/**
 * Prepares word (borrowed); false where it is not splittable. What is_attested
 * is asked lies in the word itself, but where an ending stands behind it.
 */
bool pcs_splitting_init(pcs_splitting *splitting, const pcs_compounding *rules,
                        const char *word, size_t len,
                        pcs_is_attested *is_attested, void *context);

/** How the rest is accounted for when bytes [start, end) are a part. */
pcs_split pcs_splitting_at(const pcs_splitting *splitting, size_t start,
                           size_t end);

/** Whether a word is a bound piece, so that it is no part. */
bool pcs_is_bound(const pcs_compounding *rules, const char *word, size_t len);

/** Whether what is spelt like a noun may be the ending of a participle: Ende.
 */
bool pcs_is_participle(const pcs_compounding *rules, const char *ending,
                       size_t len);

/** Whether len bytes are a linking element, or nothing. */
bool pcs_is_linking(const pcs_compounding *rules, const char *text, size_t len);

/** Whether text ends with a bound piece that is no linking element. */
bool pcs_ends_bound(const pcs_compounding *rules, const char *text, size_t len);

#endif
