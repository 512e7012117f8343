/* paths.h - lists of paths that a caller names */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_INDEXER_PATHS_H
#define PCS_INDEXER_PATHS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"

/** The bytes and paths that a list may hold at most. */
#define PCS_PATHS_MAX ((size_t)64 << 20)
#define PCS_PATHS_COUNT_MAX 1000000u

typedef struct pcs_paths {
    const char **items; /* point into text */
    size_t n, cap;
    pcs_buffer text;
} pcs_paths;

/**
 * Reads the file, or standard input where it is "-". Paths end with NUL
 * (is_nul), or with a line feed: then a line in double quotes is one as git
 * quotes it, and a carriage return before the line feed is no part of the
 * path, unless a file of that name is below root. Empty paths are left out.
 * PCS_EFORMAT, PCS_ELIMIT, PCS_ENOTFOUND, PCS_EIO or PCS_ENOMEM, naming file
 * and line.
 */
pcs_status pcs_paths_read(pcs_paths *out, const char *file, bool is_nul,
                          const char *root, pcs_error *err);

void pcs_paths_dispose(pcs_paths *paths);

#endif
