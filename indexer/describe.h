/* describe.h - what an index holds: --status and --dump */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_INDEXER_DESCRIBE_H
#define PCS_INDEXER_DESCRIBE_H

#include <stdbool.h>

#include "base/status.h"

/** Prints the generations and locales of the index in dir. */
pcs_status pcs_print_status(const char *dir, bool is_json, pcs_error *err);

/** Prints one JSON line a segment. */
pcs_status pcs_print_dump(const char *dir, pcs_error *err);

#endif
