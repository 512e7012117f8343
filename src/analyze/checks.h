/* checks.h - what differs between the two sides of a pair and should not */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_ANALYZE_CHECKS_H
#define PCS_ANALYZE_CHECKS_H

#include <pcsearch.h>

#include <stddef.h>
#include <stdint.h>

#include "base/status.h"

#define PCS_CHECK_ALL ((1u << PCS_CHECK_KINDS) - 1)

/** "numbers", "urls", "code", "placeholders" or "untranslated". */
const char *pcs_check_name(pcs_check_kind kind);

/** A difference in what the plain texts do not tell, as the index has it. */
typedef struct pcs_check_markup {
    pcs_check_kind kind; /* PCS_CHECK_URLS or PCS_CHECK_CODE */
    int is_local;        /* stands on the localized side only */
    const char *text;
    size_t len;
} pcs_check_markup;

/** A pair of texts, UTF-8, without markup. */
typedef struct pcs_pair_check {
    const char *english;
    size_t english_len;
    const char *local;
    size_t local_len;
    const char *locale;             /* canonical, such as "ko-KR" */
    unsigned kinds;                 /* 1u << kind for each that is wanted */
    const pcs_check_markup *markup; /* of the segment; may be NULL */
    size_t n_markup;
} pcs_pair_check;

/**
 * What stands on one side and has no counterpart. text is as it was written,
 * borrowed from the input: begin..end of that side's plain text, or, where
 * the plain text does not have it (the address of a link), 0..0.
 */
typedef struct pcs_check_item {
    const char *text;
    size_t len;
    uint32_t begin, end;
} pcs_check_item;

/**
 * All that was found of one kind: what the English has and the localized text
 * lacks, and the other way round. At least one of the two has an item, in the
 * order of the text. Where text was left in English, it is one item a side.
 */
typedef struct pcs_check_finding {
    pcs_check_kind kind;
    const pcs_check_item *english, *local;
    size_t n_english, n_local;
} pcs_check_finding;

/** Called for each kind that was found, in the order of the kinds; what
 * finding points to is gone afterwards. Anything but PCS_OK ends the check. */
typedef pcs_status pcs_check_visitor(void *context,
                                     const pcs_check_finding *finding,
                                     pcs_error *err);

/** Working memory of checks, for one thread at a time. */
typedef struct pcs_checker pcs_checker;

/** PCS_ENOMEM or PCS_OK. */
pcs_status pcs_checker_new(pcs_checker **out, pcs_error *err);

void pcs_checker_free(pcs_checker *checker);

/**
 * Compares the two sides of a pair. Linear in their lengths, but for items
 * over PCS_CHECK_ITEMS_MAX a side, where nothing is said of the kind. Texts
 * that are not UTF-8 are read as if mended. PCS_ENOMEM, what the visitor
 * answers, or PCS_OK.
 */
pcs_status pcs_check_pair(pcs_checker *checker, const pcs_pair_check *in,
                          pcs_check_visitor *visit, void *context,
                          pcs_error *err);

/** Items a side that are compared. */
#define PCS_CHECK_ITEMS_MAX 64

#endif
