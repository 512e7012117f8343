/* lines.c - the lines of a document, and where its front matter ends */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "parse/lines.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "parse/scan.h"

void pcs_lines_dispose(pcs_lines *lines)
{
    free(lines->starts);
    memset(lines, 0, sizeof *lines);
}

/* Whether line i is mark (three bytes), trailing white space aside. */
static bool line_is(const pcs_lines *lines, size_t i, const char *mark)
{
    const char *begin = pcs_lines_begin(lines, i);
    const char *end = pcs_lines_end(lines, i);
    return end - begin >= 3 && !memcmp(begin, mark, 3) &&
           pcs_scan_spaces(begin + 3, end) == end;
}

static void find_front(pcs_lines *lines)
{
    lines->body = 0;
    lines->has_open_front = false;
    if (!line_is(lines, 0, "---"))
        return;
    for (size_t i = 1; i < lines->n; i++)
        if (line_is(lines, i, "---") || line_is(lines, i, "...")) {
            lines->body = i + 1;
            return;
        }
    lines->has_open_front = true;
}

pcs_status pcs_lines_cut(pcs_lines *lines, const char *text, size_t len,
                         pcs_error *err)
{
    const char *p = text, *end = text + len;
    lines->text = text;
    lines->len = len;
    lines->n = 0;
    for (;;) {
        if (!PCS_ARRAY_RESERVE(lines->starts, lines->cap, lines->n + 2))
            return pcs_error_nomem(err);
        lines->starts[lines->n++] = (uint32_t)(p - text);
        const char *lf = p < end ? memchr(p, '\n', (size_t)(end - p)) : NULL;
        if (!lf)
            break;
        p = lf + 1;
    }
    lines->starts[lines->n] = (uint32_t)len + 1;
    find_front(lines);
    return PCS_OK;
}

size_t pcs_lines_at(const pcs_lines *lines, size_t offset)
{
    size_t lo = 0, hi = lines->n;
    while (hi - lo > 1) {
        size_t mid = lo + (hi - lo) / 2;
        if (lines->starts[mid] <= offset)
            lo = mid;
        else
            hi = mid;
    }
    return lo;
}
