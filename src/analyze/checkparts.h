/* checkparts.h - what the checks of a pair share */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_ANALYZE_CHECKPARTS_H
#define PCS_ANALYZE_CHECKPARTS_H

#include "analyze/checks.h"
#include "analyze/checktext.h"
#include "analyze/numerals.h"
#include "analyze/spellout.h"

enum { PCS_CHECK_ENGLISH, PCS_CHECK_LOCAL };

typedef struct pcs_check_items {
    pcs_check_item items[PCS_CHECK_ITEMS_MAX];
    size_t n;
    bool is_full; /* one more was there */
} pcs_check_items;

/** Adds the bytes begin..end of text. */
void pcs_check_items_add(pcs_check_items *items, const char *text,
                         uint32_t begin, uint32_t end);

struct pcs_checker {
    const pcs_pair_check *in;
    pcs_check_text texts[2]; /* English, localized */
    pcs_check_items found[2];
    pcs_numerals numerals[2];
    pcs_spellout words[2];
    pcs_check_items placeholders[2];
};

/** Whether the locale's language is one of those in list, two letters each,
 * parted by spaces. */
bool pcs_check_is_language(const char *locale, const char *list);

/* Each fills found[] with what one kind has found in the pair. */

/** Needs texts, masked. PCS_ENOMEM. */
pcs_status pcs_check_numbers(pcs_checker *c, pcs_error *err);

/** Fills placeholders[] with all that there are. */
void pcs_check_find_placeholders(pcs_checker *c);

/** Needs placeholders. */
void pcs_check_placeholders(pcs_checker *c);

/** Needs texts, masked. */
void pcs_check_untranslated(pcs_checker *c);

#endif
