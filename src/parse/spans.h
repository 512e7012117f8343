/* spans.h - pairs a document's tags up to segments */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_PARSE_SPANS_H
#define PCS_PARSE_SPANS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/status.h"
#include "parse/tags.h"

/** One segment as offsets, its texts as they stand between the tags. */
typedef struct pcs_span {
    uint32_t begin, tag_end; /* of its first tag */
    uint32_t id, id_end;
    uint32_t local, local_end;
    uint32_t english, english_end;
    uint32_t end;       /* behind its last tag */
    uint32_t line;      /* of its first tag, from 0; set by blocks.h */
    bool is_unbalanced; /* foreign spans in the English text do not match */
    bool is_unclosed;   /* the English text has no proper end */
    bool is_deep;       /* foreign spans over PCS_SPAN_DEPTH_MAX */
    bool is_in_cell;    /* stands in a cell of an HTML table */
} pcs_span;

/** Segments in document order, and the tags without a partner. */
typedef struct pcs_spans {
    pcs_span *items;
    size_t n, cap;
    pcs_tag *strays; /* of kind TTU or STU */
    size_t n_strays, cap_strays;
} pcs_spans;

void pcs_spans_dispose(pcs_spans *spans);

/**
 * Pairs tags, which were found in text, in place of what spans held. A segment
 * is the form
 *
 *     <span data-ttu-id="ID">LOCAL</span><span class="sxs-lookup"><span
 *     data-stu-id="ID">ENGLISH</span></span>
 *
 * White space may stand between the tags, and the first span may enclose the
 * second. Foreign spans in the texts are content: LOCAL ends at the last
 * </span> before the second tag; ENGLISH at the </span></span> at which foreign
 * spans balance, else at the first one, and never behind the next segment's
 * beginning. PCS_ENOMEM or PCS_OK. Linear in the number of tags and the white
 * space between them.
 */
pcs_status pcs_spans_pair(pcs_spans *spans, const pcs_tags *tags,
                          const char *text, size_t len, pcs_error *err);

#endif
