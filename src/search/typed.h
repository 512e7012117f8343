/* typed.h - the text of a query, and what stands where in it */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SEARCH_TYPED_H
#define PCS_SEARCH_TYPED_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/status.h"

/** Well-formed UTF-8 whose ASCII white space and controls are spaces. */
typedef struct pcs_typed {
    const char *text;
    size_t len;
    bool is_plain; /* quotes and operators have no meaning */
} pcs_typed;

/**
 * Cleans len bytes of text into typed and arena; what is behind max bytes is
 * cut off, and *is_cut says so. PCS_ENOMEM.
 */
pcs_status pcs_typed_clean(pcs_typed *typed, pcs_arena *arena, const char *text,
                           size_t len, size_t max, bool *is_cut,
                           pcs_error *err);

/** The length of the white space at pos, 0 where there is none. */
size_t pcs_typed_space(const pcs_typed *typed, size_t pos);

/** Whether a word cannot go on at pos: at the end, or before white space. */
bool pcs_typed_is_end(const pcs_typed *typed, size_t pos);

/** The length of an opening or closing quote at pos; 0 where there is none. */
size_t pcs_typed_quote(const pcs_typed *typed, size_t pos);

/** Moves *pos to the next quote, *n bytes long; false where there is none. */
bool pcs_typed_find_quote(const pcs_typed *typed, size_t *pos, size_t *n);

/** Whether the operator word stands at pos, alone. */
bool pcs_typed_operator(const pcs_typed *typed, size_t pos, const char *word);

/** Whether the parenthesis at pos is closed somewhere; those in phrases do not
 * count. */
bool pcs_typed_is_closed(const pcs_typed *typed, size_t pos);

#endif
