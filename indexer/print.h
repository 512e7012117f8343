/* print.h - JSON Lines on standard output */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_INDEXER_PRINT_H
#define PCS_INDEXER_PRINT_H

#include <jansson.h>

#include "base/status.h"

/** Prints json as a line and frees it. PCS_ENOMEM, also where it is NULL. */
pcs_status pcs_print_json(json_t *json, pcs_error *err);

#endif
