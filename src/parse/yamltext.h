/* yamltext.h - segments within the scalars of a YAML file */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_PARSE_YAMLTEXT_H
#define PCS_PARSE_YAMLTEXT_H

#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"
#include "base/status.h"
#include "parse/spans.h"

/** Where lines were joined. Zero-initialise. */
typedef struct pcs_folds {
    uint32_t *at; /* offsets into the folded text, in order */
    size_t n, cap;
} pcs_folds;

void pcs_folds_dispose(pcs_folds *folds);

/**
 * Appends text to out without the backslashes that fold lines of double-quoted
 * scalars, and notes in folds where they were. PCS_ENOMEM or PCS_OK.
 */
pcs_status pcs_yaml_unfold(pcs_buffer *out, pcs_folds *folds, const char *text,
                           size_t len, pcs_error *err);

/** How many lines were joined before offset or at it. */
uint32_t pcs_folds_before(const pcs_folds *folds, size_t offset);

/** Appends s with the escapes of a double-quoted scalar undone. What is no
 *  character, such as half of a surrogate pair, becomes U+FFFD. */
void pcs_yaml_unescape(pcs_buffer *out, const char *s, size_t len);

/**
 * Sets the line of each span to that of the first data-ttu-id="... in text, the
 * file as it is, that goes on with the span's id; spans was found in folded.
 * Leaves lines where there is none. PCS_ENOMEM or PCS_OK. O(n log n).
 */
pcs_status pcs_yaml_find_lines(pcs_spans *spans, const char *folded,
                               const char *text, size_t len, pcs_error *err);

#endif
