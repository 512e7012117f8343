/* blocks.h - headings, and what kind of block each line belongs to */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_PARSE_BLOCKS_H
#define PCS_PARSE_BLOCKS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/status.h"
#include "parse/article.h"
#include "parse/lines.h"
#include "parse/spans.h"

typedef struct pcs_heading {
    size_t line;
    uint32_t begin, end;   /* its text without the marks around it */
    size_t span, span_end; /* the segments that begin on its line */
} pcs_heading;

/** Zero-initialise. */
typedef struct pcs_blocks {
    pcs_heading *headings; /* by line */
    size_t n, cap;
    unsigned char *places; /* pcs_place of each line */
    size_t cap_places;
} pcs_blocks;

void pcs_blocks_dispose(pcs_blocks *blocks);

/**
 * Reads the blocks of a Markdown document, in place of what blocks held, and
 * sets the line of each span. PCS_ENOMEM or PCS_OK. Linear in the text.
 *
 * A heading is an ATX heading, or a line with a data-ttu-id that is underlined
 * with ===. In what looks like a fenced code block only a line with a
 * data-ttu-id is one: the others are comments of a shell.
 *
 * A line's place, the first that holds:
 * - heading;
 * - table: its first character behind quote markers is '|', or it belongs to
 *   a block of lines with a delimiter row (--- | ---), to which the line before
 *   that row belongs if it holds a '|', and all lines after it up to a blank
 *   line or to one that begins another block;
 * - quote: its first character is '>';
 * - list: it begins a list item (-, *, +, 1., 1)); or it is indented by two
 *   columns or more against the outermost item above it, blank lines between
 *   them or not; or it follows a list's line directly and begins no other
 *   block;
 * - paragraph.
 */
pcs_status pcs_blocks_read(pcs_blocks *blocks, const pcs_lines *lines,
                           pcs_spans *spans, pcs_error *err);

/** The nearest heading at or above line, or NULL. */
const pcs_heading *pcs_blocks_heading_at(const pcs_blocks *blocks, size_t line);

#endif
