/* cell.h - text as a cell of a table in a file */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_CLI_CELL_H
#define PCS_CLI_CELL_H

#include <stdbool.h>

#include "base/buffer.h"

/*
 * A spreadsheet takes a cell that begins with = + - @, a fullwidth form of
 * these, a tab or a line end for a formula or a command. Both functions write
 * an apostrophe before such a text, and before one that begins with
 * apostrophes and then such a character, so that the text can be had back: the
 * first apostrophe goes where apostrophes and then such a character stand.
 * Ill-formed UTF-8 becomes U+FFFD.
 */

/** Whether an apostrophe is written before the text. */
bool pcs_cell_is_guarded(const char *text, size_t len);

/**
 * Appends a field of RFC 4180: in quotes where it holds a comma, a quote or a
 * line end, or begins or ends with white space. Controls but for tab, LF and
 * CR, which such a file cannot hold, become U+FFFD; how many there were, and
 * ill-formed bytes.
 */
size_t pcs_cell_csv(pcs_buffer *out, const char *text, size_t len);

/**
 * Appends a cell of a line whose cells are parted by tabs. A backslash is
 * written \\, a tab \t, LF \n, CR \r, and other controls \uXXXX, so that
 * nothing is lost but ill-formed bytes; how many there were of these.
 */
size_t pcs_cell_tsv(pcs_buffer *out, const char *text, size_t len);

#endif
