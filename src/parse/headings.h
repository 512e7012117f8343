/* headings.h - recognises a heading's line */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_PARSE_HEADINGS_H
#define PCS_PARSE_HEADINGS_H

#include <stdbool.h>
#include <stddef.h>

#include "parse/article.h"
#include "parse/lines.h"

/**
 * Whether line i is a heading, and its text without marks in *text.
 * is_code: it stands in what looks like a fenced code block. What counts is
 * said in blocks.h.
 */
bool pcs_heading_read(pcs_text *text, const pcs_lines *lines, size_t i,
                      bool is_code);

#endif
