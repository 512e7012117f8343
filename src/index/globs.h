/* globs.h - which paths globs match */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_INDEX_GLOBS_H
#define PCS_INDEX_GLOBS_H

#include <stdbool.h>
#include <stddef.h>

/**
 * Whether a glob matches a path that is relative to its source. A star matches
 * any number of folders, but not none of them, which two with a slash do. A
 * glob without a slash is of names, in any folder.
 */
bool pcs_glob_matches(const char *glob, const char *path);

/** Whether any of n does. */
bool pcs_globs_match(const char *const *globs, size_t n, const char *path);

#endif
