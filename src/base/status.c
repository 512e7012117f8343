/* status.c - status codes and error messages */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/status.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

const char *pcs_status_string(pcs_status status)
{
    switch (status) {
    case PCS_OK:
        return "ok";
    case PCS_EINVAL:
        return "invalid argument";
    case PCS_ENOMEM:
        return "out of memory";
    case PCS_EIO:
        return "input or output error";
    case PCS_ENOTFOUND:
        return "not found";
    case PCS_EFORMAT:
        return "malformed data";
    case PCS_ECORRUPT:
        return "damaged data";
    case PCS_EVERSION:
        return "version mismatch";
    case PCS_ELIMIT:
        return "over a limit";
    case PCS_EBUSY:
        return "in use";
    case PCS_EINDEX:
        return "index error";
    }
    return "unknown status";
}

/* File names and Xapian's messages end up in messages, and a message ends up
 * on a terminal: nothing in it may be a control character. */
static void blank_controls(char *message)
{
    for (unsigned char *p = (unsigned char *)message; *p; p++)
        if (*p < 0x20 || *p == 0x7f)
            *p = '?';
}

pcs_status pcs_error_set(pcs_error *err, pcs_status status, const char *format,
                         ...)
{
    if (!err)
        return status;
    va_list args;
    va_start(args, format);
    vsnprintf(err->message, sizeof err->message, format, args);
    va_end(args);
    blank_controls(err->message);
    err->status = status;
    return status;
}

pcs_status pcs_error_nomem(pcs_error *err)
{
    return pcs_error_set(err, PCS_ENOMEM, "out of memory");
}

pcs_status pcs_error_errno(pcs_error *err, const char *path)
{
    char reason[128];
    int code = errno;
    pcs_status status = code == ENOENT || code == ENOTDIR ? PCS_ENOTFOUND
                        : code == ENOMEM                  ? PCS_ENOMEM
                                                          : PCS_EIO;
    const char *text = strerror_r(code, reason, sizeof reason);
    return pcs_error_set(err, status, "%s: %s", path, text);
}
