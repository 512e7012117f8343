/* article.h - an article and its segments, as read from one sxs document */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_PARSE_ARTICLE_H
#define PCS_PARSE_ARTICLE_H

#include <pcsearch.h>

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/status.h"
#include "parse/markup.h"

/** len bytes of valid UTF-8, not NUL-terminated; data may be NULL if empty. */
typedef struct pcs_text {
    const char *data;
    size_t len;
} pcs_text;

/** One localized segment with its English source, in plain text. */
typedef struct pcs_segment {
    pcs_text id; /* opaque, such as "8697a-104" or "bed36-p103" */
    pcs_text local;
    pcs_text english;
    pcs_text heading; /* localized text of the nearest heading; "" before it */
    pcs_text anchor;  /* that heading's English slug; "" where it has none */
    uint32_t line;    /* of the localized span's tag, from 1 */
    pcs_place place;
    pcs_markup_text *markup; /* what only one side's markup has */
    size_t n_markup;
} pcs_segment;

/** A front matter entry, as a scalar's text; a list gives one entry an item. */
typedef struct pcs_meta {
    pcs_text key;
    pcs_text value;
    uint32_t line;
} pcs_meta;

/** Something that was mended or passed over. The article is whole without. */
typedef struct pcs_warning {
    uint32_t line;
    const char *message; /* one line, NUL-terminated, no trailing stop */
} pcs_warning;

/**
 * One document. All texts live in the article's arena and die with
 * pcs_article_dispose or the next pcs_article_parse into it.
 */
typedef struct pcs_article {
    pcs_text locale;      /* ms.contentlocale as written; "" where absent */
    pcs_text title;       /* metadata without an English side */
    pcs_text description; /* likewise */
    pcs_meta *meta;       /* all of the front matter, in order */
    size_t n_meta;
    pcs_segment *segments; /* in document order */
    size_t n_segments;
    pcs_warning *warnings; /* by line; at most PCS_WARNINGS_MAX, then one
                              that counts the rest */
    size_t n_warnings;
    pcs_arena arena;
    /* private: capacities */
    size_t cap_meta, cap_segments, cap_warnings;
} pcs_article;

#define PCS_FILE_MAX (16u << 20)
#define PCS_LINE_MAX (1u << 20)
#define PCS_SEGMENT_MAX (64u << 10)
#define PCS_SPAN_DEPTH_MAX 8
#define PCS_YAML_DEPTH_MAX 16
#define PCS_WARNINGS_MAX 100

/**
 * Reads the side-by-side document of len bytes at data into article, which
 * is zero-initialised or was used before. path (UTF-8, may be NULL) only
 * decides whether the text is YAML (*.yml, *.yaml).
 *
 * Invalid UTF-8, front matter that does not parse, spans that do not match:
 * a warning each, and the rest is read. Linear in len whatever the bytes.
 *
 * Fails with PCS_ELIMIT, naming the line as "line N: ...", where the document
 * is over PCS_FILE_MAX, a line over PCS_LINE_MAX or a segment's text over
 * PCS_SEGMENT_MAX; with PCS_ENOMEM; never otherwise. err->line is not a
 * thing: *line (may be NULL) takes the line of the failure, or 0.
 */
pcs_status pcs_article_parse(pcs_article *article, uint32_t *line,
                             const char *path, const char *data, size_t len,
                             pcs_error *err);

/** Frees what article holds and clears it. */
void pcs_article_dispose(pcs_article *article);

#endif
