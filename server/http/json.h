/* json.h - strings of JSON, written */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SERVER_HTTP_JSON_H
#define PCS_SERVER_HTTP_JSON_H

#include "base/buffer.h"

/**
 * Appends len bytes as a string of JSON, in quotes: ill-formed UTF-8 is mended,
 * and controls (C0, DEL, C1), U+2028 and U+2029, and bidi embeddings, overrides
 * and isolates are escaped, which changes nothing for a reader of JSON.
 */
void pcs_http_json(pcs_buffer *out, const char *text, size_t len);

/** The same of what ends with a NUL. */
void pcs_http_json_puts(pcs_buffer *out, const char *text);

#endif
