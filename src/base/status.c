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

pcs_status pcs_error_errno(pcs_error *err, const char *path)
{
    char reason[128];
    int code = errno;
    pcs_status status = code == ENOENT || code == ENOTDIR ? PCS_ENOTFOUND
                        : code == ENOMEM                  ? PCS_ENOMEM
                                                          : PCS_EIO;
    const char *text = strerror_r(code, reason, sizeof reason);
    return pcs_error_set(err, status, "%s: %s", path, pcs_translate(text));
}
