/* summary_text.h - how much was found, for people */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_QUERY_SUMMARY_TEXT_H
#define PCS_QUERY_SUMMARY_TEXT_H

#include "query/present.h"
#include "query/style.h"

/** Appends how much was found, and below it what became of the query. */
void pcs_total_text(pcs_buffer *out, const pcs_answer *answer,
                    const pcs_style *style);

/** Appends a facet's values, their numbers under each other. */
void pcs_facet_text(pcs_buffer *out, const pcs_facet *facet,
                    const pcs_style *style);

#endif
