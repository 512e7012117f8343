/* status.c - error messages */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/status.h"

#include <errno.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "base/translate.h"
#include "base/utf8.h"

/* Whether message[start..end), a character or ill-formed, may be shown. */
static bool is_clean(const char *message, size_t start, size_t end, bool valid)
{
    const unsigned char *p = (const unsigned char *)message + start;
    if (!valid || p[0] < 0x20 || p[0] == 0x7F)
        return false;
    return end - start != 2 || p[0] != 0xC2 || p[1] >= 0xA0;
}

/* File names and Xapian's messages end up in messages, and a message ends up
 * on a terminal: nothing in it may be a control character (of either kind),
 * or no UTF-8. What was cut to fit loses its last character's first bytes. */
static void clean(char *message, bool is_cut)
{
    size_t len = strlen(message);
    for (size_t pos = 0; pos < len;) {
        size_t start = pos;
        bool valid = true;
        pcs_utf8_next(message, len, &pos, &valid);
        if (is_clean(message, start, pos, valid))
            continue;
        if (is_cut && pos == len && !valid)
            message[start] = 0;
        else
            memset(message + start, '?', pos - start);
    }
}

pcs_status pcs_error_set(pcs_error *err, pcs_status status, const char *format,
                         ...)
{
    if (!err)
        return status;
    va_list args;
    va_start(args, format);
    int len = vsnprintf(err->message, sizeof err->message,
                        pcs_translate(format), args);
    va_end(args);
    clean(err->message, len >= (int)sizeof err->message);
    err->status = status;
    return status;
}

pcs_status pcs_error_nomem(pcs_error *err)
{
    return pcs_error_set(err, PCS_ENOMEM, "out of memory");
}

const char *pcs_errno_string(int code)
{
    switch (code) {
    case ENOENT:
        return pcs_translate("No such file or directory");
    case EACCES:
        return pcs_translate("Permission denied");
    case ENOTDIR:
        return pcs_translate("Not a directory");
    case EISDIR:
        return pcs_translate("Is a directory");
    case ENOSPC:
        return pcs_translate("No space left on device");
    case EROFS:
        return pcs_translate("Read-only file system");
    case EIO:
        return pcs_translate("Input/output error");
    case EMFILE:
        return pcs_translate("Too many open files");
    case ENAMETOOLONG:
        return pcs_translate("File name too long");
    case ELOOP:
        return pcs_translate("Too many levels of symbolic links");
    default: {
        /* In English: the C library's catalogues need a locale. */
        const char *text = strerrordesc_np(code);
        return text ? text : "Unknown error";
    }
    }
}

pcs_status pcs_error_errno(pcs_error *err, const char *path)
{
    int code = errno;
    pcs_status status = code == ENOENT || code == ENOTDIR ? PCS_ENOTFOUND
                        : code == ENOMEM                  ? PCS_ENOMEM
                                                          : PCS_EIO;
    return pcs_error_set(err, status, "%s: %s", path, pcs_errno_string(code));
}
