/* askedterm.h - the term whose translations are asked for */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SEARCH_ASKEDTERM_H
#define PCS_SEARCH_ASKEDTERM_H

#include "search/session.h"

/*
 * The words of a query that are to be there, on one side, are the term: all of
 * them together, in this order. The rest of the query, filters and what is
 * excluded, says which segments count.
 */

/** Zero-initialise. */
typedef struct pcs_asked_term {
    pcs_session session; /* of the rest, once the term is out of its tree */
    pcs_search_options options;
    pcs_node nodes[2]; /* of the term, as of each side */
    pcs_term terms[2];
    bool has_side; /* a field says which side it is of */
    pcs_side side;
    const char *text; /* in the arena of the session's query */
    size_t len;
} pcs_asked_term;

/**
 * Reads a query. options and searcher are borrowed. PCS_EINVAL where there is
 * no term in it, or a locale that the index does not have; PCS_ENOMEM.
 */
pcs_status pcs_asked_term_read(pcs_asked_term *term, pcs_searcher *searcher,
                               const char *query, size_t len,
                               const pcs_search_options *options,
                               pcs_error *err);

void pcs_asked_term_dispose(pcs_asked_term *term);

/** Units of a shelf that have the term. */
typedef struct pcs_term_units {
    pcs_matching matching; /* of the term alone, for marks */
    pcs_tiers *tiers;      /* of each unit */
    size_t n;              /* that have it */
} pcs_term_units;

/**
 * Finds the units that have the term on a side, as a word or a form of it; as a
 * part of words where it is none, and the options' lowest tier lets it be.
 * Zero-initialise out; PCS_ECORRUPT, PCS_ENOMEM.
 */
pcs_status pcs_asked_term_match(pcs_term_units *out, pcs_asked_term *term,
                                pcs_shelf *shelf, pcs_side side, bool has_parts,
                                pcs_error *err);

void pcs_term_units_dispose(pcs_term_units *units);

/**
 * The classes of the term's words on a side of a shelf, in their order: *n of
 * them, at most max; 0 where it has a word that the side has not.
 */
pcs_status pcs_asked_term_row(uint32_t *classes, size_t *n, size_t max,
                              const pcs_asked_term *term,
                              const pcs_partition *partition, pcs_side side,
                              pcs_error *err);

/**
 * The classes of all words that the term is, whole and in parts, as far as the
 * side has them: *n of them, at most max.
 */
pcs_status pcs_asked_term_classes(uint32_t *classes, size_t *n, size_t max,
                                  const pcs_asked_term *term,
                                  const pcs_partition *partition, pcs_side side,
                                  pcs_error *err);

#endif
