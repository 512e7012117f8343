/* query.h - the query language: from what was typed to a tree */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SEARCH_QUERY_H
#define PCS_SEARCH_QUERY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/buffer.h"

/*
 * What is typed is never an error. White space parts words, which all have to
 * match (AND). "..." is a phrase, -x and NOT x exclude, x* is the beginning of
 * a word, OR and (...) do what they say; en:x looks at the English side,
 * local:x at the localized one, as a term without a field does. What cannot be
 * read so is taken as words.
 */

/** Caps. What is over one is left out of the query and named in `ignored`. */
#define PCS_QUERY_BYTES_MAX 1024
#define PCS_QUERY_TERMS_MAX 32
#define PCS_QUERY_DEPTH_MAX 16
#define PCS_QUERY_PHRASE_MAX 16
#define PCS_QUERY_SCANS_MAX 4 /* terms of nothing but symbols */

typedef enum pcs_node_kind {
    PCS_NODE_AND, /* all children; of none: everything */
    PCS_NODE_OR,  /* any child */
    PCS_NODE_NOT, /* not the one child */
    PCS_NODE_TERM
} pcs_node_kind;

/** Which text of a translation unit a term is looked for in. */
typedef enum pcs_side { PCS_SIDE_LOCAL, PCS_SIDE_ENGLISH } pcs_side;

/** A node of the tree; lives in the query's arena. */
typedef struct pcs_node {
    pcs_node_kind kind;
    struct pcs_node *child; /* the first */
    struct pcs_node *next;  /* of the same parent */

    const char *typed; /* what of the query it was read from; not of AND, OR */
    size_t typed_len;
    bool is_expanded; /* an OR of what was typed, the first, and synonyms */
    bool is_dropped;  /* left out: nothing matches all words, or a cap bit */

    /* of a term: */
    const char *text; /* as typed, without quotes and star; valid UTF-8 */
    size_t len;
    pcs_side side;
    bool is_phrase;
    bool is_prefix;
    bool is_excluded;   /* below an odd number of NOTs */
    bool is_synonym;    /* not typed, but the dictionary's; see synonyms.h */
    const char *locale; /* where a synonym holds; NULL: everywhere */
    size_t number;      /* from 0, among all terms */
} pcs_node;

/** Zero-initialise. */
typedef struct pcs_query {
    pcs_arena arena;
    const char *text; /* what was read, which the terms' texts point into */
    size_t len;
    pcs_node *root; /* NULL for an empty query */
    size_t n_terms;
    pcs_buffer ignored; /* what was left out, NUL-terminated, one by one */
    size_t n_ignored;
} pcs_query;

/**
 * Reads len bytes of text (any bytes; ill-formed UTF-8 becomes U+FFFD). With
 * is_plain, everything but white space is words. PCS_ENOMEM only.
 */
pcs_status pcs_query_parse(pcs_query *query, const char *text, size_t len,
                           bool is_plain, pcs_error *err);

/** Notes that something was left out. */
void pcs_query_ignore(pcs_query *query, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

void pcs_query_dispose(pcs_query *query);

#endif
