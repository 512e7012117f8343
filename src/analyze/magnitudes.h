/* magnitudes.h - words for powers of ten, and Han numerals */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_ANALYZE_MAGNITUDES_H
#define PCS_ANALYZE_MAGNITUDES_H

#include "analyze/checktext.h"

/**
 * The power of ten of the word at chars[i], such as "million", "Mrd" or a run
 * such as 千万; *end takes where it ends. 0 where there is none.
 */
int pcs_magnitude_read(size_t *end, const pcs_check_text *t, size_t i);

/** Whether c is a Han numeral, and one that takes no Arabic digit before it
 * along. */
bool pcs_han_numeral_is(UChar32 c);

/** The value of the run of Han numerals from i on; *end takes where it ends.
 * UINT64_MAX where it is too large. */
uint64_t pcs_han_numeral_read(size_t *end, const pcs_check_text *t, size_t i);

#endif
