/* spellout.h - numbers and months as words of a locale */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_ANALYZE_SPELLOUT_H
#define PCS_ANALYZE_SPELLOUT_H

#include "analyze/checktext.h"
#include "analyze/locale.h"
#include "base/buffer.h"

/** Numbers up to 100 are looked for as words, and whole thousands to this. */
#define PCS_SPELLOUT_MAX 10000
#define PCS_SPELLOUT_N 111

/** The words of one locale, from ICU as they are needed. Zero-initialise. */
typedef struct pcs_spellout {
    char locale[PCS_LOCALE_MAX];
    void *format; /* ICU's; NULL where it has none, or not yet */
    void *dates;  /* likewise */
    bool is_open;
    bool has_point;                   /* writes 1,234.5, and not 1.234,5 */
    pcs_buffer words[PCS_SPELLOUT_N]; /* each in UTF-8 with its NUL */
    bool is_known[PCS_SPELLOUT_N];
    pcs_check_text word;
} pcs_spellout;

/** Forgets the words where locale (canonical) is another one than before. */
void pcs_spellout_set_locale(pcs_spellout *s, const char *locale);

void pcs_spellout_dispose(pcs_spellout *s);

/**
 * Whether t says number in words: as a cardinal or an ordinal in whatever
 * gender and case ICU knows, in English also as once, double, half and the
 * like; 1 to 12 as a month too. A word of a text may go on where it starts
 * with the number (dreifach), but not in English; in scripts without spaces it
 * may stand anywhere. PCS_ENOMEM.
 */
pcs_status pcs_spellout_has(bool *out, pcs_spellout *s, const pcs_check_text *t,
                            uint32_t number, pcs_error *err);

#endif
