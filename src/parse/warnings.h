/* warnings.h - collects an article's warnings */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_PARSE_WARNINGS_H
#define PCS_PARSE_WARNINGS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/status.h"
#include "parse/article.h"

/** Adds to article's warnings. Initialise with the article, rest zero. */
typedef struct pcs_warner {
    pcs_article *article;
    size_t dropped; /* those beyond PCS_WARNINGS_MAX */
    uint32_t dropped_line;
    bool failed; /* an allocation was refused */
} pcs_warner;

/** Adds one, printf-formatted, control characters replaced. */
void pcs_warner_add(pcs_warner *warner, uint32_t line, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/** Adds one about a segment: message and the id in quotes, cut to fit. */
void pcs_warner_add_id(pcs_warner *warner, uint32_t line, const char *message,
                       const char *id, size_t len);

/** Sorts the warnings by line and counts what was dropped. PCS_ENOMEM where
 *  any allocation was refused since the beginning. */
pcs_status pcs_warner_finish(pcs_warner *warner, pcs_error *err);

#endif
