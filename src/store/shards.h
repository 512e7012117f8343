/* shards.h - what the readers of postings share */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_STORE_SHARDS_H
#define PCS_STORE_SHARDS_H

#include <xapian-c.h>

#include "store/listcache.h"
#include "store/postings.h"

/** One file of a partition's postings. */
typedef struct pcs_shard {
    xapian_database *db;
    xapian_postings *list; /* reused from term to term */
    char *path;
} pcs_shard;

struct pcs_postings {
    pcs_shard *shards;
    size_t n;
    const uint32_t *slot_units; /* NULL: slots are units */
    size_t n_slots, n_units;
    uint64_t *seen;        /* a bit a unit, all clear between calls */
    uint32_t *counts;      /* a unit; only what seen says is of this call */
    pcs_unit_list list;    /* of the term that is being visited */
    pcs_list_cache *cache; /* the caller's; NULL for none */
};

#endif
