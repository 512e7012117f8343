/* paradigms.h - the table of inflections */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_ANALYZE_PARADIGMS_H
#define PCS_ANALYZE_PARADIGMS_H

#include <stdbool.h>
#include <stddef.h>

/** A letter of two bytes, how it is typed without it, and without accents. */
typedef struct pcs_digraph {
    const char *letter, *digraph, *bare;
} pcs_digraph;

/**
 * Paradigms are strings: how many letters the stem has at least, then the
 * endings, "-" for none. Lists end with NULL, digraphs with an empty one.
 */
struct pcs_inflection {
    const char *language;
    const char *const *paradigms;
    const char *const *proclitics;
    size_t host_min;
    const pcs_digraph *digraphs;
    bool is_partial; /* words of one stem key are forms too */
};

/** Ends with a language of NULL. */
extern const struct pcs_inflection pcs_inflections[];

#endif
