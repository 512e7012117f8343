/* shelf.h - opening what a generation has of a locale */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_STORE_SHELF_H
#define PCS_STORE_SHELF_H

#include "store/generation.h"
#include "store/partition.h"
#include "store/postings.h"

/**
 * Opens the tables of a locale. PCS_ENOTFOUND where the file is missing,
 * PCS_ECORRUPT where it cannot be what the manifest names.
 */
pcs_status pcs_shelf_open_tables(pcs_partition *partition, const char *dir,
                                 const pcs_manifest_locale *locale,
                                 pcs_error *err);

/**
 * Opens the postings of a locale, whose tables are open and have to outlive
 * them. libxapian trusts what it reads, so that a file is opened only where its
 * stamp says that it was not touched since its checksum was found to hold, or
 * where it holds now, for which all of it is read. PCS_ENOTFOUND, PCS_ECORRUPT.
 */
pcs_status pcs_shelf_open_postings(pcs_postings **out,
                                   const pcs_partition *partition,
                                   const char *dir,
                                   const pcs_manifest_locale *locale,
                                   pcs_error *err);

/** Reads the whole file: PCS_ECORRUPT where it is not what was published. */
pcs_status pcs_shelf_check_file(const char *path, const pcs_manifest_file *file,
                                pcs_error *err);

/**
 * The same, but where its stamp is the manifest's the file is not read: it was
 * not touched since its checksum held.
 */
pcs_status pcs_shelf_trust_file(const char *path, const pcs_manifest_file *file,
                                pcs_error *err);

#endif
