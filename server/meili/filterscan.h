/* filterscan.h - the words of Meilisearch's filters, and what is wrong */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SERVER_MEILI_FILTERSCAN_H
#define PCS_SERVER_MEILI_FILTERSCAN_H

#include <stddef.h>

#include "server/meili/error.h"

/** The code of all errors. */
#define PCS_MEILI_FILTER_CODE "invalid_search_filter"

/** An expression that is being read. */
typedef struct pcs_meili_scanner {
    const char *text;
    size_t len, pos;
    int depth;
    size_t n; /* conditions so far */
    pcs_arena *arena;
    pcs_meili_error *error;
} pcs_meili_scanner;

/** An attribute or a value, unescaped. */
typedef struct pcs_meili_word {
    const char *text;
    size_t len;
    size_t start; /* in the expression */
} pcs_meili_word;

/** Says what is wrong, and the place in the expression, in characters from 1.
 * Always false. */
bool pcs_meili_scan_fail(const pcs_meili_scanner *p, size_t at,
                         const char *what);

/** The same with what stands there between two texts. */
bool pcs_meili_scan_fail_about(const pcs_meili_scanner *p, size_t at,
                               const char *before, const char *after);

void pcs_meili_scan_skip(pcs_meili_scanner *p);

/** Whether c may be part of a word without quotes. */
bool pcs_meili_scan_is_part(char c);

/** Whether the keyword stands next, alone, which then is passed. */
bool pcs_meili_scan_take(pcs_meili_scanner *p, const char *keyword);
bool pcs_meili_scan_take_two(pcs_meili_scanner *p, const char *first,
                             const char *second);

/** Reads the next word; false with an error where there is none. */
bool pcs_meili_scan_word(pcs_meili_word *out, pcs_meili_scanner *p);

#endif
