/* fields.h - the names before a colon in a query, and what may follow them */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SEARCH_FIELDS_H
#define PCS_SEARCH_FIELDS_H

#include "search/query.h"

/** A field's name as it was typed. */
typedef struct pcs_field_name {
    size_t len;      /* with its colon */
    pcs_field field; /* PCS_FIELD_NONE: the name of a side or language */
    pcs_side side;
    bool is_language; /* the name is a locale's, or its beginning */
} pcs_field_name;

/**
 * Reads the name at the beginning of text: en:, local:, one of pcs_field in
 * lower case, or the language or name of a locale of options. False where none
 * stands there.
 */
bool pcs_field_find(pcs_field_name *out, const char *text, size_t len,
                    const pcs_query_options *options);

/** "title"; "" for PCS_FIELD_NONE. */
const char *pcs_field_text(pcs_field field);

/**
 * What is wrong with the value of a filter, such as "no date"; NULL where
 * nothing is.
 */
const char *pcs_field_objection(const pcs_node *filter);

/** Whether a filter is a range of dates whose later end stands first. */
bool pcs_field_is_swapped(const pcs_node *filter);

/** Whether a filter is a star alone: whatever is there satisfies it. */
bool pcs_field_is_any(const pcs_node *filter);

/** Whether value, any case, is or begins with the text of the filter. */
bool pcs_field_is_type(const pcs_node *filter, const char *value);

#endif
