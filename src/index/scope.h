/* scope.h - what a run looks at of a source */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_INDEX_SCOPE_H
#define PCS_INDEX_SCOPE_H

#include "index/index.h"

/** All of a source, or some paths and what is below them. */
typedef struct pcs_scope {
    const char *source; /* its name; borrowed */
    bool is_all;
    char **paths; /* relative to the root, without ".", ".." or empty parts; in
                     the order of a tree, and none is below another */
    size_t n, cap;
} pcs_scope;

/** A path that is not below the root, as it was given. */
typedef void pcs_scope_outside(void *context, const char *path);

/**
 * Takes the paths of source: relative to its root, or absolute and below it;
 * ".." goes back by name. Empty paths are passed over, those outside are told.
 * PCS_ENOTFOUND or PCS_EIO where there is no root; PCS_ENOMEM.
 */
pcs_status pcs_scope_make(pcs_scope *out, const pcs_source *source,
                          pcs_scope_outside *outside, void *context,
                          pcs_error *err);

/** Whether path (relative to the root) is in scope, there or not. */
bool pcs_scope_covers(const pcs_scope *scope, const char *path);

void pcs_scope_dispose(pcs_scope *scope);

#endif
