/* dates.h - dates in queries and in articles' metadata */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SEARCH_DATES_H
#define PCS_SEARCH_DATES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** Days as year * 10000 + month * 100 + day, both ends included. */
typedef struct pcs_dates {
    uint32_t first, last;
    bool is_swapped; /* the later end of a range was given first */
} pcs_dates;

/**
 * Reads what a query asks for: 2020, 2020-03, 2020-03-15 or 03/15/2020; two of
 * them, in either order, with .. between, of which one may be missing; one
 * behind >, >=, < or <=. False where text is none of that, or names a day that
 * no calendar has.
 */
bool pcs_dates_parse(pcs_dates *out, const char *text, size_t len);

/**
 * The day that a metadata value names, MM/DD/YYYY or YYYY-MM-DD with anything
 * but a digit behind it; 0 where it names none.
 */
uint32_t pcs_date_read(const char *text, size_t len);

/** The number of such a day: the difference of two is the days between them. */
int64_t pcs_date_number(uint32_t day);

#endif
