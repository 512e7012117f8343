/* han.h - Traditional and Simplified Chinese characters */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_ANALYZE_HAN_H
#define PCS_ANALYZE_HAN_H

#include <stddef.h>
#include <stdint.h>

/** The Simplified character of c: c itself where it has no other. */
uint32_t pcs_han_simplify(uint32_t c);

/** No character has more forms. */
#define PCS_HAN_FORMS_MAX 16

/**
 * Every character that has the same Simplified one as c, c first. Gives how
 * many there are; for most, that is one.
 */
size_t pcs_han_forms(uint32_t out[PCS_HAN_FORMS_MAX], uint32_t c);

#endif
