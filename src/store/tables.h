/* tables.h - files of named sections, checksummed by page */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_STORE_TABLES_H
#define PCS_STORE_TABLES_H

#include <stdint.h>
#include <stdio.h>

#include "base/buffer.h"
#include "base/file.h"

/**
 * The version of the layout of table files.
 *   1  header of 4 KiB, sections on 16-byte borders, XXH3-64 of each 4 KiB page
 *      of header and sections behind them; little-endian
 */
#define PCS_TABLES_VERSION 1

#define PCS_TABLES_PAGE 4096u
#define PCS_TABLES_NAME_MAX 16
#define PCS_TABLES_SECTIONS_MAX 120

/** A table file, mapped for reading. One thread at a time. */
typedef struct pcs_tables pcs_tables;

/** Bytes of a section; they live as long as the table file is open. */
typedef struct pcs_section_view {
    const void *data;
    size_t len;
} pcs_section_view;

/**
 * Maps path, checks its size against expected_size (0: not known) and the
 * header against its checksum. PCS_ENOTFOUND, PCS_EIO, PCS_ECORRUPT or
 * PCS_EVERSION, each with the path.
 */
pcs_status pcs_tables_open(pcs_tables **out, const char *path,
                           uint64_t expected_size, pcs_error *err);

/** Unmaps; NULL is fine. */
void pcs_tables_close(pcs_tables *tables);

/**
 * The section of that name, whose length must be a multiple of item_size, or
 * PCS_ECORRUPT. Its bytes are not checked yet.
 */
pcs_status pcs_tables_section(pcs_section_view *out, const pcs_tables *tables,
                              const char *name, size_t item_size,
                              pcs_error *err);

/**
 * The same for the section "SIDE.NAME" of one side's vocabulary; *n takes how
 * many items it has.
 */
pcs_status pcs_tables_items(const void **out, size_t *n,
                            const pcs_tables *tables, const char *side,
                            const char *name, size_t item_size, pcs_error *err);

/** What an open table file begins with: which of its pages were checked. */
typedef struct pcs_tables_pages {
    const char *bytes; /* of the file */
    unsigned char
        *checked; /* a bit a page, the first one behind the header's */
} pcs_tables_pages;

/** pcs_tables_check of pages that may not have been checked. */
pcs_status pcs_tables_check_pages(pcs_tables *tables, const void *data,
                                  size_t len, pcs_error *err);

/**
 * Checks the pages that hold len bytes at data, which lie in a section. Each
 * page is checked once. PCS_ECORRUPT names the file.
 */
static inline pcs_status pcs_tables_check(pcs_tables *tables, const void *data,
                                          size_t len, pcs_error *err)
{
    const pcs_tables_pages *t = (const pcs_tables_pages *)tables;
    if (len == 0)
        return PCS_OK;
    size_t at = (size_t)((const char *)data - t->bytes);
    size_t first = at / PCS_TABLES_PAGE - 1;
    size_t last = (at + len - 1) / PCS_TABLES_PAGE - 1;
    if (last - first <= 1 && t->checked[first / 8] >> first % 8 & 1 &&
        t->checked[last / 8] >> last % 8 & 1)
        return PCS_OK;
    return pcs_tables_check_pages(tables, data, len, err);
}

/** Checks every page. */
pcs_status pcs_tables_check_all(pcs_tables *tables, pcs_error *err);

/** A table file that is being written. */
typedef struct pcs_tables_writer pcs_tables_writer;

/** Creates path. The caller ends with _finish or _free. */
pcs_status pcs_tables_writer_new(pcs_tables_writer **out, const char *path,
                                 pcs_error *err);

/** Starts a section; name has at most 15 bytes. Ends the one before. */
pcs_status pcs_tables_writer_begin(pcs_tables_writer *writer, const char *name,
                                   pcs_error *err);

/** Appends to the section. */
pcs_status pcs_tables_writer_write(pcs_tables_writer *writer, const void *data,
                                   size_t len, pcs_error *err);

/** begin and write in one. */
pcs_status pcs_tables_writer_section(pcs_tables_writer *writer,
                                     const char *name, const void *data,
                                     size_t len, pcs_error *err);

/** The same of the section "side.name". */
pcs_status pcs_tables_writer_side_section(pcs_tables_writer *writer,
                                          const char *side, const char *name,
                                          const void *data, size_t len,
                                          pcs_error *err);

/** Writes checksums and header, syncs to the disk. The writer stays to free. */
pcs_status pcs_tables_writer_finish(pcs_tables_writer *writer, pcs_error *err);

/** Closes; what was not finished is no table file. NULL is fine. */
void pcs_tables_writer_free(pcs_tables_writer *writer);

/* What tables.c and tables_writer.c share: the header, at offset 0. */
typedef struct pcs_tables_header {
    char magic[8]; /* "PCSTABLE" */
    uint32_t version;
    uint32_t n_sections;
    uint64_t pages_offset; /* where the page checksums begin */
    uint64_t n_pages;
    struct {
        char name[PCS_TABLES_NAME_MAX];
        uint64_t offset, len;
    } sections[PCS_TABLES_SECTIONS_MAX];
    uint64_t pages_hash;  /* XXH3-64 of the page checksums */
    uint64_t header_hash; /* XXH3-64 of everything before it */
} pcs_tables_header;

#define PCS_TABLES_MAGIC "PCSTABLE"

#endif
