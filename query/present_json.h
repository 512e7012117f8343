/* present_json.h - what several answers in JSON are made of */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_QUERY_PRESENT_JSON_H
#define PCS_QUERY_PRESENT_JSON_H

#include <jansson.h>

#include "query/present.h"

/** A hit as an object of the type "hit"; NULL where memory was refused. */
json_t *pcs_hit_json(const pcs_answer *answer, const pcs_hit *hit, size_t rank);

/** A list of [start, end]; NULL likewise. */
json_t *pcs_marks_json(const pcs_mark *marks, size_t n);

/** A list of strings; NULL likewise. */
json_t *pcs_strings_json(const char *const *strings, size_t n);

/** Appends an object, which may be NULL, as a line, and frees it; query_id may
 * be NULL. PCS_ENOMEM only. */
pcs_status pcs_json_append(pcs_buffer *out, json_t *object,
                           const char *query_id, pcs_error *err);

#endif
