/* check.h - whether the files of a generation are what was published */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_STORE_CHECK_H
#define PCS_STORE_CHECK_H

#include <pcsearch.h>

#include <stdbool.h>
#include <stddef.h>

#include "base/pool.h"
#include "store/manifest.h"

typedef enum pcs_check_depth {
    PCS_CHECK_STAMPS, /* a file whose stamp is the manifest's is not read */
    PCS_CHECK_BYTES   /* all are */
} pcs_check_depth;

/** A file that was checked. */
typedef struct pcs_checked_file {
    const char *dir;
    const pcs_manifest_file *file; /* of the manifest, which has to live on */
    pcs_check_depth depth;
    pcs_status status; /* PCS_OK, or what err tells */
    pcs_error err;
} pcs_checked_file;

typedef struct pcs_check {
    pcs_checked_file *files;
    size_t n;
} pcs_check;

/**
 * Checks each file that manifest names: that it is there, its size, and its
 * bytes against its checksum. With a pool (NULL: without) by its threads, which
 * are waited for. PCS_ENOMEM only; how each file is stands in check->files.
 */
pcs_status pcs_check_files(pcs_check *check, const char *dir,
                           const pcs_manifest *manifest, pcs_check_depth depth,
                           pcs_pool *pool, pcs_error *err);

void pcs_check_dispose(pcs_check *check);

/** The first file that is not as it was; PCS_OK where all are. */
pcs_status pcs_check_fault(const pcs_check *check, pcs_error *err);

/** A damaged file's message without the cure that it names; in place. */
void pcs_cut_cure(pcs_error *err);

#endif
