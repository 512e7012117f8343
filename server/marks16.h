/* marks16.h - marks as offsets of UTF-16, as scripts in browsers count */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SERVER_MARKS16_H
#define PCS_SERVER_MARKS16_H

#include <pcsearch.h>

#include "server/json.h"

/** How offsets count. */
typedef enum pcs_offsets {
    PCS_OFFSETS_UTF8, /* bytes */
    PCS_OFFSETS_UTF16 /* code units: a string's length in JavaScript */
} pcs_offsets;

/** A place in a text that moves on. Initialise with text and len. */
typedef struct pcs_utf16_cursor {
    const char *text; /* well-formed UTF-8 */
    size_t len;
    size_t pos, units;
} pcs_utf16_cursor;

/** How many code units the first `byte` bytes are, all of them for more. In
 * linear time for bytes that grow. */
size_t pcs_utf16_at(pcs_utf16_cursor *cursor, size_t byte);

/** Writes marks in a text as an array of [start, end]. */
void pcs_json_marks(pcs_json *json, pcs_offsets offsets, const char *text,
                    size_t len, const pcs_mark *marks, size_t n);

#endif
