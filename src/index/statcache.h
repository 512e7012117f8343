/* statcache.h - what a writer remembers of the files that it has read */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_INDEX_STATCACHE_H
#define PCS_INDEX_STATCACHE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "analyze/locale.h"
#include "base/buffer.h"
#include "base/file.h"

/*
 * The file statcache of an index. It spares reading what has not changed, and
 * nothing else: whether an article is up to date is told by the hash in the
 * generation that is served. Losing it costs a run that reads every file.
 */

/** A file that was read. What was wrong with it is not remembered. */
typedef struct pcs_statcache_entry {
    const char *source, *path;   /* the source's name, and below its root */
    pcs_file_stamp stamp;        /* from before it was read */
    int64_t hashed;              /* when the run began that read it: nanoseconds
                                    since 1970, never 0 */
    uint64_t hash;               /* pcs_hash64 of its bytes */
    uint32_t n_warnings;         /* PCS_WARNINGS_UNKNOWN: never parsed */
    bool is_empty;               /* holds no span */
    char locale[PCS_LOCALE_MAX]; /* that its header names; canonical or "" */
} pcs_statcache_entry;

#define PCS_WARNINGS_UNKNOWN UINT32_MAX

typedef struct pcs_statcache {
    pcs_statcache_entry *entries; /* sorted by source, then path (strcmp) */
    size_t len, cap;
    pcs_buffer text; /* private: the file, which the names point into */
} pcs_statcache;

/**
 * Reads the cache of the index at dir. One that is missing, damaged or of
 * another version is empty. Fails with PCS_ENOMEM alone.
 */
pcs_status pcs_statcache_read(pcs_statcache *out, const char *dir,
                              pcs_error *err);

/**
 * Replaces the cache of the index at dir, whose lock must be held. Not synced.
 * PCS_EIO, PCS_ENOMEM, PCS_ELIMIT (more than 4 GiB of names): the old one
 * stands.
 */
pcs_status pcs_statcache_write(const pcs_statcache *cache, const char *dir,
                               pcs_error *err);

/** The entry of a file, or NULL. */
const pcs_statcache_entry *pcs_statcache_find(const pcs_statcache *cache,
                                              const char *source,
                                              const char *path);

/**
 * Whether a file with that stamp holds the bytes that the entry tells of: it
 * has the entry's stamp, and its times are older than the reading by more than
 * the coarsest clock of a file system, two seconds.
 */
bool pcs_statcache_is_clean(const pcs_statcache_entry *entry,
                            const pcs_file_stamp *stamp);

bool pcs_statcache_entry_equals(const pcs_statcache_entry *a,
                                const pcs_statcache_entry *b);

/** The clock that files are stamped by: nanoseconds since 1970. */
int64_t pcs_statcache_now(void);

/** Frees what cache holds, and clears it. */
void pcs_statcache_dispose(pcs_statcache *cache);

#endif
