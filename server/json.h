/* json.h - writing JSON as it comes, without building it first */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SERVER_JSON_H
#define PCS_SERVER_JSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"

/**
 * Writes one JSON text to a buffer, compact. Zero-initialise, and set `out`.
 * Whoever calls opens and closes in pairs, and gives each value in an object a
 * key; commas come by themselves. Nothing fails: pcs_buffer_status tells in the
 * end whether memory was refused.
 *
 * Strings are of documents and queries, and hostile: what JSON has to escape is
 * escaped, and so are DEL, C1 controls, U+2028, U+2029 and the characters that
 * turn the direction of text around, which some readers obey.
 */
typedef struct pcs_json {
    pcs_buffer *out;
    bool needs_comma;
} pcs_json;

void pcs_json_begin_object(pcs_json *json);
void pcs_json_end_object(pcs_json *json);
void pcs_json_begin_array(pcs_json *json);
void pcs_json_end_array(pcs_json *json);

/** The name of the value that follows: a literal that needs no escapes. */
void pcs_json_key(pcs_json *json, const char *name);

/** The name of the value that follows: any UTF-8. */
void pcs_json_key_text(pcs_json *json, const char *name);

/** len bytes of UTF-8; what is not becomes U+FFFD. */
void pcs_json_string(pcs_json *json, const char *text, size_t len);

/** NUL-terminated UTF-8; NULL is null. */
void pcs_json_text(pcs_json *json, const char *text);

void pcs_json_unsigned(pcs_json *json, uint64_t number);

/** Six significant digits; what is not finite is null. */
void pcs_json_real(pcs_json *json, double number);

void pcs_json_bool(pcs_json *json, bool value);
void pcs_json_null(pcs_json *json);

/** A value that is JSON already. */
void pcs_json_raw(pcs_json *json, const char *text, size_t len);

/** A key with its value. */
void pcs_json_put_text(pcs_json *json, const char *name, const char *text);
void pcs_json_put_string(pcs_json *json, const char *name, const char *text,
                         size_t len);
void pcs_json_put_unsigned(pcs_json *json, const char *name, uint64_t number);
void pcs_json_put_real(pcs_json *json, const char *name, double number);
void pcs_json_put_bool(pcs_json *json, const char *name, bool value);

/** An array of NUL-terminated strings. */
void pcs_json_put_texts(pcs_json *json, const char *name,
                        const char *const *texts, size_t n);

#endif
