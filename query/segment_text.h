/* segment_text.h - segments for people */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_QUERY_SEGMENT_TEXT_H
#define PCS_QUERY_SEGMENT_TEXT_H

#include "query/marked.h"
#include "query/present.h"
#include "query/style.h"

/** What stands left of a segment: blanks, or the line that it is on, with ":"
 * behind that of a hit and "-" behind that of a neighbour, as grep has it. */
typedef struct pcs_gutter {
    char first[32], rest[32];
} pcs_gutter;

pcs_gutter pcs_gutter_blank(void);

/** digits is that of the last line that is shown, so that they are even. */
pcs_gutter pcs_gutter_line(uint32_t line, char sign, int digits);

/** How many digits a number has. */
int pcs_gutter_digits(uint32_t number);

/** Appends the rest of a line behind its gutter. */
void pcs_segment_line(pcs_buffer *out, const pcs_marked *text,
                      const pcs_gutter *gutter, bool is_dim,
                      const pcs_style *style);

/** Appends a segment: the translation over its English. */
void pcs_segment_text(pcs_buffer *out, const pcs_marked *local,
                      const pcs_marked *english, const pcs_gutter *gutter,
                      bool is_neighbour, const pcs_style *style);

/** Appends what matched instead of a hit, and what else it reads as. */
void pcs_siblings_text(pcs_buffer *out, const pcs_answer *answer,
                       const pcs_hit *hit, const pcs_gutter *gutter,
                       const pcs_style *style);

#endif
