/* hits.h - hits as JSON, as pcsearch --json names what is in them */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SERVER_API_HITS_H
#define PCS_SERVER_API_HITS_H

#include "server/json.h"
#include "server/marks16.h"

/** How hits are written. */
typedef struct pcs_hit_style {
    pcs_json *json;
    const pcs_searcher *searcher; /* of templates of URLs */
    pcs_offsets offsets;
    bool no_marks;
} pcs_hit_style;

/** Writes a hit as an object. */
void pcs_hit_put(const pcs_hit_style *style, const pcs_hit *hit, size_t rank);

/** Writes an article with the best of its hits as an object. */
void pcs_article_hit_put(const pcs_hit_style *style,
                         const pcs_article_hit *article, size_t rank);

/** Writes "url" where the source has a template: of the page, at the heading
 * unless anchor is NULL or "". */
void pcs_json_put_url(pcs_json *json, const pcs_searcher *searcher,
                      const char *source, const char *path, const char *locale,
                      const char *anchor);

#endif
