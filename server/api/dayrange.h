/* dayrange.h - ranges of days in parameters */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SERVER_API_DAYRANGE_H
#define PCS_SERVER_API_DAYRANGE_H

#include <stdbool.h>
#include <stdint.h>

/** Days as year * 10000 + month * 100 + day, both ends included. */
typedef struct pcs_day_range {
    uint32_t first, last;
} pcs_day_range;

#define PCS_DAY_RANGE_WANTED                                                   \
    "a year, month or day, as 2024, 2024-03 or 2024-03-15, or two of them "    \
    "with .. between, of which one may be missing"

/** Reads PCS_DAY_RANGE_WANTED; false where text is none of that. */
bool pcs_day_range_read(pcs_day_range *out, const char *text);

#endif
