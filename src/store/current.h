/* current.h - which generation of an index is served */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_STORE_CURRENT_H
#define PCS_STORE_CURRENT_H

#include <stdint.h>

#include "base/status.h"

/** What CURRENT says. Its checksum tells another number from damage. */
typedef struct pcs_current {
    uint64_t generation; /* that is served */
    uint64_t newest;     /* the highest number that was ever published: what is
                            above it never was, and numbers go on from it */
} pcs_current;

/**
 * Reads dir/CURRENT. PCS_ENOTFOUND where dir holds no index (the message says
 * how to make one), PCS_ECORRUPT, PCS_EVERSION, PCS_EIO.
 */
pcs_status pcs_current_read(pcs_current *out, const char *dir, pcs_error *err);

/**
 * Replaces dir/CURRENT by one rename, and syncs it. PCS_EIO: it is as it was,
 * or, where only the last sync failed, as it should be. The writer's lock has
 * to be held.
 */
pcs_status pcs_current_write(const char *dir, const pcs_current *current,
                             pcs_error *err);

#endif
