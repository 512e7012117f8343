/* lines.h - the lines of a document, and where its front matter ends */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_PARSE_LINES_H
#define PCS_PARSE_LINES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/status.h"
#include "parse/article.h"

/** A document's text (valid UTF-8) cut at LF. Lines are counted from 0. */
typedef struct pcs_lines {
    const char *text;
    size_t len;
    uint32_t *starts; /* offset of each line, and one of n: len + 1 */
    size_t n;
    size_t cap;
    size_t body;         /* the first line behind the front matter, or 0 */
    bool has_open_front; /* front matter begins and does not end */
} pcs_lines;

void pcs_lines_dispose(pcs_lines *lines);

/** Cuts the len bytes at text, which lines refers to from then on. Front
 *  matter is the block from a first line `---` to the next `---` or `...`.
 *  PCS_ENOMEM or PCS_OK. */
pcs_status pcs_lines_cut(pcs_lines *lines, const char *text, size_t len,
                         pcs_error *err);

/** Line i without its LF. */
static inline const char *pcs_lines_begin(const pcs_lines *lines, size_t i)
{
    return lines->text + lines->starts[i];
}

static inline const char *pcs_lines_end(const pcs_lines *lines, size_t i)
{
    return lines->text + lines->starts[i + 1] - 1;
}

/** The line that holds the byte at offset. */
size_t pcs_lines_at(const pcs_lines *lines, size_t offset);

#endif
