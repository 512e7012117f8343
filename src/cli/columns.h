/* columns.h - texts of many widths below each other */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_CLI_COLUMNS_H
#define PCS_CLI_COLUMNS_H

#include <stddef.h>

#include "base/buffer.h"

/* Widths are columns of a terminal, as of pcs_text_width: translations of a
 * label differ in them, and printf counts bytes. A text that is wider than its
 * column pushes what stands behind it. */

/** Appends a text and blanks behind it up to width. */
void pcs_padded_append(pcs_buffer *out, const char *text, size_t width);

/** Appends blanks up to width, and a text behind them. */
void pcs_aligned_append(pcs_buffer *out, const char *text, size_t width);

/** The columns that the widest of n texts takes. */
size_t pcs_widest(const char *const *texts, size_t n);

#endif
