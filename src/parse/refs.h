/* refs.h - the link definitions of a document */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_PARSE_REFS_H
#define PCS_PARSE_REFS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"
#include "base/status.h"

typedef struct pcs_ref {
    size_t at, len; /* in texts */
} pcs_ref;

/** The labels of a document's `[label]: target` lines. Zero-initialise. */
typedef struct pcs_refs {
    pcs_buffer texts; /* all labels, folded */
    pcs_ref *items;   /* sorted by text */
    size_t n, cap;
    pcs_buffer spaced, folded; /* one label on its way */
    struct UCaseMap *map;      /* opened for the first non-ASCII label */
} pcs_refs;

void pcs_refs_dispose(pcs_refs *refs);

/**
 * Finds the link definitions of the document of len bytes at s, in place of
 * those that refs held. PCS_ENOMEM or PCS_OK. O(len log len).
 */
pcs_status pcs_refs_collect(pcs_refs *refs, const char *s, size_t len,
                            pcs_error *err);

/**
 * Whether label is defined, white space and case aside. Sets refs->folded's
 * `failed` where memory is refused, and is false then.
 */
bool pcs_refs_contain(pcs_refs *refs, const char *label, size_t len);

#endif
