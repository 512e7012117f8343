/* paths.c - paths that open from where the user stands */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <pcsearch.h>

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "cli/url.h"
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

/* The absolute path of the place, malloc'd, where a file is there. */
static char *find_file(pcs_searcher *searcher, const pcs_place_of *place)
{
    const char *root = pcs_searcher_root(searcher, place->source);
    char *full = root ? pcs_path_join(root, place->path) : NULL;
    if (full && full[0] == '/' && access(full, F_OK) == 0)
        return full;
    free(full);
    return NULL;
}

bool pcs_present_url(pcs_buffer *out, const pcs_answer *a,
                     const pcs_place_of *place, const char *locale,
                     bool is_page)
{
    pcs_url_place at = {place->source, place->path, locale,
                        is_page ? NULL : place->anchor};
    return pcs_cli_url(out, a->searcher, &at);
}

/* Begins the link to the file, or to the page; whether there is one. */
static bool begin_link(pcs_buffer *out, const pcs_answer *a, const char *full,
                       const pcs_place_of *place, const char *locale,
                       uint32_t line)
{
    const pcs_hyperlink_format *links = &a->request->screen.links;
    pcs_buffer url = {0};
    if (full)
        pcs_hyperlink_begin(out, links, full, line);
    bool is_url = !full && locale && links->pattern &&
                  pcs_present_url(&url, a, place, locale, line == 0);
    if (is_url)
        pcs_hyperlink_begin_url(out, links, url.data);
    pcs_buffer_dispose(&url);
    return full || is_url;
}

size_t pcs_present_path(pcs_buffer *out, const pcs_answer *a,
                        const pcs_place_of *place, const char *locale,
                        uint32_t line, bool is_clean)
{
    char *full = find_file(a->searcher, place);
    pcs_buffer path = {0};
    char from[PATH_MAX];
    if (full && getcwd(from, sizeof from)) {
        append_relative(&path, from, full);
    } else {
        pcs_buffer_puts(&path, place->source);
        pcs_buffer_putc(&path, ':');
        pcs_buffer_puts(&path, place->path);
    }
    bool is_link = begin_link(out, a, full, place, locale, line);
    size_t start = out->len;
    if (is_clean)
        pcs_text_clean(out, path.data ? path.data : "", path.len);
    else
        pcs_buffer_append(out, path.data, path.len);
    if (line)
        pcs_buffer_printf(out, ":%u", line);
    size_t width =
        out->failed ? 0 : pcs_text_width(out->data + start, out->len - start);
    if (is_link)
        pcs_hyperlink_end(out, &a->request->screen.links);
    out->failed |= path.failed;
    pcs_buffer_dispose(&path);
    free(full);
    return width;
}
