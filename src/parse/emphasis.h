/* emphasis.h - takes the markers of emphasis out of Markdown */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_PARSE_EMPHASIS_H
#define PCS_PARSE_EMPHASIS_H

#include <stddef.h>

#include "base/buffer.h"

/* One pass each, in the order in which they have to be made. All append to
 * out, and are linear in len. */

/**
 * Runs of two or more '*' go, even where CommonMark would keep them: machine
 * translation sets them against its flanking rule all the time.
 */
void pcs_emphasis_unbold(pcs_buffer *out, const char *s, size_t len);

/** Single '*' go where two of them enclose text on one line. */
void pcs_emphasis_unstar(pcs_buffer *out, const char *s, size_t len);

/** `__` goes at either end of a word. */
void pcs_emphasis_unbold_words(pcs_buffer *out, const char *s, size_t len);

/** Single '_' go where two of them enclose text, not inside words. */
void pcs_emphasis_unscore(pcs_buffer *out, const char *s, size_t len);

/** `~~` goes. */
void pcs_emphasis_unstrike(pcs_buffer *out, const char *s, size_t len);

#endif
