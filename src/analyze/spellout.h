/* spellout.h - numbers and months as words of a locale */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_ANALYZE_SPELLOUT_H
#define PCS_ANALYZE_SPELLOUT_H

#include "analyze/checktext.h"

/** Numbers up to 20, tens to 100 and thousands to 9000 have words. */
#define PCS_SPELLOUT_MAX 9000

/** The words of one language. Zero-initialise. */
typedef struct pcs_spellout {
    const char *language; /* "" where nothing is known of it */
    const char *words;    /* its lines of number_words.h */
    bool has_point;       /* writes 1,234.5, and not 1.234,5 */
    pcs_check_text word;
} pcs_spellout;

/** Takes the language of locale (canonical). */
void pcs_spellout_set_locale(pcs_spellout *s, const char *locale);

void pcs_spellout_dispose(pcs_spellout *s);

/**
 * Whether t says number in words: as a cardinal or an ordinal in whatever
 * gender and case, in English also as once, double, half and the like; 1 to 12
 * as a month too. A word of a text may go on where it starts with the number
 * (dreifach), but not in English; in scripts without spaces it may stand
 * anywhere. PCS_ENOMEM.
 */
pcs_status pcs_spellout_has(bool *out, pcs_spellout *s, const pcs_check_text *t,
                            uint32_t number, pcs_error *err);

#endif
