/* index_status.h - libxapian's errors as ours */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_STORE_INDEX_STATUS_H
#define PCS_STORE_INDEX_STATUS_H

#include <xapian-c.h>

#include "base/status.h"

/** Fills err from a failed call's error; path says which database. */
static inline pcs_status pcs_index_status(pcs_error *err, const char *path,
                                          const xapian_error *error)
{
    pcs_status status = PCS_EINDEX;
    if (error->status == XAPIAN_ENOMEM)
        status = PCS_ENOMEM;
    else if (error->status == XAPIAN_ENOTFOUND)
        status = PCS_ENOTFOUND;
    else if (error->status == XAPIAN_ECORRUPT ||
             error->status == XAPIAN_EOPENING)
        status = PCS_ECORRUPT;
    return pcs_error_set(
        err, status, "%s: %s%s", path, error->message,
        status == PCS_ECORRUPT ? "; rebuild it with pcindex --rebuild" : "");
}

#endif
