/* verify.h - whether a generation is what its manifest says */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_INDEX_VERIFY_H
#define PCS_INDEX_VERIFY_H

#include "base/pool.h"
#include "store/manifest.h"

/**
 * Checks every byte of the files that manifest names, that they open, and that
 * they count what it says, by the threads of pool, which are waited for. The
 * first fault is the answer: PCS_ECORRUPT or PCS_ENOTFOUND, naming the file.
 */
pcs_status pcs_verify_manifest(const char *dir, const pcs_manifest *manifest,
                               pcs_pool *pool, pcs_error *err);

#endif
