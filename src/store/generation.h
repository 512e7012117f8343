/* generation.h - generations of an index on the disk, and the served one */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_STORE_GENERATION_H
#define PCS_STORE_GENERATION_H

#include <pcsearch.h>

#include <stddef.h>

#include "store/current.h"
#include "store/lock.h"
#include "store/manifest.h"

/*
 * An index is a folder:
 *   CURRENT            names the served generation; replaced by one rename
 *   generations/N.json manifests, immutable
 *   files/             table files and databases, immutable, shared by the
 *                      generations that name them
 *   lock               held by the writer
 *   writing/           the writer's private folder
 *   statcache          what the writer remembers of the sources' files
 *   quarantine/        what was found damaged (store/quarantine.h)
 * Copying files/, then generations/, then CURRENT to another host makes a
 * reader's replica; a copy that stopped half-way is not served, as CURRENT
 * comes last.
 */

/**
 * Reads the manifest of generation number, or of the served one where it is 0,
 * or of one that is to be published (PCS_GENERATION_CANDIDATE).
 * PCS_ENOTFOUND where dir holds no index or no such generation (the message
 * says how to make one), PCS_ECORRUPT, PCS_EVERSION, PCS_EIO.
 */
pcs_status pcs_generation_read(pcs_manifest *manifest, const char *dir,
                               uint64_t number, pcs_error *err);

/** The numbers of all generations that are there, ascending; *out is yours.
 * What is above pcs_current.newest was never served. */
pcs_status pcs_generation_list(uint64_t **out, size_t *n, const char *dir,
                               pcs_error *err);

/** malloc'd path of the manifest of a generation, of its file. NULL where
 * memory is refused. */
char *pcs_generation_path(const char *dir, uint64_t number);
char *pcs_generation_file(const char *dir, const pcs_manifest_file *file);

/** How many files a manifest names, and the one of number i. */
size_t pcs_generation_n_files(const pcs_manifest *manifest);
const pcs_manifest_file *pcs_generation_file_at(const pcs_manifest *manifest,
                                                size_t i);

/**
 * Writes manifest as the candidate, which pcs_generation_read reads and nobody
 * is served. The files that it names must stand in files/ and be synced.
 */
pcs_status pcs_generation_propose(const char *dir, const pcs_manifest *manifest,
                                  pcs_error *err);

/**
 * Makes the candidate, whose number is given, the served generation: its
 * manifest goes to its place, then CURRENT is replaced.
 */
pcs_status pcs_generation_promote(const char *dir, uint64_t number,
                                  pcs_error *err);

/** Both: writes manifest under its number and serves it. */
pcs_status pcs_generation_publish(const char *dir, const pcs_manifest *manifest,
                                  pcs_error *err);

/** Makes an existing generation the served one. */
pcs_status pcs_generation_serve(const char *dir, uint64_t number,
                                pcs_error *err);

/** The number that comes after all that were ever published, or may have been
 * where CURRENT cannot be read. */
pcs_status pcs_generation_next(uint64_t *out, const char *dir, pcs_error *err);

/**
 * Drops what nobody needs: generations beyond the newest `kept` (0: the
 * default) that are neither served nor what was served before, and ceased to
 * be served PCS_GENERATION_MIN_AGE seconds ago, so that a reader that has just
 * read CURRENT finds their files; manifests that were never served; files that
 * no manifest names; and what has been in quarantine for long. A manifest that
 * cannot be read goes to quarantine.
 */
pcs_status pcs_generation_sweep(const char *dir, size_t kept, pcs_error *err);

#endif
