/* hit_text.h - hits and articles for people */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_QUERY_HIT_TEXT_H
#define PCS_QUERY_HIT_TEXT_H

#include "query/marked.h"
#include "query/present.h"
#include "query/style.h"

/** Appends a hit: its title and place over the segment, in its context. */
void pcs_hit_text(pcs_buffer *out, const pcs_answer *answer, const pcs_hit *hit,
                  const pcs_style *style);

/** Appends an article: its title over the best segments, each behind the line
 * that it stands on. */
void pcs_article_text(pcs_buffer *out, const pcs_answer *answer,
                      const pcs_article_hit *article, const pcs_style *style);

/** Appends a title and what stands behind it, as wide as tail_width, on a line
 * of its own where both are too long for one. */
void pcs_titled_text(pcs_buffer *out, const pcs_marked *title,
                     const pcs_buffer *tail, size_t tail_width,
                     const pcs_style *style);

#endif
