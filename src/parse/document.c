/* document.c - a document's text, mended, in lines */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "parse/document.h"

#include <string.h>

#include "base/utf8.h"
#include "base/translate.h"

pcs_status pcs_document_fail(const pcs_document *d, uint32_t line,
                             const char *what, pcs_error *err)
{
    if (d->failed_line)
        *d->failed_line = line;
    return pcs_error_set(err, PCS_ELIMIT, "line %u: %s", (unsigned)line, what);
}

static pcs_status check_lines(const pcs_document *d, const char *data,
                              size_t len, pcs_error *err)
{
    const char *p = data, *end = data + len;
    for (uint32_t line = 1; (size_t)(end - p) > PCS_LINE_MAX; line++) {
        const char *lf = memchr(p, '\n', PCS_LINE_MAX + 1);
        if (!lf)
            return pcs_document_fail(d, line, "line is over 1 MiB", err);
        p = lf + 1;
    }
    return PCS_OK;
}

static uint32_t count_lines(const char *p, const char *end)
{
    uint32_t n = 0;
    for (; p < end && (p = memchr(p, '\n', (size_t)(end - p))); p++)
        n++;
    return n;
}

static size_t count_invalid(const char *data, size_t len)
{
    size_t n = 0;
    for (size_t pos = 0; pos < len;) {
        bool valid = true;
        pcs_utf8_next(data, len, &pos, &valid);
        n += !valid;
    }
    return n;
}

/* Makes file valid UTF-8 without a byte order mark. */
static pcs_status mend(pcs_document *d, pcs_warner *warner, const char *data,
                       size_t len, pcs_error *err)
{
    if (len >= 3 && !memcmp(data, "\xef\xbb\xbf", 3)) {
        data += 3;
        len -= 3;
    }
    d->file = data;
    d->file_len = len;
    size_t valid = len ? pcs_utf8_check(data, len) : 0;
    if (valid == len)
        return PCS_OK;
    pcs_utf8_repair(&d->mended, data, len);
    d->file = d->mended.data;
    d->file_len = d->mended.len;
    size_t n = count_invalid(data + valid, len - valid);
    pcs_warner_add(warner, 1 + count_lines(data, data + valid),
                   n == 1 ? N_("invalid UTF-8 replaced, %zu place in all")
                          : N_("invalid UTF-8 replaced, %zu places in all"),
                   n);
    return pcs_buffer_status(&d->mended, err);
}

static pcs_status cut_lines(pcs_document *d, pcs_error *err)
{
    if (!d->is_yaml)
        return pcs_lines_cut(&d->lines, d->file, d->file_len, err);
    pcs_status status =
        pcs_yaml_unfold(&d->unfolded, &d->folds, d->file, d->file_len, err);
    if (status != PCS_OK)
        return status;
    return pcs_lines_cut(&d->lines, d->unfolded.data, d->unfolded.len, err);
}

pcs_status pcs_document_read(pcs_document *d, pcs_warner *warner,
                             const char *data, size_t len, pcs_error *err)
{
    if (len > PCS_FILE_MAX)
        return pcs_error_set(err, PCS_ELIMIT, "document is over 16 MiB");
    pcs_status status = check_lines(d, data, len, err);
    if (status == PCS_OK)
        status = mend(d, warner, data, len, err);
    return status == PCS_OK ? cut_lines(d, err) : status;
}

uint32_t pcs_document_line(const pcs_document *d, size_t offset)
{
    return (uint32_t)pcs_lines_at(&d->lines, offset) +
           pcs_folds_before(&d->folds, offset) + 1;
}

void pcs_document_dispose(pcs_document *d)
{
    pcs_buffer_dispose(&d->mended);
    pcs_buffer_dispose(&d->unfolded);
    pcs_folds_dispose(&d->folds);
    pcs_lines_dispose(&d->lines);
}
