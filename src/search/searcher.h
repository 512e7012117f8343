/* searcher.h - an open generation, locale by locale */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SEARCH_SEARCHER_H
#define PCS_SEARCH_SEARCHER_H

#include "search/match.h"
#include "search/search.h"
#include "store/generation.h"

struct pcs_searcher {
    char *dir;
    pcs_manifest manifest;
    pcs_analyzer *analyzer;
    pcs_dictionary *dictionary; /* NULL where the generation has none */
    char *notice;     /* that an older generation is open, and why; or NULL */
    uint64_t damaged; /* the generation that was passed over first, */
    pcs_error why;    /* and its fault, once there is a notice */
    bool is_pinned;   /* to its generation, whatever is published */
    struct pcs_index *index; /* that it follows; NULL: CURRENT */
    pcs_shelf *shelves; /* one a locale of the manifest, opened when needed */
};

/** Opens shelf number i where it is not open yet. */
pcs_status pcs_searcher_shelf(pcs_shelf **out, pcs_searcher *searcher, size_t i,
                              pcs_error *err);

#endif
