/* paths.c - paths that open from where the user stands */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "query/present.h"

/* full as seen from the folder `from`, both absolute. */
static void append_relative(pcs_buffer *out, const char *from, const char *full)
{
    size_t same = 0;
    for (size_t i = 0;; i++) {
        bool ends_from = from[i] == 0, ends_full = full[i] == '/';
        if ((ends_from && ends_full) || (from[i] == '/' && full[i] == '/'))
            same = i;
        if (ends_from || from[i] != full[i])
            break;
    }
    size_t up = 0;
    for (const char *p = from + same; *p; p++)
        up += *p == '/' && p[1];
    /* Far away, the whole path is easier to read. */
    if (up > 3) {
        pcs_buffer_puts(out, full);
        return;
    }
    for (; up > 0; up--)
        pcs_buffer_puts(out, "../");
    pcs_buffer_puts(out, full + same + 1);
}

void pcs_present_path(pcs_buffer *out, pcs_searcher *searcher,
                      const pcs_place_of *place)
{
    const char *root = pcs_searcher_root(searcher, place->source);
    char *full = root ? pcs_path_join(root, place->path) : NULL;
    char from[PATH_MAX];
    if (full && full[0] == '/' && access(full, F_OK) == 0 &&
        getcwd(from, sizeof from)) {
        append_relative(out, from, full);
    } else {
        pcs_buffer_puts(out, place->source);
        pcs_buffer_putc(out, ':');
        pcs_buffer_puts(out, place->path);
    }
    free(full);
}
