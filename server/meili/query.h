/* query.h - what a search of the Meilisearch subset asks for */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SERVER_MEILI_QUERY_H
#define PCS_SERVER_MEILI_QUERY_H

#include <pcsearch.h>

#include "server/meili/attributes.h"
#include "server/meili/error.h"

/** What is behind an index's name: segments or articles, of all locales or,
 * with "_" and its name behind that, of one: "segments_ko-KR". */
typedef struct pcs_meili_index {
    const char *uid;
    bool is_articles;
    const char *locale; /* part of uid; NULL for all */
} pcs_meili_index;

/** False where uid cannot be an index's name: index_not_found. Whether the
 * locale is there, the search tells. */
bool pcs_meili_index_find(pcs_meili_index *out, const char *uid,
                          pcs_meili_error *error);

/** The error of an index that there is not. Always false. */
bool pcs_meili_no_index(pcs_meili_error *error, const char *uid);

/** Hits that can be reached by paging; Meilisearch's maxTotalHits. */
#define PCS_MEILI_HITS_MAX 10000

/** Hits that one answer has. */
#define PCS_MEILI_LIMIT_MAX 1000

/** Values that facetDistribution has of each facet, and facetHits. */
#define PCS_MEILI_FACET_VALUES_MAX 100

/** Queries in one request, and hits that they may ask for together. */
#define PCS_MEILI_QUERIES_MAX 50
#define PCS_MEILI_HITS_TOGETHER_MAX 1000

/** Bytes of what is put around each match, and where a text was cropped: it
 * comes as often as there are matches. */
#define PCS_MEILI_TAG_MAX 256

/** Milliseconds of processor time that they may take together. */
#define PCS_MEILI_TOGETHER_MS_MAX 2000

/** A search; texts live in the arena it was read with, or in the request. */
typedef struct pcs_meili_query {
    pcs_meili_index index;
    const char *q; /* "" for all documents */
    size_t q_len;
    bool is_paged; /* by page and hitsPerPage, else by offset and limit */
    uint64_t limit, offset, page, hits_per_page;
    pcs_meili_set retrieved, highlighted, cropped;
    uint32_t crop_words[PCS_MEILI_ATTRIBUTES];
    const char *crop_marker, *pre_tag, *post_tag;
    pcs_meili_set facets;
    bool has_facets; /* facetDistribution is asked for, if of nothing */
    bool shows_positions, shows_score;
    bool needs_all_words;
    bool is_distinct; /* equal pairs are one hit */
    pcs_search_in in;
    pcs_condition condition;
    const char *facet_name, *facet_query; /* of a facet search; else NULL */
} pcs_meili_query;

/** Where a query comes from. */
typedef enum pcs_meili_origin {
    PCS_MEILI_SINGLE, /* the index is in the address */
    PCS_MEILI_MULTI,  /* one of several, with an indexUid */
    PCS_MEILI_FACET   /* a facet search: what it does not know is ignored */
} pcs_meili_origin;

struct json_t;

/**
 * Reads the members of a JSON object, which is borrowed and has to live as long
 * as out. `where` is its place in the request, such as ".queries[0]", or "".
 */
bool pcs_meili_query_read(pcs_meili_query *out, const struct json_t *object,
                          pcs_meili_origin origin, const char *where,
                          pcs_arena *arena, pcs_meili_error *error);

#endif
