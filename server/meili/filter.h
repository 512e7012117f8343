/* filter.h - Meilisearch's filter expressions */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SERVER_MEILI_FILTER_H
#define PCS_SERVER_MEILI_FILTER_H

#include <pcsearch.h>

#include "server/meili/error.h"

/*
 * Expressions join conditions with AND, OR, NOT and parentheses. A condition is
 * an attribute, then = or != and a value, >, >=, < or <= and a year or a day,
 * TO between two of them, [NOT] IN [value, ...], [NOT] EXISTS, IS [NOT] NULL,
 * IS [NOT] EMPTY, [NOT] CONTAINS or [NOT] STARTS WITH and a value. Attributes
 * and values that are not made of letters, digits, "_", "-", "." and "/" alone
 * stand between ' or ", where a backslash is put before quotes and backslashes.
 */

/** A list of conditions that grows; zero-initialise. */
typedef struct pcs_meili_conditions {
    pcs_condition *items;
    size_t n, cap;
} pcs_meili_conditions;

/** Appends one; false where memory was refused. */
bool pcs_meili_conditions_add(pcs_meili_conditions *list, pcs_arena *arena,
                              const pcs_condition *condition);

/**
 * Reads len bytes of text (UTF-8 without NUL) into out, all of which lives in
 * the arena; white space alone is what every document satisfies. Where false:
 * invalid_search_filter and what is wrong where, as Meilisearch says it.
 */
bool pcs_meili_filter_parse(pcs_condition *out, pcs_arena *arena,
                            const char *text, size_t len,
                            pcs_meili_error *error);

#endif
