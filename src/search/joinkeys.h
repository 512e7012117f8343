/* joinkeys.h - what other locales' segments are looked up by in one locale */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SEARCH_JOINKEYS_H
#define PCS_SEARCH_JOINKEYS_H

#include "search/match.h"

/** An article under the key of its path. */
typedef struct pcs_path_entry {
    uint64_t hash; /* of the key */
    uint32_t article;
    uint32_t zero;
} pcs_path_entry;

/** Tables of one shelf; that of units is made when it is worth it. */
typedef struct pcs_join_keys {
    uint64_t *article_keys; /* the hash of each article's key */
    pcs_path_entry *paths;  /* by hash, then article; n_articles of them */
    unsigned n_scans;       /* texts that were looked for without a table */
    uint32_t *units; /* hash table by English: a unit plus one; 0: free */
    unsigned shift;  /* a hash's place is its upper bits */
} pcs_join_keys;

/**
 * The shelf's table with its paths. The hashes of its units' English are
 * checked, too, so that they may be read. PCS_ECORRUPT, PCS_ENOMEM.
 */
pcs_status pcs_join_keys_get(pcs_join_keys **out, pcs_shelf *shelf,
                             pcs_error *err);

/** Frees what a shelf keeps; NULL is fine. */
void pcs_join_keys_free(pcs_join_keys *keys);

/** The articles of that key: *out[0..*n), by source and path. */
void pcs_join_keys_articles(const pcs_path_entry **out, size_t *n,
                            const pcs_shelf *shelf, uint64_t hash);

/** Replaces out with the name of an article's source but for the locale
 * (pathkey.h). PCS_ECORRUPT, PCS_ENOMEM. */
pcs_status pcs_join_keys_source(pcs_buffer *out, const pcs_shelf *shelf,
                                uint32_t article, pcs_error *err);

/**
 * The unit with that English that has most segments, the first of them where
 * several have; PCS_NO_UNIT where there is none. PCS_ECORRUPT, PCS_ENOMEM.
 */
pcs_status pcs_join_keys_unit(uint32_t *out, pcs_shelf *shelf, uint64_t english,
                              pcs_error *err);

#endif
