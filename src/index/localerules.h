/* localerules.h - which locale a file is of, and whether it is indexed */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_INDEX_LOCALERULES_H
#define PCS_INDEX_LOCALERULES_H

#include "analyze/locale.h"
#include "index/index.h"

/**
 * What a run's options say of locales, in canonical form. Threads may share
 * it. Borrows from the options; pcs_locale_rules_dispose frees the rest.
 */
typedef struct pcs_locale_rules {
    const pcs_index_options *options;
    char (*fallbacks)[PCS_LOCALE_MAX]; /* one a source; "" for none */
} pcs_locale_rules;

/** PCS_EINVAL (what is given is no locale; the message names it), PCS_ENOMEM.
 * rules may be disposed of whatever the answer. */
pcs_status pcs_locale_rules_init(pcs_locale_rules *rules,
                                 const pcs_index_options *options,
                                 pcs_error *err);

/** The locale of a source's files that tell none, or "". */
const char *pcs_locale_rules_fallback(const pcs_locale_rules *rules,
                                      const char *source);

void pcs_locale_rules_dispose(pcs_locale_rules *rules);

/**
 * Whether the options take a locale (canonical): they name it, or its
 * beginning up to a hyphen, or no locale at all.
 */
bool pcs_locale_is_indexed(const pcs_index_options *options,
                           const char *locale);

#endif
