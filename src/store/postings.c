/* postings.c - reading the inverted index of a partition */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/postings.h"

#include <stdlib.h>
#include <string.h>

#include "store/index_status.h"
#include "store/shards.h"

/* So many units are sorted without a look at all of them. */
#define FEW 32

typedef struct pcs_shard shard;

static pcs_status open_shard(shard *s, const char *path, pcs_error *err)
{
    xapian_error error;
    s->path = strdup(path);
    if (!s->path)
        return pcs_error_nomem(err);
    if (xapian_database_open(&s->db, path, XAPIAN_OPEN_GLASS, &error))
        return pcs_index_status(err, path, &error);
    return PCS_OK;
}

pcs_status pcs_postings_open(pcs_postings **out, const char *const *paths,
                             size_t n, pcs_error *err)
{
    *out = NULL;
    pcs_postings *p = calloc(1, sizeof *p);
    if (!p || !(p->shards = calloc(n + 1, sizeof *p->shards))) {
        free(p);
        return pcs_error_nomem(err);
    }
    pcs_status status = PCS_OK;
    for (size_t i = 0; status == PCS_OK && i < n; i++)
        status = open_shard(&p->shards[p->n++], paths[i], err);
    if (status != PCS_OK) {
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
    for (size_t i = 0; i < p->n; i++) {
        xapian_postings_free(p->shards[i].list);
        xapian_database_free(p->shards[i].db);
        free(p->shards[i].path);
    }
    free(p->shards);
    free(p->seen);
    free(p->counts);
    pcs_unit_list_dispose(&p->list);
    free(p);
}

void pcs_postings_keep(pcs_postings *p, pcs_list_cache *cache)
{
    p->cache = cache;
}

void pcs_postings_map(pcs_postings *p, const uint32_t *slot_units,
                      size_t n_slots, size_t n_units)
{
    p->slot_units = slot_units;
    p->n_slots = n_slots;
    p->n_units = n_units;
}

pcs_status pcs_postings_slots(uint32_t *out, pcs_postings *p, pcs_error *err)
{
    xapian_error error;
    *out = 0;
    for (size_t i = 0; i < p->n; i++) {
        xapian_stats stats;
        if (xapian_database_stats(p->shards[i].db, &stats, &error))
            return pcs_index_status(err, p->shards[i].path, &error);
        *out += stats.documents;
    }
    return PCS_OK;
}

static xapian_status open_list(shard *s, const char *term, size_t len,
                               xapian_error *error)
{
    if (s->list)
        return xapian_postings_reset(s->list, term, len, error);
    return xapian_postings_open(&s->list, s->db, term, len, error);
}

void pcs_unit_list_dispose(pcs_unit_list *list)
{
    free(list->units);
    free(list->counts);
    memset(list, 0, sizeof *list);
}

static pcs_status damaged(const shard *s, pcs_error *err)
{
    return pcs_error_set(err, PCS_ECORRUPT,
                         "%s: damaged postings; rebuild the index with "
                         "pcindex --rebuild",
                         s->path);
}

/* Appends the slots below n_slots that the shard has the term in. */
static pcs_status read_shard(pcs_unit_list *out, shard *s, const char *term,
                             size_t len, size_t n_slots, bool with_counts,
                             pcs_error *err)
{
    xapian_error error;
    if (open_list(s, term, len, &error))
        return pcs_index_status(err, s->path, &error);
    for (size_t n = 1; n > 0; out->len += n) {
        if (!PCS_ARRAY_RESERVE(out->units, out->cap, out->len + 256) ||
            (with_counts &&
             !PCS_ARRAY_RESERVE(out->counts, out->cap_counts, out->cap)))
            return pcs_error_nomem(err);
        uint32_t *to = out->units + out->len;
        if (xapian_postings_read(s->list, to,
                                 with_counts ? out->counts + out->len : NULL,
                                 out->cap - out->len, &n, &error))
            return pcs_index_status(err, s->path, &error);
        for (size_t i = 0; i < n; i++) {
            to[i]--;
            if (to[i] >= n_slots)
                return damaged(s, err);
        }
    }
    return PCS_OK;
}

static pcs_status reserve_map(pcs_postings *p, pcs_error *err)
{
    if (!p->seen)
        p->seen = calloc(p->n_units / 64 + 1, sizeof *p->seen);
    if (!p->counts)
        p->counts = malloc((p->n_units + 1) * sizeof *p->counts);
    return p->seen && p->counts ? PCS_OK : pcs_error_nomem(err);
}

/* Slots from some on as units, in the order of slots; whether that is the
 * units' too, of all since first. */
static bool map_slots(const pcs_postings *p, pcs_unit_list *list, size_t first,
                      size_t from, bool with_counts)
{
    size_t len = from;
    bool in_order = true;
    for (size_t i = from; i < list->len; i++) {
        uint32_t unit = p->slot_units[list->units[i]];
        if (unit == PCS_NO_UNIT)
            continue;
        in_order = in_order && (len == first || list->units[len - 1] < unit);
        if (with_counts)
            list->counts[len] = list->counts[i];
        list->units[len++] = unit;
    }
    list->len = len;
    return in_order;
}

static void sort_few(pcs_unit_list *list, size_t first, bool with_counts)
{
    for (size_t i = first + 1; i < list->len; i++) {
        uint32_t unit = list->units[i];
        uint32_t n = with_counts ? list->counts[i] : 0;
        size_t j = i;
        for (; j > first && list->units[j - 1] > unit; j--) {
            list->units[j] = list->units[j - 1];
            if (with_counts)
                list->counts[j] = list->counts[j - 1];
        }
        list->units[j] = unit;
        if (with_counts)
            list->counts[j] = n;
    }
}

/* A bit a unit sorts them, between the first and the last one. */
static void sort_many(pcs_postings *p, pcs_unit_list *list, size_t first,
                      bool with_counts)
{
    size_t low = SIZE_MAX, high = 0;
    for (size_t i = first; i < list->len; i++) {
        uint32_t unit = list->units[i];
        size_t word = unit / 64;
        low = word < low ? word : low;
        high = word > high ? word : high;
        p->seen[word] |= (uint64_t)1 << unit % 64;
        if (with_counts)
            p->counts[unit] = list->counts[i];
    }
    list->len = first;
    for (size_t word = low; word <= high; word++) {
        for (uint64_t bits = p->seen[word]; bits; bits &= bits - 1) {
            uint32_t unit =
                (uint32_t)(word * 64) + (uint32_t)__builtin_ctzll(bits);
            if (with_counts)
                list->counts[list->len] = p->counts[unit];
            list->units[list->len++] = unit;
        }
        p->seen[word] = 0;
    }
}

static pcs_status sort_units(pcs_postings *p, pcs_unit_list *list, size_t first,
                             bool with_counts, pcs_error *err)
{
    if (list->len - first <= FEW) {
        sort_few(list, first, with_counts);
        return PCS_OK;
    }
    pcs_status status = reserve_map(p, err);
    if (status == PCS_OK)
        sort_many(p, list, first, with_counts);
    return status;
}

/* Most lists are in order, as units seldom move. Once most units were found, no
 * more files are read. */
static pcs_status read_files(pcs_unit_list *out, pcs_postings *p,
                             const char *term, size_t len, size_t n_units,
                             size_t most, bool with_counts, pcs_error *err)
{
    size_t first = out->len;
    size_t n_slots = p->slot_units ? p->n_slots : n_units;
    bool in_order = true;
    pcs_status status = PCS_OK;
    for (size_t i = 0; status == PCS_OK && i < p->n && out->len - first < most;
         i++) {
        size_t from = out->len;
        status = read_shard(out, &p->shards[i], term, len, n_slots, with_counts,
                            err);
        if (status == PCS_OK && p->slot_units)
            in_order = map_slots(p, out, first, from, with_counts) && in_order;
    }
    return status == PCS_OK && !in_order
               ? sort_units(p, out, first, with_counts, err)
               : status;
}

static pcs_status append(pcs_unit_list *out, const pcs_kept_list *kept,
                         bool with_counts, pcs_error *err)
{
    size_t n = with_counts ? kept->n / 2 : kept->n;
    size_t need = out->len + n + 1;
    if (!PCS_ARRAY_RESERVE(out->units, out->cap, need) ||
        (with_counts && !PCS_ARRAY_RESERVE(out->counts, out->cap_counts, need)))
        return pcs_error_nomem(err);
    pcs_kept_list_copy(out->units + out->len, kept, 0, n);
    if (with_counts)
        pcs_kept_list_copy(out->counts + out->len, kept, n, n);
    out->len += n;
    return PCS_OK;
}

static pcs_status read_list(pcs_unit_list *out, pcs_postings *p,
                            const char *term, size_t len, size_t n_units,
                            size_t most, bool with_counts, pcs_error *err)
{
    size_t first = out->len;
    pcs_list_key key = {with_counts ? PCS_LIST_COUNTS : PCS_LIST_POSTINGS, term,
                        len};
    pcs_kept_list kept;
    if (pcs_list_cache_get(&kept, p->cache, &key))
        return append(out, &kept, with_counts, err);
    pcs_status status =
        read_files(out, p, term, len, n_units, most, with_counts, err);
    size_t n = out->len - first;
    if (status == PCS_OK)
        pcs_list_cache_put(p->cache, &key, n ? out->units + first : NULL,
                           n && with_counts ? out->counts + first : NULL, n);
    return status;
}

pcs_status pcs_postings_read(pcs_unit_list *out, pcs_postings *p,
                             const char *term, size_t len, size_t n_units,
                             pcs_error *err)
{
    return read_list(out, p, term, len, n_units, SIZE_MAX, false, err);
}

pcs_status pcs_postings_read_known(pcs_unit_list *out, pcs_postings *p,
                                   const char *term, size_t len, size_t n_units,
                                   size_t freq, pcs_error *err)
{
    return read_list(out, p, term, len, n_units, freq, false, err);
}

pcs_status pcs_postings_count(pcs_unit_list *out, pcs_postings *p,
                              const char *term, size_t len, size_t n_units,
                              pcs_error *err)
{
    out->len = 0;
    return read_list(out, p, term, len, n_units, SIZE_MAX, true, err);
}
