/* postings_cache.c - the lists of terms that were read before */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/postings_cache.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/hash.h"

/* So much of a half may one list take. */
#define LIST_SHARE 8
#define SLOTS_MIN 256

/* Units, then counts if there are any, each in two bytes where all numbers of
 * a list are small enough, else in four; then the term. */
typedef struct entry {
    uint64_t hash;
    uint32_t n;
    uint16_t term_len;
    bool is_wide, with_counts;
    uint16_t numbers[];
} entry;

typedef struct half {
    pcs_arena arena;
    entry **slots;
    size_t n_slots, n; /* a power of two, 0 before the first entry */
} half;

struct pcs_postings_cache {
    half young, old;
    size_t max_bytes; /* of a half */
};

pcs_postings_cache *pcs_postings_cache_new(size_t max_bytes)
{
    pcs_postings_cache *c = calloc(1, sizeof *c);
    if (c)
        c->max_bytes = max_bytes / 2;
    return c;
}

static void empty(half *h)
{
    pcs_arena_dispose(&h->arena);
    free(h->slots);
    memset(h, 0, sizeof *h);
}

void pcs_postings_cache_free(pcs_postings_cache *c)
{
    if (!c)
        return;
    empty(&c->young);
    empty(&c->old);
    free(c);
}

static size_t numbers_size(const entry *e)
{
    return (size_t)e->n * (e->with_counts ? 2 : 1) * (e->is_wide ? 4 : 2);
}

static const char *term_of(const entry *e)
{
    return (const char *)e->numbers + numbers_size(e);
}

static size_t size_of(const entry *e)
{
    return sizeof *e + numbers_size(e) + e->term_len;
}

static entry *find(const half *h, uint64_t hash, const char *term, size_t len,
                   bool with_counts)
{
    if (h->n == 0)
        return NULL;
    size_t mask = h->n_slots - 1;
    for (size_t i = hash & mask; h->slots[i]; i = (i + 1) & mask) {
        entry *e = h->slots[i];
        if (e->hash == hash && e->term_len == len &&
            e->with_counts == with_counts &&
            (len == 0 || memcmp(term_of(e), term, len) == 0))
            return e;
    }
    return NULL;
}

static bool grow(half *h)
{
    size_t n = h->n_slots ? 2 * h->n_slots : SLOTS_MIN;
    entry **slots = calloc(n, sizeof(entry *));
    if (!slots)
        return false;
    for (size_t i = 0; i < h->n_slots; i++) {
        if (!h->slots[i])
            continue;
        size_t at = h->slots[i]->hash & (n - 1);
        while (slots[at])
            at = (at + 1) & (n - 1);
        slots[at] = h->slots[i];
    }
    free(h->slots);
    h->slots = slots;
    h->n_slots = n;
    return true;
}

/* Room for an entry in the young half; NULL where there is no memory. */
static entry *make_room(pcs_postings_cache *c, size_t size)
{
    half *h = &c->young;
    if (h->arena.used + size + h->n_slots * sizeof *h->slots > c->max_bytes) {
        empty(&c->old);
        c->old = *h;
        memset(h, 0, sizeof *h);
    }
    if (2 * (h->n + 1) > h->n_slots && !grow(h))
        return NULL;
    return pcs_arena_alloc(&h->arena, size);
}

static void insert(half *h, entry *e)
{
    size_t mask = h->n_slots - 1, i = e->hash & mask;
    while (h->slots[i])
        i = (i + 1) & mask;
    h->slots[i] = e;
    h->n++;
}

static void widen(uint32_t *to, const entry *e, size_t first)
{
    const uint16_t *from = e->numbers + first * (e->is_wide ? 2 : 1);
    if (e->is_wide)
        memcpy(to, from, (size_t)e->n * 4);
    else
        for (size_t i = 0; i < e->n; i++)
            to[i] = from[i];
}

static pcs_status append(pcs_unit_list *out, const entry *e, pcs_error *err)
{
    size_t need = out->len + e->n + 1;
    if (!PCS_ARRAY_RESERVE(out->units, out->cap, need) ||
        (e->with_counts &&
         !PCS_ARRAY_RESERVE(out->counts, out->cap_counts, need)))
        return pcs_error_nomem(err);
    widen(out->units + out->len, e, 0);
    if (e->with_counts)
        widen(out->counts + out->len, e, e->n);
    out->len += e->n;
    return PCS_OK;
}

pcs_status pcs_postings_cache_get(pcs_unit_list *out, bool *found,
                                  pcs_postings_cache *c, const char *term,
                                  size_t len, bool with_counts, pcs_error *err)
{
    uint64_t hash = pcs_hash64(term, len);
    const entry *e = find(&c->young, hash, term, len, with_counts);
    *found = e != NULL;
    if (e)
        return append(out, e, err);
    e = find(&c->old, hash, term, len, with_counts);
    *found = e != NULL;
    if (!e)
        return PCS_OK;
    pcs_status status = append(out, e, err);
    /* What is asked for again stays. Making room may forget the old half. */
    if (status == PCS_OK)
        pcs_postings_cache_put(c, term, len, out, out->len - e->n, with_counts);
    return status;
}

static bool are_small(const uint32_t *numbers, size_t n)
{
    uint32_t all = 0;
    for (size_t i = 0; i < n; i++)
        all |= numbers[i];
    return all <= UINT16_MAX;
}

static void narrow(entry *e, size_t first, const uint32_t *from)
{
    uint16_t *to = e->numbers + first * (e->is_wide ? 2 : 1);
    if (e->is_wide)
        memcpy(to, from, (size_t)e->n * 4);
    else
        for (size_t i = 0; i < e->n; i++)
            to[i] = (uint16_t)from[i];
}

void pcs_postings_cache_put(pcs_postings_cache *c, const char *term, size_t len,
                            const pcs_unit_list *list, size_t first,
                            bool with_counts)
{
    size_t n = list->len - first;
    if (n > UINT32_MAX || len > UINT16_MAX)
        return;
    const uint32_t *units = n ? list->units + first : NULL;
    const uint32_t *counts = n && with_counts ? list->counts + first : NULL;
    entry head = {pcs_hash64(term, len), (uint32_t)n, (uint16_t)len,
                  !are_small(units, n) || (counts && !are_small(counts, n)),
                  with_counts};
    size_t size = size_of(&head);
    entry *e = size <= c->max_bytes / LIST_SHARE ? make_room(c, size) : NULL;
    if (!e)
        return;
    *e = head;
    if (n)
        narrow(e, 0, units);
    if (counts)
        narrow(e, n, counts);
    memcpy((char *)e->numbers + numbers_size(e), term, len);
    insert(&c->young, e);
}
