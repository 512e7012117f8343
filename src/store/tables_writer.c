/* tables_writer.c - writing files of named sections */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <errno.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/hash.h"
#include "store/tables.h"

_Static_assert(sizeof(pcs_tables_header) <= PCS_TABLES_PAGE,
               "the header fits its page");

struct pcs_tables_writer {
    FILE *file;
    char *path;
    pcs_tables_header header;
    uint64_t offset; /* where the next byte goes */
    unsigned char page[PCS_TABLES_PAGE];
    uint64_t *sums;
    size_t n_sums, cap_sums;
};

static pcs_status put_page(pcs_tables_writer *w, size_t len, pcs_error *err)
{
    if (!PCS_ARRAY_RESERVE(w->sums, w->cap_sums, w->n_sums + 1))
        return pcs_error_nomem(err);
    w->sums[w->n_sums++] = pcs_hash64(w->page, len);
    if (fwrite(w->page, 1, len, w->file) != len)
        return pcs_error_errno(err, w->path);
    return PCS_OK;
}

static pcs_status put(pcs_tables_writer *w, const void *data, size_t len,
                      pcs_error *err)
{
    const unsigned char *p = data;
    while (len > 0) {
        size_t at = w->offset % PCS_TABLES_PAGE;
        size_t n = PCS_TABLES_PAGE - at < len ? PCS_TABLES_PAGE - at : len;
        memcpy(w->page + at, p, n);
        w->offset += n;
        p += n;
        len -= n;
        if (at + n == PCS_TABLES_PAGE) {
            pcs_status status = put_page(w, PCS_TABLES_PAGE, err);
            if (status != PCS_OK)
                return status;
        }
    }
    return PCS_OK;
}

pcs_status pcs_tables_writer_new(pcs_tables_writer **out, const char *path,
                                 pcs_error *err)
{
    *out = NULL;
    pcs_tables_writer *w = calloc(1, sizeof *w);
    if (!w)
        return pcs_error_nomem(err);
    w->path = strdup(path);
    w->file = w->path ? fopen(path, "wbe") : NULL;
    pcs_status status = PCS_OK;
    if (!w->path)
        status = pcs_error_nomem(err);
    else if (!w->file || fseek(w->file, PCS_TABLES_PAGE, SEEK_SET) < 0)
        status = pcs_error_errno(err, path);
    if (status != PCS_OK) {
        pcs_tables_writer_free(w);
        return status;
    }
    memcpy(w->header.magic, PCS_TABLES_MAGIC, sizeof w->header.magic);
    w->header.version = PCS_TABLES_VERSION;
    w->offset = PCS_TABLES_PAGE;
    *out = w;
    return PCS_OK;
}

pcs_status pcs_tables_writer_begin(pcs_tables_writer *w, const char *name,
                                   pcs_error *err)
{
    static const char zeros[16];
    uint32_t n = w->header.n_sections;
    if (n == PCS_TABLES_SECTIONS_MAX || strlen(name) >= PCS_TABLES_NAME_MAX)
        return pcs_error_set(err, PCS_EINVAL, "no room for section %s", name);
    pcs_status status = put(w, zeros, (size_t)(-w->offset & 15), err);
    if (status != PCS_OK)
        return status;
    memcpy(w->header.sections[n].name, name, strlen(name));
    w->header.sections[n].offset = w->offset;
    w->header.n_sections = n + 1;
    return PCS_OK;
}

pcs_status pcs_tables_writer_write(pcs_tables_writer *w, const void *data,
                                   size_t len, pcs_error *err)
{
    w->header.sections[w->header.n_sections - 1].len += len;
    return put(w, data, len, err);
}

pcs_status pcs_tables_writer_section(pcs_tables_writer *w, const char *name,
                                     const void *data, size_t len,
                                     pcs_error *err)
{
    pcs_status status = pcs_tables_writer_begin(w, name, err);
    if (status == PCS_OK)
        status = pcs_tables_writer_write(w, data, len, err);
    return status;
}

pcs_status pcs_tables_writer_side_section(pcs_tables_writer *w,
                                          const char *side, const char *name,
                                          const void *data, size_t len,
                                          pcs_error *err)
{
    char full[PCS_TABLES_NAME_MAX];
    snprintf(full, sizeof full, "%s.%s", side, name);
    return pcs_tables_writer_section(w, full, data, len, err);
}

pcs_status pcs_tables_writer_finish(pcs_tables_writer *w, pcs_error *err)
{
    pcs_status status = PCS_OK;
    size_t rest = w->offset % PCS_TABLES_PAGE;
    if (rest)
        status = put_page(w, rest, err);
    if (status != PCS_OK)
        return status;
    pcs_tables_header *h = &w->header;
    h->pages_offset = w->offset;
    h->n_pages = w->n_sums;
    size_t len = w->n_sums * sizeof *w->sums;
    h->pages_hash = pcs_hash64(w->sums, len);
    h->header_hash = pcs_hash64(h, offsetof(pcs_tables_header, header_hash));
    memset(w->page, 0, sizeof w->page);
    memcpy(w->page, h, sizeof *h);
    if ((len > 0 && fwrite(w->sums, 1, len, w->file) != len) ||
        fseek(w->file, 0, SEEK_SET) < 0 ||
        fwrite(w->page, sizeof w->page, 1, w->file) != 1 ||
        fflush(w->file) != 0 || fsync(fileno(w->file)) < 0)
        return pcs_error_errno(err, w->path);
    int closed = fclose(w->file);
    w->file = NULL;
    return closed ? pcs_error_errno(err, w->path) : PCS_OK;
}

void pcs_tables_writer_free(pcs_tables_writer *w)
{
    if (!w)
        return;
    if (w->file)
        fclose(w->file);
    free(w->path);
    free(w->sums);
    free(w);
}
