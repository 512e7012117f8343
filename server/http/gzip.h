/* gzip.h - bodies, compressed */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SERVER_HTTP_GZIP_H
#define PCS_SERVER_HTTP_GZIP_H

#include <stdbool.h>

#include "base/buffer.h"

/** Replaces what body holds by its gzip; false, and body is what it was, where
 * that would not be smaller, or memory was refused. Any thread: each keeps the
 * memory that zlib wants, until it ends. */
bool pcs_http_gzip(pcs_buffer *body);

#endif
