/* number.h - numbers as a language writes them */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_CLI_NUMBER_H
#define PCS_CLI_NUMBER_H

#include <stdint.h>

#include "base/buffer.h"
#include "cli/messages.h"

/** Room for any of them, in any language. */
#define PCS_NUMBER_MAX 64

/** Writes 1854 as "1,854" or "1.854"; returns out. */
const char *pcs_number_write_in(char out[PCS_NUMBER_MAX],
                                const pcs_language *language, uint64_t number);

/** Writes a number with so many decimals, from 0 to 6: "37.7", "37,7". */
const char *pcs_decimal_write_in(char out[PCS_NUMBER_MAX],
                                 const pcs_language *language, double number,
                                 int decimals);

/**
 * Appends a number with what is counted: one and many are formats of a %s,
 * which the number stands in for ("%s article", "%s articles"); xgettext finds
 * them here.
 */
void pcs_count_append_in(pcs_buffer *out, const pcs_language *language,
                         uint64_t number, const char *one, const char *many);

/* The same in the language of the process. */

const char *pcs_number_write(char out[PCS_NUMBER_MAX], uint64_t number);
const char *pcs_decimal_write(char out[PCS_NUMBER_MAX], double number,
                              int decimals);
void pcs_number_append(pcs_buffer *out, uint64_t number);
void pcs_count_append(pcs_buffer *out, uint64_t number, const char *one,
                      const char *many);

/** What stands between the items of a list: ", ". */
const char *pcs_between_items(void);

/** What stands between parts of a sentence: "; ". */
const char *pcs_between_clauses(void);

#endif
