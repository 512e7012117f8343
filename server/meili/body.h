/* body.h - the JSON that a request brings */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SERVER_MEILI_BODY_H
#define PCS_SERVER_MEILI_BODY_H

#include <jansson.h>

#include "server/meili/error.h"

/** How deep arrays and objects may be within one another. */
#define PCS_MEILI_JSON_DEPTH_MAX 32

/** Reads the body as an object, which is the caller's; an empty one is an empty
 * object. missing_content_type, invalid_content_type, malformed_payload,
 * bad_request. */
bool pcs_meili_body_read(json_t **out, const pcs_exchange *exchange,
                         pcs_meili_error *error);

/** A number of the address; `otherwise` where it is not there, or none. */
uint64_t pcs_meili_number(const pcs_exchange *exchange, const char *name,
                          uint64_t otherwise);

#endif
