/* entities.h - HTML's character references */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_PARSE_ENTITIES_H
#define PCS_PARSE_ENTITIES_H

#include <stddef.h>

#include "base/buffer.h"

/**
 * Appends s with its character references decoded once, by the rules of the
 * HTML standard: names with and without ';' (the longest that fits), numbers
 * with the windows-1252 reading of 128 to 159; numbers that are no character
 * of any text give nothing, and those out of range U+FFFD.
 */
void pcs_entities_decode(pcs_buffer *out, const char *s, size_t len);

#endif
