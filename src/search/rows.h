/* rows.h - rows of words, and how many units have them */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SEARCH_ROWS_H
#define PCS_SEARCH_ROWS_H

#include "search/bitext.h"

/** A row has at most so many words. */
#define PCS_ROW_WORDS_MAX 5

/** Words in a row, each by its class. */
typedef struct pcs_row {
    uint32_t classes[PCS_ROW_WORDS_MAX];
    size_t len;
} pcs_row;

/** How many units have a row. */
typedef struct pcs_row_count {
    uint32_t open;   /* of the sample that are open, where nothing but the
                        term explains it */
    uint32_t closed; /* of the sample that are not */
    double freq;     /* of the whole partition */
} pcs_row_count;

/** Rows that are counted together are at most so many. */
#define PCS_ROWS_MAX 60

/**
 * Counts n rows. Units i of the sample are open where is_open[i]. Of a large
 * partition the frequencies of rows of several words are estimated.
 * PCS_ECORRUPT, PCS_ENOMEM.
 */
pcs_status pcs_rows_count(pcs_row_count *out, const pcs_row *rows, size_t n,
                          const pcs_bitext *bitext, const uint8_t *is_open,
                          pcs_error *err);

/**
 * The rows around a class that many of the open units with it have: *n of them,
 * at most max, the most frequent first, of equals the longest. They begin and
 * end with no function word, but for the particle of an English verb (sign in).
 * PCS_ENOMEM, PCS_ECORRUPT.
 */
pcs_status pcs_rows_around(pcs_row *out, size_t *n, size_t max,
                           const pcs_bitext *bitext, uint32_t class,
                           const uint8_t *is_open, pcs_error *err);

/** Whether the n words at `classes` begin with the row. */
bool pcs_row_begins(const pcs_row *row, const uint32_t *classes, size_t n);

#endif
