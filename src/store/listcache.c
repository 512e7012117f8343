/* listcache.c - lists of numbers that were made before */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/listcache.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/hash.h"

/* So much of a half may one list take. */
#define LIST_SHARE 8
#define SLOTS_MIN 64

/* The numbers, each in two bytes where all of a list are small enough, else in
 * four; then the key. */
typedef struct entry {
    uint32_t n;
    uint16_t key_len;
    char kind;
    bool is_wide;
    uint16_t numbers[];
} entry;

/* With the hash, so that entries of other keys are not read. */
typedef struct slot {
    uint64_t hash;
    entry *entry;
} slot;

typedef struct half {
    pcs_arena arena;
    slot *slots;
    size_t n_slots, n; /* a power of two, 0 before the first entry */
} half;

struct pcs_list_cache {
    half young, old;
    size_t max_bytes; /* of a half */
};

pcs_list_cache *pcs_list_cache_new(size_t max_bytes)
{
    pcs_list_cache *c = calloc(1, sizeof *c);
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

void pcs_list_cache_free(pcs_list_cache *c)
{
    if (!c)
        return;
    empty(&c->young);
    empty(&c->old);
    free(c);
}

static uint64_t hash_of(const pcs_list_key *key)
{
    return pcs_hash64(key->data, key->len) + (unsigned char)key->kind;
}

static size_t numbers_size(const entry *e)
{
    return (size_t)e->n * (e->is_wide ? 4 : 2);
}

static bool is_of(const entry *e, const pcs_list_key *key)
{
    const char *data = (const char *)e->numbers + numbers_size(e);
    return e->kind == key->kind && e->key_len == key->len &&
           (key->len == 0 || memcmp(data, key->data, key->len) == 0);
}

static entry *find(const half *h, uint64_t hash, const pcs_list_key *key)
{
    if (h->n == 0)
        return NULL;
    size_t mask = h->n_slots - 1;
    for (size_t i = hash & mask; h->slots[i].entry; i = (i + 1) & mask)
        if (h->slots[i].hash == hash && is_of(h->slots[i].entry, key))
            return h->slots[i].entry;
    return NULL;
}

static void insert(half *h, uint64_t hash, entry *e)
{
    size_t mask = h->n_slots - 1, i = hash & mask;
    while (h->slots[i].entry)
        i = (i + 1) & mask;
    h->slots[i] = (slot){hash, e};
    h->n++;
}

static bool grow(half *h)
{
    half larger = {.n_slots = h->n_slots ? 2 * h->n_slots : SLOTS_MIN};
    larger.slots = calloc(larger.n_slots, sizeof(slot));
    if (!larger.slots)
        return false;
    for (size_t i = 0; i < h->n_slots; i++)
        if (h->slots[i].entry)
            insert(&larger, h->slots[i].hash, h->slots[i].entry);
    free(h->slots);
    h->slots = larger.slots;
    h->n_slots = larger.n_slots;
    return true;
}

/* Room for an entry in the young half; NULL where there is no memory. */
static entry *make_room(pcs_list_cache *c, size_t size)
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

/* What is asked for again stays. */
static entry *renew(pcs_list_cache *c, uint64_t hash, const entry *old)
{
    size_t size = sizeof *old + numbers_size(old) + old->key_len;
    if (c->young.arena.used + size + c->young.n_slots * sizeof(slot) >
        c->max_bytes)
        return NULL;
    entry *e = make_room(c, size);
    if (!e)
        return NULL;
    memcpy(e, old, size);
    insert(&c->young, hash, e);
    return e;
}

bool pcs_list_cache_get(pcs_kept_list *out, pcs_list_cache *c,
                        const pcs_list_key *key)
{
    if (!c)
        return false;
    uint64_t hash = hash_of(key);
    const entry *e = find(&c->young, hash, key);
    if (!e && (e = find(&c->old, hash, key))) {
        const entry *renewed = renew(c, hash, e);
        e = renewed ? renewed : e;
    }
    if (e)
        *out = (pcs_kept_list){e->numbers, e->n, e->is_wide};
    return e != NULL;
}

void pcs_kept_list_copy(uint32_t *out, const pcs_kept_list *list, size_t first,
                        size_t n)
{
    const uint16_t *from = list->numbers + first * (list->is_wide ? 2 : 1);
    if (list->is_wide && n)
        memcpy(out, from, n * sizeof *out);
    else
        for (size_t i = 0; i < n; i++)
            out[i] = from[i];
}

static bool are_small(const uint32_t *numbers, size_t n)
{
    uint32_t all = 0;
    for (size_t i = 0; i < n; i++)
        all |= numbers[i];
    return all <= UINT16_MAX;
}

static void fill(entry *e, size_t first, const uint32_t *from, size_t n)
{
    uint16_t *to = e->numbers + first * (e->is_wide ? 2 : 1);
    if (e->is_wide && n)
        memcpy(to, from, n * sizeof *from);
    else
        for (size_t i = 0; i < n; i++)
            to[i] = (uint16_t)from[i];
}

void pcs_list_cache_put(pcs_list_cache *c, const pcs_list_key *key,
                        const uint32_t *a, const uint32_t *b, size_t n)
{
    if (!c || n > UINT32_MAX / 2 || key->len > UINT16_MAX)
        return;
    uint64_t hash = hash_of(key);
    entry head = {.n = (uint32_t)(b ? 2 * n : n),
                  .key_len = (uint16_t)key->len,
                  .kind = key->kind,
                  .is_wide = !are_small(a, n) || (b && !are_small(b, n))};
    size_t size = sizeof head + numbers_size(&head) + key->len;
    entry *e = size <= c->max_bytes / LIST_SHARE ? make_room(c, size) : NULL;
    if (!e)
        return;
    memcpy(e, &head, sizeof head);
    fill(e, 0, a, n);
    if (b)
        fill(e, n, b, n);
    if (key->len)
        memcpy((char *)e->numbers + numbers_size(e), key->data, key->len);
    insert(&c->young, hash, e);
}
