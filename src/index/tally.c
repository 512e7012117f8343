/* tally.c - in how many units more or less each term stands */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "index/tally.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"

static bool is_entry(const pcs_tally *t, const pcs_tally_entry *e,
                     const char *term, size_t len)
{
    return e->len == len && memcmp(t->bytes.data + e->start, term, len) == 0;
}

static uint32_t *find(const pcs_tally *t, const char *term, size_t len)
{
    size_t at = pcs_hash64(term, len) & (t->n_slots - 1);
    while (t->slots[at] &&
           !is_entry(t, &t->entries[t->slots[at] - 1], term, len))
        at = (at + 1) & (t->n_slots - 1);
    return &t->slots[at];
}

static pcs_status grow(pcs_tally *t, pcs_error *err)
{
    if (t->len * 2 < t->n_slots)
        return PCS_OK;
    size_t n = t->n_slots ? t->n_slots * 2 : 1024;
    uint32_t *slots = calloc(n, sizeof *slots);
    if (!slots)
        return pcs_error_nomem(err);
    free(t->slots);
    t->slots = slots;
    t->n_slots = n;
    for (size_t i = 0; i < t->len; i++) {
        const pcs_tally_entry *e = &t->entries[i];
        *find(t, t->bytes.data + e->start, e->len) = (uint32_t)i + 1;
    }
    return PCS_OK;
}

/* The entry of a term, made where there is none. */
static pcs_status entry(pcs_tally_entry **out, pcs_tally *t, const char *term,
                        size_t len, pcs_error *err)
{
    pcs_status status = grow(t, err);
    if (status != PCS_OK)
        return status;
    uint32_t *slot = find(t, term, len);
    if (!*slot) {
        uint32_t start = (uint32_t)t->bytes.len;
        pcs_buffer_append(&t->bytes, term, len);
        if (t->bytes.failed || t->bytes.len > UINT32_MAX ||
            !PCS_ARRAY_RESERVE(t->entries, t->cap, t->len + 1))
            return pcs_error_nomem(err);
        t->entries[t->len] = (pcs_tally_entry){start, (uint32_t)len, 0, 0};
        *slot = (uint32_t)++t->len;
    }
    *out = &t->entries[*slot - 1];
    return PCS_OK;
}

pcs_status pcs_tally_unit(pcs_tally *t, const pcs_terms *terms, int change,
                          pcs_error *err)
{
    pcs_status status = PCS_OK;
    t->n_units++;
    for (size_t i = 0; status == PCS_OK && i < terms->len; i++) {
        size_t len;
        const char *term = pcs_terms_get(terms, i, &len);
        pcs_tally_entry *e = NULL;
        if (*term != PCS_TERM_WORD && *term != PCS_TERM_ENGLISH)
            continue;
        status = entry(&e, t, term, len, err);
        if (status == PCS_OK && e->last != t->n_units) {
            e->last = t->n_units;
            e->change += change;
        }
    }
    return status;
}

pcs_status pcs_tally_merge(pcs_tally *t, const pcs_tally *other, pcs_error *err)
{
    pcs_status status = PCS_OK;
    for (size_t i = 0; status == PCS_OK && i < other->len; i++) {
        const pcs_tally_entry *from = &other->entries[i];
        pcs_tally_entry *to = NULL;
        status = entry(&to, t, other->bytes.data + from->start, from->len, err);
        if (status == PCS_OK)
            to->change += from->change;
    }
    return status;
}

static int compare(const void *a, const void *b, void *context)
{
    const pcs_tally_entry *x = a, *y = b;
    const char *bytes = context;
    size_t n = x->len, m = y->len;
    int diff = memcmp(bytes + x->start, bytes + y->start, n < m ? n : m);
    return diff ? diff : (n > m) - (n < m);
}

void pcs_tally_sort(pcs_tally *t)
{
    if (t->len)
        qsort_r(t->entries, t->len, sizeof *t->entries, compare, t->bytes.data);
}

void pcs_tally_dispose(pcs_tally *t)
{
    pcs_buffer_dispose(&t->bytes);
    free(t->entries);
    free(t->slots);
    memset(t, 0, sizeof *t);
}
