/* segments.h - reads the segments of a document, with their headings */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_PARSE_SEGMENTS_H
#define PCS_PARSE_SEGMENTS_H

#include "parse/document.h"

/** Whether a segment's localized side seems to stand in the text. */
bool pcs_has_segments(const char *text, const char *end);

/**
 * Adds the segments of document to the article of warner: their two sides in
 * plain text, the place that each stands in, the heading above it. Tags that do
 * not match are warnings. PCS_ELIMIT where a side or an id is over
 * PCS_SEGMENT_MAX; PCS_ENOMEM.
 */
pcs_status pcs_segments_read(pcs_warner *warner, const pcs_document *document,
                             pcs_error *err);

#endif
