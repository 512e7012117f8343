/* articleread.h - one article as a whole, both languages side by side */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SEARCH_ARTICLEREAD_H
#define PCS_SEARCH_ARTICLEREAD_H

#include "search/search.h"

/** Which article. Zero-initialise; texts are NUL-terminated UTF-8. */
typedef struct pcs_article_request {
    const char *locale; /* "ko-KR", or "ko": the first locale of that language
                           that has the path */
    const char *source; /* NULL: the first source by name that has the path */
    const char *path;   /* as hits name it: below its source */
    const char *query;  /* what is to be marked; NULL: nothing */
    size_t query_len;
    const pcs_search_options *search; /* how the query is read and matched:
                                         lowest, mode (PCS_MATCH_AUTO is
                                         PCS_MATCH_ALL), is_plain, no_synonyms;
                                         NULL: as by default */
} pcs_article_request;

/** A segment of an article. Texts are NUL-terminated, and lengths without. */
typedef struct pcs_article_segment {
    const char *id;
    const char *place; /* "paragraph", "heading", "list", "table" or "quote" */
    const char *local;
    size_t local_len;
    const char *english;
    size_t english_len;
    const char *heading; /* localized, the nearest above; of a heading itself */
    const char *anchor;  /* of that; "" for none */
    uint32_t line;
    bool is_match; /* the query matches it, as a search would count it */
    const pcs_mark *marks; /* of the query's words, whether it matches or not */
    size_t n_marks;
    const pcs_mark *english_marks;
    size_t n_english_marks;
} pcs_article_segment;

/** An entry of the front matter; a list has one an item. */
typedef struct pcs_article_entry {
    const char *key, *value;
} pcs_article_entry;

/** An article. Zero-initialise; pcs_article_view_dispose frees it. */
typedef struct pcs_article_view {
    const char *locale, *source, *path;
    const char *title, *description; /* "" for none */
    const char *url; /* of the published page; NULL where its source has no
                        template (urls.h) */
    const pcs_mark *title_marks;
    size_t n_title_marks;
    const pcs_mark *description_marks;
    size_t n_description_marks;
    const pcs_article_entry *entries; /* in order, title and description too */
    size_t n_entries;
    const pcs_article_segment *segments; /* in the order of the document */
    size_t n_segments;
    size_t n_matches; /* of them, is_match */
    pcs_arena arena;
} pcs_article_view;

/**
 * Reads an article. PCS_ENOTFOUND where the locale, or the source, has none of
 * that path; PCS_EINVAL for a locale that the index does not have, where the
 * message lists those it has, and for a request without locale or path;
 * PCS_ECORRUPT, PCS_ENOMEM. What is typed is never an error. Then the view is
 * empty and needs no pcs_article_view_dispose. Uses the searcher: one thread at
 * a time.
 */
pcs_status pcs_article_read(pcs_article_view *view, pcs_searcher *searcher,
                            const pcs_article_request *request, pcs_error *err);

void pcs_article_view_dispose(pcs_article_view *view);

#endif
