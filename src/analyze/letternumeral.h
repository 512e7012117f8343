/* letternumeral.h - numbers that are written with letters and signs */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_ANALYZE_LETTERNUMERAL_H
#define PCS_ANALYZE_LETTERNUMERAL_H

#include "analyze/numerals.h"

/** Reads a Roman or Han numeral, a fraction or a circled digit at *i, and goes
 * behind what is there; true where it was one. */
bool pcs_letter_numeral_read(pcs_numeral *numeral, size_t *i,
                             const pcs_check_text *t);

#endif
