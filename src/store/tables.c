/* tables.c - reading files of named sections */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/tables.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"

struct pcs_tables {
    pcs_tables_pages pages; /* first */
    pcs_map map;
    char *path;
    const pcs_tables_header *header;
    const unsigned char *sums;
    bool sums_checked;
};

static pcs_status damaged(const pcs_tables *tables, const char *what,
                          pcs_error *err)
{
    return pcs_error_set(err, PCS_ECORRUPT,
                         "%s: damaged %s; rebuild it with pcindex --rebuild",
                         tables->path, what);
}

static pcs_status check_header(pcs_tables *t, uint64_t expected_size,
                               pcs_error *err)
{
    const pcs_tables_header *h = (const void *)t->map.data;
    if (t->map.len < PCS_TABLES_PAGE ||
        memcmp(h->magic, PCS_TABLES_MAGIC, sizeof h->magic) != 0)
        return damaged(t, "header", err);
    if (h->version != PCS_TABLES_VERSION)
        return pcs_error_set(err, PCS_EVERSION,
                             "%s: table version %u, this program reads %d; "
                             "rebuild it with pcindex --rebuild",
                             t->path, h->version, PCS_TABLES_VERSION);
    if (h->header_hash !=
        pcs_hash64(h, offsetof(pcs_tables_header, header_hash)))
        return damaged(t, "header", err);
    uint64_t size = t->map.len, pages_offset = h->pages_offset;
    if (h->n_sections > PCS_TABLES_SECTIONS_MAX ||
        (expected_size && expected_size != size) ||
        pages_offset < PCS_TABLES_PAGE || pages_offset > size ||
        h->n_pages != (pages_offset - 1) / PCS_TABLES_PAGE ||
        h->n_pages * 8 != size - pages_offset)
        return damaged(t, "size", err);
    t->header = h;
    t->sums = (const unsigned char *)t->map.data + h->pages_offset;
    return PCS_OK;
}

pcs_status pcs_tables_open(pcs_tables **out, const char *path,
                           uint64_t expected_size, pcs_error *err)
{
    *out = NULL;
    pcs_tables *t = calloc(1, sizeof *t);
    if (!t || !(t->path = strdup(path))) {
        free(t);
        return pcs_error_nomem(err);
    }
    pcs_status status = pcs_map_open(&t->map, path, err);
    if (status == PCS_OK)
        status = check_header(t, expected_size, err);
    if (status == PCS_OK) {
        t->pages.bytes = t->map.data;
        t->pages.checked = calloc(1, (size_t)t->header->n_pages / 8 + 1);
        if (!t->pages.checked)
            status = pcs_error_nomem(err);
    }
    if (status != PCS_OK) {
        pcs_tables_close(t);
        return status;
    }
    *out = t;
    return PCS_OK;
}

void pcs_tables_close(pcs_tables *tables)
{
    if (!tables)
        return;
    pcs_map_close(&tables->map);
    free(tables->pages.checked);
    free(tables->path);
    free(tables);
}

pcs_status pcs_tables_section(pcs_section_view *out, const pcs_tables *tables,
                              const char *name, size_t item_size,
                              pcs_error *err)
{
    const pcs_tables_header *h = tables->header;
    for (uint32_t i = 0; i < h->n_sections; i++) {
        if (strncmp(h->sections[i].name, name, PCS_TABLES_NAME_MAX) != 0)
            continue;
        uint64_t offset = h->sections[i].offset, len = h->sections[i].len;
        if (offset < PCS_TABLES_PAGE || offset % 16 ||
            offset > h->pages_offset || len > h->pages_offset - offset ||
            len % item_size)
            return damaged(tables, name, err);
        out->data = tables->map.data + offset;
        out->len = (size_t)len;
        return PCS_OK;
    }
    return damaged(tables, name, err);
}

static pcs_status check_sums(pcs_tables *t, pcs_error *err)
{
    if (t->sums_checked)
        return PCS_OK;
    if (pcs_hash64(t->sums, (size_t)t->header->n_pages * 8) !=
        t->header->pages_hash)
        return damaged(t, "checksums", err);
    t->sums_checked = true;
    return PCS_OK;
}

static pcs_status check_page(pcs_tables *t, size_t page, pcs_error *err)
{
    unsigned char bit = (unsigned char)(1u << page % 8);
    if (t->pages.checked[page / 8] & bit)
        return PCS_OK;
    size_t start = (page + 1) * PCS_TABLES_PAGE;
    size_t left = (size_t)t->header->pages_offset - start;
    uint64_t sum;
    memcpy(&sum, t->sums + page * 8, sizeof sum);
    if (pcs_hash64(t->map.data + start,
                   left < PCS_TABLES_PAGE ? left : PCS_TABLES_PAGE) != sum)
        return damaged(t, "page", err);
    t->pages.checked[page / 8] |= bit;
    return PCS_OK;
}

pcs_status pcs_tables_items(const void **out, size_t *n,
                            const pcs_tables *tables, const char *side,
                            const char *name, size_t item_size, pcs_error *err)
{
    char full[PCS_TABLES_NAME_MAX];
    snprintf(full, sizeof full, "%s.%s", side, name);
    pcs_section_view view = {NULL, 0};
    pcs_status status = pcs_tables_section(&view, tables, full, item_size, err);
    *out = view.data;
    *n = view.len / item_size;
    return status;
}

pcs_status pcs_tables_check_pages(pcs_tables *t, const void *data, size_t len,
                                  pcs_error *err)
{
    pcs_status status = check_sums(t, err);
    size_t offset = (size_t)((const char *)data - t->map.data);
    size_t last = (offset + len - 1) / PCS_TABLES_PAGE;
    for (size_t p = offset / PCS_TABLES_PAGE; status == PCS_OK && p <= last;
         p++)
        status = check_page(t, p - 1, err);
    return status;
}

pcs_status pcs_tables_check_all(pcs_tables *t, pcs_error *err)
{
    return pcs_tables_check(t, t->map.data + PCS_TABLES_PAGE,
                            (size_t)t->header->pages_offset - PCS_TABLES_PAGE,
                            err);
}
