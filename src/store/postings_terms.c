/* postings_terms.c - the terms of a partition, over all of its postings */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "store/index_status.h"
#include "store/shards.h"

#define TERMS_MAX 512
#define BYTES_MAX 16384

/* Where a shard's terms are read; they come some hundred at a time. */
typedef struct cursor {
    xapian_terms *terms;
    const char *path;
    char *bytes;
    uint32_t *lens, *freqs;
    size_t n, i;  /* terms that were read, and the current one */
    size_t at;    /* of the current one in bytes */
    bool is_last; /* nothing behind what was read */
} cursor;

static pcs_status refill(cursor *c, pcs_error *err)
{
    xapian_error error;
    c->n = c->i = c->at = 0;
    while (c->n == 0 && !c->is_last) {
        xapian_terms_buffer buffer = {c->bytes, BYTES_MAX, 0, c->lens,
                                      c->freqs, TERMS_MAX, 0};
        if (xapian_terms_read(c->terms, &buffer, &c->is_last, &error))
            return pcs_index_status(err, c->path, &error);
        c->n = buffer.n;
    }
    return PCS_OK;
}

static pcs_status open_cursor(cursor *c, const pcs_shard *s, const char *prefix,
                              size_t len, pcs_error *err)
{
    xapian_error error;
    c->path = s->path;
    c->bytes = malloc(BYTES_MAX);
    c->lens = malloc(TERMS_MAX * sizeof *c->lens);
    c->freqs = malloc(TERMS_MAX * sizeof *c->freqs);
    if (!c->bytes || !c->lens || !c->freqs)
        return pcs_error_nomem(err);
    if (xapian_terms_open(&c->terms, s->db, prefix, len, &error))
        return pcs_index_status(err, s->path, &error);
    return refill(c, err);
}

static void close_cursor(cursor *c)
{
    xapian_terms_free(c->terms);
    free(c->bytes);
    free(c->lens);
    free(c->freqs);
}

static pcs_status advance(cursor *c, pcs_error *err)
{
    c->at += c->lens[c->i++];
    return c->i < c->n ? PCS_OK : refill(c, err);
}

static int compare(const cursor *a, const cursor *b)
{
    uint32_t n = a->lens[a->i], m = b->lens[b->i];
    int diff = memcmp(a->bytes + a->at, b->bytes + b->at, n < m ? n : m);
    return diff ? diff : (n > m) - (n < m);
}

/* The cursor that stands at the first term; NULL where all are at the end. */
static cursor *first(cursor *cursors, size_t n)
{
    cursor *best = NULL;
    for (size_t i = 0; i < n; i++) {
        cursor *c = &cursors[i];
        if (c->i < c->n && (!best || compare(c, best) < 0))
            best = c;
    }
    return best;
}

/* Visits the least term, and passes it by wherever it stands. */
static pcs_status visit_first(pcs_postings *p, cursor *cursors, cursor *least,
                              pcs_term_visitor *visit, void *context,
                              pcs_error *err)
{
    char term[256];
    size_t len = least->lens[least->i];
    uint32_t freq = 0;
    pcs_status status = PCS_OK;
    if (len > sizeof term)
        return pcs_error_set(err, PCS_ECORRUPT, "%s: a term is too long",
                             least->path);
    memcpy(term, least->bytes + least->at, len);
    for (size_t i = 0; status == PCS_OK && i < p->n; i++) {
        cursor *c = &cursors[i];
        if (c->i >= c->n || c->lens[c->i] != len ||
            memcmp(c->bytes + c->at, term, len) != 0)
            continue;
        freq += c->freqs[c->i];
        status = advance(c, err);
    }
    if (status == PCS_OK && p->slot_units) {
        p->list.len = 0;
        status = pcs_postings_read(&p->list, p, term, len, p->n_units, err);
        freq = (uint32_t)p->list.len;
    }
    if (status == PCS_OK && freq)
        status = visit(context, term, len, freq, err);
    return status;
}

pcs_status pcs_postings_each(pcs_postings *p, const char *prefix, size_t len,
                             pcs_term_visitor *visit, void *context,
                             pcs_error *err)
{
    cursor *cursors = calloc(p->n + 1, sizeof *cursors);
    if (!cursors)
        return pcs_error_nomem(err);
    pcs_status status = PCS_OK;
    for (size_t i = 0; status == PCS_OK && i < p->n; i++)
        status = open_cursor(&cursors[i], &p->shards[i], prefix, len, err);
    while (status == PCS_OK) {
        cursor *least = first(cursors, p->n);
        if (!least)
            break;
        status = visit_first(p, cursors, least, visit, context, err);
    }
    for (size_t i = 0; i < p->n; i++)
        close_cursor(&cursors[i]);
    free(cursors);
    return status;
}
