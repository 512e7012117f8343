/* plan.h - what a run has to do, locale by locale */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_INDEX_PLAN_H
#define PCS_INDEX_PLAN_H

#include "index/builder.h"
#include "index/collect.h"

/** One locale of a run. */
typedef struct pcs_plan_locale {
    char name[PCS_LOCALE_MAX];
    bool is_changed;
    bool has_old;
    pcs_builder builder; /* articles_in and old are filled by the plan */
} pcs_plan_locale;

typedef struct pcs_plan {
    pcs_plan_locale *locales;
    size_t n, cap;
} pcs_plan;

/**
 * Holds the inputs against the articles of the served generation: counts what
 * was added, changed, removed and not touched into summary, and lists each
 * locale's articles, those that the run did not look for included. A locale is
 * changed where any of its files is, or all are to be rebuilt.
 */
pcs_status pcs_plan_make(pcs_plan *plan, pcs_index_summary *summary,
                         const pcs_inputs *inputs, const pcs_manifest *served,
                         const pcs_index_options *options, pcs_error *err);

void pcs_plan_dispose(pcs_plan *plan);

#endif
