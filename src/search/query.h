/* query.h - the query language: from what was typed to a tree */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SEARCH_QUERY_H
#define PCS_SEARCH_QUERY_H

#include <pcsearch.h>

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/buffer.h"

/*
 * What is typed is never an error. White space parts words, which all have to
 * match (AND). "..." is a phrase, -x and NOT x exclude, x* is the beginning of
 * a word, OR and (...) do what they say; en:x looks at the English side,
 * local:x at the localized one, and ko:x at that of one language. A term
 * without a field is looked for at the localized one, and where it is clearly
 * English at the English one, too (english.h). The other fields are filters,
 * which segments satisfy or not: title:x, date:2020.. and so on. What cannot be
 * read so is taken as words.
 */

/** Caps. What is over one is left out of the query and named in `ignored`. */
#define PCS_QUERY_BYTES_MAX 1024
#define PCS_QUERY_TERMS_MAX 32 /* and filters */
#define PCS_QUERY_DEPTH_MAX 16
#define PCS_QUERY_PHRASE_MAX 16
#define PCS_QUERY_SCANS_MAX 4 /* terms of nothing but symbols */

typedef enum pcs_node_kind {
    PCS_NODE_AND, /* all children; of none: everything */
    PCS_NODE_OR,  /* any child */
    PCS_NODE_NOT, /* not the one child */
    PCS_NODE_TERM,
    PCS_NODE_FILTER /* a field of segments or their articles */
} pcs_node_kind;

/** What a filter looks at. */
typedef enum pcs_field {
    PCS_FIELD_NONE = 0,
    PCS_FIELD_LOCALE,
    PCS_FIELD_TITLE,   /* words of the article's title */
    PCS_FIELD_HEADING, /* words of the segment's heading */
    PCS_FIELD_PATH,    /* a part of the path, or a glob */
    PCS_FIELD_TOPIC,   /* ms.topic */
    PCS_FIELD_SERVICE, /* ms.service, ms.prod, ms.technology */
    PCS_FIELD_AUTHOR,  /* author, ms.author */
    PCS_FIELD_DATE,    /* ms.date, else ms.lasthandoff; see dates.h */
    PCS_FIELD_TYPE,    /* ms.translationtype: ht, mt or auto */
    PCS_FIELD_ID,      /* of the segment */
    PCS_FIELD_COUNT,
    PCS_FIELD_CONDITION = PCS_FIELD_COUNT /* pcs_search_options.condition */
} pcs_field;

/** A node of the tree; lives in the query's arena. */
typedef struct pcs_node {
    pcs_node_kind kind;
    struct pcs_node *child; /* the first */
    struct pcs_node *next;  /* of the same parent */

    const char *typed; /* what of the query it was read from; not of AND, OR */
    size_t typed_len;
    bool is_expanded; /* an OR of what was typed, the first, and synonyms */
    bool is_dropped;  /* left out: nothing matches all words, or a cap bit */

    bool has_term;   /* it is one, or one is below it */
    bool has_filter; /* likewise */

    /* of a term or a filter: */
    const char *text; /* as typed, without quotes and star; valid UTF-8 */
    size_t len;
    pcs_side side;
    pcs_field field;      /* of a filter */
    const char *language; /* it matches in these locales only; NULL: in all */
    size_t language_len;
    bool is_phrase;
    bool is_prefix;
    bool is_excluded;    /* below an odd number of NOTs */
    bool is_synonym;     /* not typed, but the dictionary's; see synonyms.h */
    const char *locale;  /* where a synonym holds; NULL: everywhere */
    bool is_sided;       /* a field says which side is meant */
    bool is_english_too; /* not typed, but what was, on the English side, where
                            that is meant as well; see english.h */
    bool is_helper;      /* and it only asks or helps: how, to */
    const struct pcs_node *other;   /* of what is looked for on both sides: the
                                       term of the other one; else NULL */
    const char *const *locales;     /* where is_english_too holds, NULL behind
                                       the last; NULL: everywhere */
    const pcs_condition *condition; /* of PCS_FIELD_CONDITION */
    size_t number; /* from 0, among all terms, or all filters */
} pcs_node;

/** Zero-initialise. */
typedef struct pcs_query {
    pcs_arena arena;
    const char *text; /* what was read, which the terms' texts point into */
    size_t len;
    pcs_node *root; /* NULL for an empty query */
    size_t n_terms, n_filters;
    pcs_buffer ignored; /* what was left out, NUL-terminated, one by one */
    size_t n_ignored;
} pcs_query;

/** What a query is read with. */
typedef struct pcs_query_options {
    bool is_plain;              /* everything but white space is words */
    const char *const *locales; /* whose names and languages are fields */
    size_t n_locales;
    pcs_search_in in;               /* what holds outside of all fields */
    const pcs_condition *condition; /* goes into the tree; NULL: none */
} pcs_query_options;

/**
 * Reads len bytes of text (any bytes; ill-formed UTF-8 becomes U+FFFD).
 * PCS_ENOMEM only.
 */
pcs_status pcs_query_parse(pcs_query *query, const char *text, size_t len,
                           const pcs_query_options *options, pcs_error *err);

/** Whether a term or filter can match in a locale, by its language. */
bool pcs_node_speaks(const pcs_node *node, const char *locale);

/** The node as it was typed, where it has become one of several. */
const pcs_node *pcs_node_as_typed(const pcs_node *node);

/** Notes that something was left out. */
void pcs_query_ignore(pcs_query *query, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

void pcs_query_dispose(pcs_query *query);

#endif
