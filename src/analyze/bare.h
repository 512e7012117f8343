/* bare.h - texts without their gaps, to see what cannot be in them */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_ANALYZE_BARE_H
#define PCS_ANALYZE_BARE_H

#include "analyze/join.h"

/** Longer texts are not made bare. */
#define PCS_BARE_MAX 2048

/**
 * The bytes of a text without spaces, control characters and middle dots,
 * folded as pcs_fold does; false where that takes more than a look at each
 * character: only ASCII, letters of Latin-1, kana, Han, Hangul syllables and
 * common punctuation are folded here. What stands in the joined text stands in
 * this one as well, once its gaps are left out. *n takes the length.
 */
bool pcs_bare_text(char out[PCS_BARE_MAX], size_t *n, const char *text,
                   size_t len);

/** The same of joined text: returns its length. `out` has room for 3 bytes a
 * unit. */
size_t pcs_bare_joined(char *out, const UChar *text, size_t len);

#endif
