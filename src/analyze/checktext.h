/* checktext.h - one side of a pair, character by character, for the checks */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_ANALYZE_CHECKTEXT_H
#define PCS_ANALYZE_CHECKTEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <unicode/utypes.h>

#include "base/status.h"

/** Stands for a character that a check is not to look at. */
#define PCS_CHECK_MASK 1

typedef struct pcs_check_char {
    UChar32 c;   /* in lower case, of ASCII width, digits of any script as
                    those of ASCII */
    uint32_t at; /* the offset of its first byte */
} pcs_check_char;

/** Zero-initialise; keep it for the next text to save allocations. */
typedef struct pcs_check_text {
    const char *text; /* borrowed */
    size_t len;
    pcs_check_char *chars; /* n, and one with c = 0 and at = len behind them */
    size_t n, cap;
} pcs_check_text;

void pcs_check_text_dispose(pcs_check_text *t);

/**
 * Reads len bytes of UTF-8. What cannot be seen is left out: marks of
 * direction, soft hyphens, characters without width. Every kind of space is a
 * space, every apostrophe an apostrophe, every dash a hyphen; marks of Arabic
 * numbers are a comma and a point. PCS_ENOMEM.
 */
pcs_status pcs_check_text_read(pcs_check_text *t, const char *text, size_t len,
                               pcs_error *err);

/** Masks the characters of the bytes begin..end. */
void pcs_check_text_mask(pcs_check_text *t, size_t begin, size_t end);

/** Masks addresses, of the web and of mail, and names of files and keys: what
 * holds digits that are no numbers. */
void pcs_check_text_mask_addresses(pcs_check_text *t);

static inline bool pcs_check_is_digit(UChar32 c)
{
    return c >= '0' && c <= '9';
}

/** A letter of Latin, Greek or Cyrillic script: digits beside one are part of
 * a name. Those of other scripts are words that have digits beside them. */
bool pcs_check_is_letter(UChar32 c);

/** A letter of any script. */
bool pcs_check_is_word(UChar32 c);

#endif
