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

/** A place, with its "url" where the source has a template; NULL likewise. */
json_t *pcs_place_json(const pcs_answer *answer, const pcs_place_of *place,
                       const char *locale);

/** Gives an object, which may be NULL, its "url", as pcs_present_url has it. */
void pcs_json_set_url(json_t *object, const pcs_answer *answer,
                      const pcs_place_of *place, const char *locale,
                      bool is_page);

/** What "elapsed_ms" says: microseconds are enough. */
double pcs_json_elapsed(double ms);

/** Appends an object, which may be NULL, as a line, and frees it; query_id may
 * be NULL. PCS_ENOMEM only. */
pcs_status pcs_json_append(pcs_buffer *out, json_t *object,
                           const char *query_id, pcs_error *err);

#endif
