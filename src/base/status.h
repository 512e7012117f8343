/* status.h - status codes and error messages */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_BASE_STATUS_H
#define PCS_BASE_STATUS_H

#include <pcsearch.h>

/**
 * Fills err (which may be NULL) with status and the printf-formatted message,
 * control characters replaced by '?', and returns status, so that callers
 * write `return pcs_error_set(err, PCS_EIO, "...")`.
 */
pcs_status pcs_error_set(pcs_error *err, pcs_status status, const char *format,
                         ...) __attribute__((format(printf, 3, 4)));

/** pcs_error_set for a refused allocation. */
pcs_status pcs_error_nomem(pcs_error *err);

/** What an errno means, as strerror, in the language of messages; it lives for
 * ever, in any thread. */
const char *pcs_errno_string(int code);

/**
 * pcs_error_set with "path: " and pcs_errno_string and PCS_ENOTFOUND where
 * nothing is there, PCS_ENOMEM, or PCS_EIO.
 */
pcs_status pcs_error_errno(pcs_error *err, const char *path);

#endif
