/* filterdays.h - years and days in filters */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SERVER_MEILI_FILTERDAYS_H
#define PCS_SERVER_MEILI_FILTERDAYS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** Both ends included; a day is 20200315. */
typedef struct pcs_meili_days {
    uint32_t first, last;
} pcs_meili_days;

/** Reads 2020, 2020-03, 2020-03-15 or 20200315, of a year the first alone.
 * False for anything else. */
bool pcs_meili_days_read(pcs_meili_days *out, const char *text, size_t len,
                         bool is_year);

#endif
