/* fold.h - the form in which texts and queries are compared */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_ANALYZE_FOLD_H
#define PCS_ANALYZE_FOLD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <unicode/unorm2.h>

#include "base/status.h"

/**
 * Folded text: NFKC_Casefold (Unicode standard annex 44) of some UTF-8, in
 * UTF-16. Width, case and compatibility forms are gone, and so is what Unicode
 * calls default ignorable (zero-width characters, bidi marks, soft hyphens).
 * A full-width hyphen, a minus sign or a dash behind a katakana letter is taken
 * for the long mark that it stands for.
 * Thai and Lao SARA AM (U+0E33, U+0EB3) stay whole, since NFKC would take them
 * apart into characters that no one types.
 *
 * start[i] and end[i] are the byte range of the source that unit i stands
 * for; they are only there where offsets were asked for.
 *
 * borders are the units, ascending, before which a word ends although folding
 * hides it: a symbol became letters or digits there (Premium¹, Name™), or a
 * zero-width space went.
 */
typedef struct pcs_folded {
    UChar *text;
    size_t len;
    uint32_t *start;
    uint32_t *end;
    uint32_t *borders;
    size_t n_borders;
    size_t cap, cap_start, cap_end, cap_borders;
} pcs_folded;

/** Frees what folded holds. */
void pcs_folded_dispose(pcs_folded *folded);

/**
 * Folds len bytes of UTF-8 into folded (zero-initialised or used before).
 * Ill-formed bytes fold as U+FFFD. Fails with PCS_ENOMEM only, or PCS_EFORMAT
 * where ICU has no data.
 */
pcs_status pcs_fold(pcs_folded *folded, const char *text, size_t len,
                    bool with_offsets, pcs_error *err);

#endif
