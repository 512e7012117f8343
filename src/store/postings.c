/* postings.c - reading the inverted index of a partition */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/postings.h"

#include <stdlib.h>
#include <string.h>
#include <xapian-c.h>

#include "store/index_status.h"

struct pcs_postings {
    xapian_database *db;
    xapian_postings *list; /* reused from term to term */
    char *path;
};

pcs_status pcs_postings_open(pcs_postings **out, const char *path,
                             pcs_error *err)
{
    *out = NULL;
    pcs_postings *p = calloc(1, sizeof *p);
    if (!p || !(p->path = strdup(path))) {
        free(p);
        return pcs_error_nomem(err);
    }
    xapian_error error;
    if (xapian_database_open(&p->db, path, XAPIAN_OPEN_GLASS, &error)) {
        pcs_status status = pcs_index_status(err, path, &error);
        pcs_postings_close(p);
        return status;
    }
    *out = p;
    return PCS_OK;
}

void pcs_postings_close(pcs_postings *p)
{
    if (!p)
        return;
    xapian_postings_free(p->list);
    xapian_database_free(p->db);
    free(p->path);
    free(p);
}

pcs_status pcs_postings_units(uint32_t *out, pcs_postings *p, pcs_error *err)
{
    xapian_error error;
    xapian_stats stats;
    *out = 0;
    if (xapian_database_stats(p->db, &stats, &error))
        return pcs_index_status(err, p->path, &error);
    *out = stats.documents;
    return PCS_OK;
}

static xapian_status open_list(pcs_postings *p, const char *term, size_t len,
                               xapian_error *error)
{
    if (p->list)
        return xapian_postings_reset(p->list, term, len, error);
    return xapian_postings_open(&p->list, p->db, term, len, error);
}

void pcs_unit_list_dispose(pcs_unit_list *list)
{
    free(list->units);
    free(list->counts);
    memset(list, 0, sizeof *list);
}

static pcs_status read_list(pcs_unit_list *out, pcs_postings *p,
                            const char *term, size_t len, size_t n_units,
                            bool with_counts, pcs_error *err)
{
    xapian_error error;
    if (open_list(p, term, len, &error))
        return pcs_index_status(err, p->path, &error);
    for (size_t n = 1; n > 0; out->len += n) {
        if (!PCS_ARRAY_RESERVE(out->units, out->cap, out->len + 256) ||
            (with_counts &&
             !PCS_ARRAY_RESERVE(out->counts, out->cap_counts, out->cap)))
            return pcs_error_nomem(err);
        uint32_t *to = out->units + out->len;
        if (xapian_postings_read(p->list, to,
                                 with_counts ? out->counts + out->len : NULL,
                                 out->cap - out->len, &n, &error))
            return pcs_index_status(err, p->path, &error);
        for (size_t i = 0; i < n; i++) {
            to[i]--;
            if (to[i] >= n_units)
                return pcs_error_set(err, PCS_ECORRUPT,
                                     "%s: damaged postings; rebuild the index "
                                     "with pcindex --rebuild",
                                     p->path);
        }
    }
    return PCS_OK;
}

pcs_status pcs_postings_read(pcs_unit_list *out, pcs_postings *p,
                             const char *term, size_t len, size_t n_units,
                             pcs_error *err)
{
    return read_list(out, p, term, len, n_units, false, err);
}

pcs_status pcs_postings_count(pcs_unit_list *out, pcs_postings *p,
                              const char *term, size_t len, size_t n_units,
                              pcs_error *err)
{
    out->len = 0;
    return read_list(out, p, term, len, n_units, true, err);
}

pcs_status pcs_postings_each(pcs_postings *p, const char *prefix, size_t len,
                             pcs_term_visitor *visit, void *context,
                             pcs_error *err)
{
    xapian_error error;
    xapian_terms *terms = NULL;
    if (xapian_terms_open(&terms, p->db, prefix, len, &error))
        return pcs_index_status(err, p->path, &error);
    char bytes[16384];
    uint32_t lens[512], freqs[512];
    pcs_status status = PCS_OK;
    for (bool at_end = false; status == PCS_OK && !at_end;) {
        xapian_terms_buffer buffer = {bytes, sizeof bytes, 0, lens,
                                      freqs, 512,          0};
        if (xapian_terms_read(terms, &buffer, &at_end, &error))
            status = pcs_index_status(err, p->path, &error);
        size_t at = 0;
        for (size_t i = 0; status == PCS_OK && i < buffer.n; i++) {
            status = visit(context, bytes + at, lens[i], freqs[i], err);
            at += lens[i];
        }
    }
    xapian_terms_free(terms);
    return status;
}
