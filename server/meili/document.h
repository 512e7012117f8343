/* document.h - a hit as a document of Meilisearch */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SERVER_MEILI_DOCUMENT_H
#define PCS_SERVER_MEILI_DOCUMENT_H

#include "server/json.h"
#include "server/meili/query.h"

/** A text with its marks. */
typedef struct pcs_meili_text {
    const char *text; /* NULL: null */
    size_t len;
    const pcs_mark *marks;
    size_t n_marks;
} pcs_meili_text;

/** Everything but line, year and count is text; product is a list. */
typedef struct pcs_meili_document {
    pcs_meili_text texts[PCS_MEILI_ATTRIBUTES];
    const char *const *products;
    size_t n_products;
    uint64_t line, year, count; /* a year of 0 is none */
} pcs_meili_document;

/** Fills out from a hit with origin and article, as a segment's. What is made
 * lives in the arena. False where memory was refused. */
bool pcs_meili_document_make(pcs_meili_document *out, pcs_arena *arena,
                             const pcs_searcher *searcher, const pcs_hit *hit);

/** The same of an article: its texts are those of its best hit or, where its
 * title or description alone is what was found, the description. */
bool pcs_meili_document_of_article(pcs_meili_document *out, pcs_arena *arena,
                                   const pcs_searcher *searcher,
                                   const pcs_article_hit *article);

/** Writes the members of a document that a query asks for, with _formatted and
 * _matchesPosition; score is that of _rankingScore. */
void pcs_meili_document_write(pcs_json *json,
                              const pcs_meili_document *document,
                              const pcs_meili_query *query, double score);

#endif
