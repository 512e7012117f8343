/* schemas.h - the schemas of answers, as schemas.json has them */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SERVER_API_SCHEMAS_H
#define PCS_SERVER_API_SCHEMAS_H

/** A JSON object of JSON Schemas by name, NUL-terminated. */
extern const char pcs_api_schemas[];

#endif
