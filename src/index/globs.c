/* globs.c - which paths globs match */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "index/globs.h"

#include <fnmatch.h>
#include <string.h>

/* A glob as people write it: below the source "./drafts", "/drafts" and
 * "drafts/" are folders, too, and a file's name has no limit here. */
static bool matches_trimmed(const char *glob, size_t len, const char *path)
{
    char trimmed[1024];
    bool is_anchored = false;
    while (len && (*glob == '/' || strncmp(glob, "./", 2) == 0)) {
        is_anchored = true;
        len -= *glob == '/' ? 1 : 2;
        glob += *glob == '/' ? 1 : 2;
    }
    while (len && glob[len - 1] == '/')
        len--;
    if (len >= sizeof trimmed)
        return false;
    memcpy(trimmed, glob, len);
    trimmed[len] = 0;
    const char *name = strrchr(path, '/');
    if (!is_anchored && !strchr(trimmed, '/') && name)
        path = name + 1;
    return fnmatch(trimmed, path, 0) == 0;
}

bool pcs_glob_matches(const char *glob, const char *path)
{
    if (strncmp(glob, "**/", 3) == 0 && pcs_glob_matches(glob + 3, path))
        return true;
    return matches_trimmed(glob, strlen(glob), path);
}

bool pcs_globs_match(const char *const *globs, size_t n, const char *path)
{
    for (size_t i = 0; i < n; i++)
        if (pcs_glob_matches(globs[i], path))
            return true;
    return false;
}
