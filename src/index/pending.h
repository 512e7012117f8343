/* pending.h - the paths of a source that are to be looked at */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_INDEX_PENDING_H
#define PCS_INDEX_PENDING_H

#include <stdbool.h>
#include <stddef.h>

/** Beyond so many paths, looking at the whole source is as good. */
#define PCS_PENDING_MAX 1000

/** Zero-initialise; free what it holds with pcs_pending_dispose. */
typedef struct pcs_pending {
    char **paths; /* sorted by their bytes, each one once */
    size_t len, cap;
    bool is_whole; /* the whole source; then there are no paths */
} pcs_pending;

/**
 * Adds a path, relative to the source's root. Where there are too many or
 * memory is refused, the whole source is pending: nothing is ever lost.
 */
void pcs_pending_add(pcs_pending *pending, const char *path);

/** The whole source is to be looked at. */
void pcs_pending_add_all(pcs_pending *pending);

bool pcs_pending_is_empty(const pcs_pending *pending);

/** All has been looked at. Keeps some memory for the next use. */
void pcs_pending_clear(pcs_pending *pending);

void pcs_pending_dispose(pcs_pending *pending);

#endif
