/* keys.h - which members a search may have, and of what type */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SERVER_MEILI_KEYS_H
#define PCS_SERVER_MEILI_KEYS_H

#include <jansson.h>

#include "server/meili/query.h"

/**
 * Whether all members of object are known to searches of that origin, and of
 * the right type; null is as if a member was not there. bad_request,
 * invalid_search_limit and so on.
 */
bool pcs_meili_keys_check(const json_t *object, pcs_meili_origin origin,
                          const char *where, pcs_meili_error *error);

/** The parameters of an address as such an object, which is the caller's. */
bool pcs_meili_keys_of_address(json_t **out, const pcs_exchange *exchange,
                               pcs_meili_error *error);

/** The error of a value of a wrong type: `expected` is "a string" and so on.
 * Always false. */
bool pcs_meili_wrong_type(pcs_meili_error *error, const char *code,
                          const char *where, const char *key,
                          const char *expected, const json_t *value);

#endif
