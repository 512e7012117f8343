/* jsonline.h - a line of JSON that is safe to show */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_CLI_JSONLINE_H
#define PCS_CLI_JSONLINE_H

#include <stddef.h>

#include "base/buffer.h"

/**
 * Appends a line of JSON (UTF-8, C0 controls escaped already) and a newline.
 * What could drive a terminal, DEL, C1 controls, and bidi embeddings, overrides
 * and isolates, is escaped as \\uXXXX: for a reader of JSON nothing changes.
 */
void pcs_jsonline_append(pcs_buffer *out, const char *line, size_t len);

#endif
