/* generation.h - generations of an index on the disk, and the served one */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_STORE_GENERATION_H
#define PCS_STORE_GENERATION_H

#include "store/manifest.h"

/*
 * An index is a folder:
 *   CURRENT            names the served generation; replaced by one rename
 *   generations/N.json manifests, immutable
 *   files/             table files and databases, immutable, shared by the
 *                      generations that name them
 *   lock               held by the writer
 *   writing/           the writer's private folder
 *   statcache          what the writer remembers of source files
 * Copying files/, then generations/, then CURRENT to another host makes a
 * reader's replica; a copy that stopped half-way is not served, as CURRENT
 * comes last.
 */

/** The number of the generation whose manifest waits in writing/. */
#define PCS_GENERATION_CANDIDATE UINT64_MAX

/** How many generations are kept, and for how long a dropped one's files. */
#define PCS_GENERATIONS_KEPT 3
#define PCS_GENERATION_MIN_AGE 60

/**
 * Reads the manifest of generation number, or of the served one where it is 0,
 * or of one that is to be published (PCS_GENERATION_CANDIDATE).
 * PCS_ENOTFOUND where dir holds no index or no such generation (the message
 * says how to make one), PCS_ECORRUPT, PCS_EVERSION, PCS_EIO.
 */
pcs_status pcs_generation_read(pcs_manifest *manifest, const char *dir,
                               uint64_t number, pcs_error *err);

/** The numbers of all generations that are there, ascending; *out is yours. */
pcs_status pcs_generation_list(uint64_t **out, size_t *n, const char *dir,
                               pcs_error *err);

/** malloc'd path of a file of a manifest. NULL where memory is refused. */
char *pcs_generation_file(const char *dir, const pcs_manifest_file *file);

/** A writer's lock. */
typedef struct pcs_index_lock {
    int fd;
} pcs_index_lock;

/**
 * Makes dir an index folder where it is not there or empty, takes the writer's
 * lock (the kernel drops a dead writer's), and clears writing/. PCS_EBUSY where
 * another process holds it; PCS_EINVAL where dir holds something else.
 */
pcs_status pcs_index_lock_take(pcs_index_lock *lock, const char *dir,
                               pcs_error *err);

void pcs_index_lock_drop(pcs_index_lock *lock);

/**
 * Writes manifest under its number and makes it the served generation. The
 * files that it names must stand in files/ and be synced.
 */
pcs_status pcs_generation_publish(const char *dir, const pcs_manifest *manifest,
                                  pcs_error *err);

/** Makes an existing generation the served one. */
pcs_status pcs_generation_serve(const char *dir, uint64_t number,
                                pcs_error *err);

/**
 * Drops generations beyond PCS_GENERATIONS_KEPT and the files that no kept one
 * names, except what is younger than PCS_GENERATION_MIN_AGE seconds.
 */
pcs_status pcs_generation_sweep(const char *dir, pcs_error *err);

/** The default index: $PCSEARCH_INDEX, else below XDG's data folder; yours. */
char *pcs_index_default(void);

#endif
