/* status.h - status codes and error messages */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_BASE_STATUS_H
#define PCS_BASE_STATUS_H

/**
 * What a fallible call answers. PCS_OK is zero; everything else is an error,
 * and whoever detected it has put one line into the caller's pcs_error.
 */
typedef enum pcs_status {
    PCS_OK = 0,
    PCS_EINVAL,    /* the caller broke the function's contract */
    PCS_ENOMEM,    /* an allocation was refused */
    PCS_EIO,       /* the operating system refused a read or a write */
    PCS_ENOTFOUND, /* the file, index or locale is not there */
    PCS_EFORMAT,   /* bytes that are not what they should be */
    PCS_ECORRUPT,  /* a checksum does not hold */
    PCS_EVERSION,  /* written by another version of the format or analyzer */
    PCS_ELIMIT,    /* input over a documented limit */
    PCS_EBUSY,     /* another process holds the lock */
    PCS_EINDEX     /* libxapian reports an error of its own */
} pcs_status;

/* Room for languages whose letters take three bytes. */
#define PCS_ERROR_MESSAGE_MAX 1024

/**
 * A status with its message: one line of UTF-8 without a trailing stop, cut to
 * fit, always NUL-terminated. Owned by the caller, usually on the stack.
 */
typedef struct pcs_error {
    pcs_status status;
    char message[PCS_ERROR_MESSAGE_MAX];
} pcs_error;

#define PCS_ERROR_INIT                                                         \
    {                                                                          \
        PCS_OK, ""                                                             \
    }

/** A short English name of status, such as "out of memory". Never NULL. */
const char *pcs_status_string(pcs_status status);

/**
 * Fills err (which may be NULL) with status and the printf-formatted message,
 * control characters replaced by '?', and returns status, so that callers
 * write `return pcs_error_set(err, PCS_EIO, "...")`.
 */
pcs_status pcs_error_set(pcs_error *err, pcs_status status, const char *format,
                         ...) __attribute__((format(printf, 3, 4)));

/** pcs_error_set for a refused allocation. */
pcs_status pcs_error_nomem(pcs_error *err);

/**
 * pcs_error_set with "path: strerror(errno)" and PCS_ENOTFOUND where nothing
 * is there, PCS_ENOMEM, or PCS_EIO.
 */
pcs_status pcs_error_errno(pcs_error *err, const char *path);

#endif
