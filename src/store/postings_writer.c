/* postings_writer.c - writing the inverted index of a partition */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <stdlib.h>
#include <string.h>
#include <xapian-c.h>

#include "base/file.h"
#include "store/index_status.h"
#include "store/postings.h"

struct pcs_postings_writer {
    xapian_writable *db;
    xapian_document *doc;
    xapian_term *terms;
    size_t cap_terms;
    char *path;
};

pcs_status pcs_postings_writer_new(pcs_postings_writer **out, const char *path,
                                   pcs_error *err)
{
    *out = NULL;
    pcs_postings_writer *w = calloc(1, sizeof *w);
    if (!w || !(w->path = strdup(path))) {
        free(w);
        return pcs_error_nomem(err);
    }
    /* Nobody reads a shard before it is merged, and nobody builds upon one
     * that a dead writer left: so no sync, and no copy of written blocks. */
    int flags = XAPIAN_WRITE_CREATE_OR_OVERWRITE | XAPIAN_WRITE_NO_SYNC |
                XAPIAN_WRITE_DANGEROUS | XAPIAN_WRITE_NO_TERMLIST;
    xapian_error error;
    pcs_status status = PCS_OK;
    if (xapian_writable_open(&w->db, path, flags, 0, &error) ||
        xapian_document_new(&w->doc, &error)) {
        status = pcs_index_status(err, path, &error);
        pcs_postings_writer_free(w);
        return status;
    }
    *out = w;
    return PCS_OK;
}

pcs_status pcs_postings_writer_add(pcs_postings_writer *w, uint32_t unit,
                                   const char *bytes, const uint32_t *ends,
                                   size_t n_terms, pcs_error *err)
{
    if (!PCS_ARRAY_RESERVE(w->terms, w->cap_terms, n_terms))
        return pcs_error_nomem(err);
    for (size_t i = 0; i < n_terms; i++) {
        uint32_t start = i ? ends[i - 1] : 0;
        w->terms[i] = (xapian_term){bytes + start, ends[i] - start, 1};
    }
    xapian_error error;
    if (xapian_document_clear(w->doc, &error) ||
        xapian_document_add_terms(w->doc, w->terms, n_terms, &error) ||
        xapian_writable_replace(w->db, unit + 1, w->doc, &error))
        return pcs_index_status(err, w->path, &error);
    return PCS_OK;
}

pcs_status pcs_postings_writer_finish(pcs_postings_writer *w, pcs_error *err)
{
    xapian_error error;
    if (xapian_writable_commit(w->db, &error) ||
        xapian_writable_close(w->db, &error))
        return pcs_index_status(err, w->path, &error);
    return PCS_OK;
}

void pcs_postings_writer_free(pcs_postings_writer *w)
{
    if (!w)
        return;
    xapian_document_free(w->doc);
    xapian_writable_free(w->db);
    free(w->terms);
    free(w->path);
    free(w);
}

pcs_status pcs_postings_merge(const char *const *shards, size_t n,
                              const char *out_path, pcs_error *err)
{
    xapian_error error;
    uint32_t flags = XAPIAN_COMPACT_FULL | XAPIAN_COMPACT_NO_RENUMBER |
                     XAPIAN_COMPACT_SINGLE_FILE;
    if (xapian_database_compact(shards, n, out_path, flags, 0, &error))
        return pcs_index_status(err, out_path, &error);
    return pcs_path_sync(out_path, err);
}
