/* explain.h - showing why something was found */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_QUERY_EXPLAIN_H
#define PCS_QUERY_EXPLAIN_H

#include <jansson.h>

#include "query/present.h"

/** Appends what the query was read as, and an empty line; nothing where that
 * was not asked for. */
void pcs_present_explanation(pcs_buffer *out, const pcs_answer *answer);

/** Appends what a hit's score is made of, indented, likewise. */
void pcs_present_breakdown(pcs_buffer *out, const pcs_answer *answer,
                           const pcs_hit *hit);

/** The same as JSON; NULL where memory was refused. */
json_t *pcs_explanation_json(const pcs_explanation *explanation);
json_t *pcs_breakdown_json(const pcs_hit_explanation *explanation);

#endif
