/* joinkeys.c - what other locales' segments are looked up by in one locale */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/joinkeys.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "search/pathkey.h"

/* How many texts are looked for before there is a table of them. */
#define SCANS_MAX 16

static int compare_paths(const void *a, const void *b)
{
    const pcs_path_entry *x = a, *y = b;
    if (x->hash != y->hash)
        return x->hash < y->hash ? -1 : 1;
    return (x->article > y->article) - (x->article < y->article);
}

static pcs_status hash_path(uint64_t *out, pcs_buffer *key,
                            const pcs_shelf *shelf, uint32_t article,
                            pcs_error *err)
{
    const pcs_article_record *a;
    const char *path;
    size_t len;
    pcs_status status =
        pcs_partition_article(&a, &shelf->partition, article, err);
    if (status == PCS_OK)
        status =
            pcs_partition_string(&path, &len, &shelf->partition, a->path, err);
    if (status != PCS_OK)
        return status;
    pcs_path_key(key, path, len, shelf->locale);
    *out = pcs_hash64(key->data, key->len);
    return pcs_buffer_status(key, err);
}

static pcs_status fill_paths(pcs_join_keys *keys, const pcs_shelf *shelf,
                             pcs_error *err)
{
    const pcs_partition *p = &shelf->partition;
    pcs_buffer key = {0};
    pcs_status status = PCS_OK;
    for (uint32_t i = 0; status == PCS_OK && i < p->n_articles; i++) {
        status = hash_path(&keys->article_keys[i], &key, shelf, i, err);
        keys->paths[i] = (pcs_path_entry){keys->article_keys[i], i, 0};
    }
    pcs_buffer_dispose(&key);
    if (status == PCS_OK && p->n_articles)
        qsort(keys->paths, p->n_articles, sizeof *keys->paths, compare_paths);
    return status;
}

pcs_status pcs_join_keys_get(pcs_join_keys **out, pcs_shelf *shelf,
                             pcs_error *err)
{
    const pcs_partition *p = &shelf->partition;
    *out = shelf->join_keys;
    if (*out)
        return PCS_OK;
    pcs_join_keys *keys = calloc(1, sizeof *keys);
    if (!keys)
        return pcs_error_nomem(err);
    keys->article_keys = calloc(p->n_articles + 1, sizeof *keys->article_keys);
    keys->paths = calloc(p->n_articles + 1, sizeof *keys->paths);
    pcs_status status =
        keys->article_keys && keys->paths ? PCS_OK : pcs_error_nomem(err);
    if (status == PCS_OK)
        status = pcs_tables_check(p->tables, p->unit_english,
                                  p->n_units * sizeof *p->unit_english, err);
    if (status == PCS_OK)
        status = fill_paths(keys, shelf, err);
    if (status != PCS_OK) {
        pcs_join_keys_free(keys);
        return status;
    }
    *out = shelf->join_keys = keys;
    return PCS_OK;
}

void pcs_join_keys_free(pcs_join_keys *keys)
{
    if (!keys)
        return;
    free(keys->article_keys);
    free(keys->paths);
    free(keys->units);
    free(keys);
}

void pcs_join_keys_articles(const pcs_path_entry **out, size_t *n,
                            const pcs_shelf *shelf, uint64_t hash)
{
    const pcs_path_entry *paths = shelf->join_keys->paths;
    size_t low = 0, high = shelf->partition.n_articles;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (paths[middle].hash < hash)
            low = middle + 1;
        else
            high = middle;
    }
    *out = paths + low;
    while (low < shelf->partition.n_articles && paths[low].hash == hash)
        low++;
    *n = (size_t)(paths + low - *out);
}

pcs_status pcs_join_keys_source(pcs_buffer *out, const pcs_shelf *shelf,
                                uint32_t article, pcs_error *err)
{
    const pcs_article_record *a;
    const char *name;
    size_t len;
    pcs_buffer folder = {0};
    pcs_status status =
        pcs_partition_article(&a, &shelf->partition, article, err);
    if (status == PCS_OK)
        status = pcs_partition_string(&name, &len, &shelf->partition, a->source,
                                      err);
    if (status != PCS_OK)
        return status;
    pcs_buffer_append(&folder, name, len);
    pcs_buffer_putc(&folder, '/');
    status = pcs_buffer_status(&folder, err);
    if (status == PCS_OK)
        pcs_path_key(out, folder.data, folder.len, shelf->locale);
    pcs_buffer_dispose(&folder);
    return status == PCS_OK ? pcs_buffer_status(out, err) : status;
}

/* The place of an English text: its own, or the free one for it. */
static uint32_t *find_slot(const pcs_join_keys *keys, const pcs_partition *p,
                           uint64_t english)
{
    size_t mask = ((size_t)1 << (64 - keys->shift)) - 1;
    size_t at = english >> keys->shift;
    while (keys->units[at] && p->unit_english[keys->units[at] - 1] != english)
        at = (at + 1) & mask;
    return &keys->units[at];
}

static uint32_t count_segments(const pcs_partition *p, uint32_t unit)
{
    return p->units[unit + (size_t)1].first - p->units[unit].first;
}

static pcs_status make_units(pcs_join_keys *keys, const pcs_partition *p,
                             pcs_error *err)
{
    unsigned bits = 4;
    while (((size_t)1 << bits) < 2 * p->n_units)
        bits++;
    pcs_status status = pcs_tables_check(
        p->tables, p->units, (p->n_units + 1) * sizeof *p->units, err);
    if (status != PCS_OK)
        return status;
    keys->units = calloc((size_t)1 << bits, sizeof *keys->units);
    if (!keys->units)
        return pcs_error_nomem(err);
    keys->shift = 64 - bits;
    for (uint32_t u = 0; u < p->n_units; u++) {
        uint32_t *slot = find_slot(keys, p, p->unit_english[u]);
        if (!*slot || count_segments(p, u) > count_segments(p, *slot - 1))
            *slot = u + 1;
    }
    return PCS_OK;
}

/* A page of hits asks for a few, for which a table is dear. */
static pcs_status scan_units(uint32_t *out, const pcs_partition *p,
                             uint64_t english, pcs_error *err)
{
    uint32_t most = 0;
    for (uint32_t u = 0; u < p->n_units; u++) {
        const pcs_unit_record *record;
        if (p->unit_english[u] != english)
            continue;
        pcs_status status = pcs_partition_unit(&record, p, u, err);
        if (status != PCS_OK)
            return status;
        if (*out == PCS_NO_UNIT || count_segments(p, u) > most) {
            *out = u;
            most = count_segments(p, u);
        }
    }
    return PCS_OK;
}

pcs_status pcs_join_keys_unit(uint32_t *out, pcs_shelf *shelf, uint64_t english,
                              pcs_error *err)
{
    pcs_join_keys *keys = shelf->join_keys;
    *out = PCS_NO_UNIT;
    if (!keys->units && keys->n_scans < SCANS_MAX) {
        keys->n_scans++;
        return scan_units(out, &shelf->partition, english, err);
    }
    pcs_status status =
        keys->units ? PCS_OK : make_units(keys, &shelf->partition, err);
    if (status != PCS_OK)
        return status;
    uint32_t found = *find_slot(keys, &shelf->partition, english);
    if (found)
        *out = found - 1;
    return PCS_OK;
}
