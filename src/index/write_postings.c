/* write_postings.c - the postings of a partition that has been built */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "index/builder.h"
#include "store/postings.h"
#include "store/shelf.h"

/* A term is looked up in each file. */
#define FILES_MAX 8

/* The older partition's files, with the slots that each holds. */
typedef struct older {
    char *paths[PCS_POSTINGS_FILES_MAX];
    uint32_t slots[PCS_POSTINGS_FILES_MAX];
    size_t n;
    size_t kept; /* of those; the others are merged with what is new */
} older;

static pcs_status count_slots(uint32_t *out, const char *path, pcs_error *err)
{
    pcs_postings *p;
    pcs_status status = pcs_postings_open(&p, &path, 1, err);
    if (status != PCS_OK)
        return status;
    status = pcs_postings_slots(out, p, err);
    pcs_postings_close(p);
    return status;
}

static pcs_status find_older(older *o, const pcs_builder *b, pcs_error *err)
{
    const pcs_manifest_locale *l = b->old_locale;
    pcs_status status = PCS_OK;
    memset(o, 0, sizeof *o);
    if (!b->keeping.is_on)
        return PCS_OK;
    for (; status == PCS_OK && o->n < l->n_postings; o->n++) {
        char *path = pcs_generation_file(b->shared->dir, &l->postings[o->n]);
        o->paths[o->n] = path;
        status = path ? pcs_shelf_trust_file(path, &l->postings[o->n], err)
                      : pcs_error_nomem(err);
        if (status == PCS_OK && b->n_ranges)
            status = count_slots(&o->slots[o->n], path, err);
    }
    return status;
}

/* Which files stay: the first, by far the largest, always does. */
static void choose_kept(older *o, const pcs_builder *b)
{
    uint64_t merged = b->n_slots - b->first_slot;
    o->kept = o->n;
    if (!b->n_ranges)
        return;
    while (o->kept > 1 &&
           (o->kept + 1 > FILES_MAX || o->slots[o->kept - 1] < 2 * merged))
        merged += o->slots[--o->kept];
}

static pcs_status keep_files(const older *o, const pcs_builder *b,
                             pcs_error *err)
{
    pcs_status status = PCS_OK;
    for (size_t i = 0; status == PCS_OK && i < o->kept; i++) {
        pcs_manifest_file *file;
        status = pcs_manifest_add_postings(&file, b->locale, err);
        if (status == PCS_OK)
            status =
                pcs_manifest_file_copy(file, &b->old_locale->postings[i], err);
    }
    return status;
}

static pcs_status merge_into(const char *path, const older *o,
                             const pcs_builder *b, pcs_error *err)
{
    size_t n = 0;
    const char **shards = calloc(o->n + b->n_ranges + 1, sizeof *shards);
    if (!shards)
        return pcs_error_nomem(err);
    for (size_t i = o->kept; i < o->n; i++)
        shards[n++] = o->paths[i];
    for (size_t i = 0; i < b->n_ranges; i++)
        shards[n++] = b->ranges[i]->shard;
    pcs_status status = pcs_postings_merge(shards, n, path, err);
    free(shards);
    for (size_t i = 0; status == PCS_OK && i < b->n_ranges; i++)
        status = pcs_path_remove(b->ranges[i]->shard, err);
    return status;
}

static pcs_status add_merged(const older *o, const pcs_builder *b,
                             pcs_error *err)
{
    pcs_manifest_file *file = NULL;
    char *path = NULL;
    pcs_status status = pcs_manifest_add_postings(&file, b->locale, err);
    if (status == PCS_OK)
        status = pcs_builder_name_file(&path, file, b, "postings", err);
    if (status == PCS_OK)
        status = pcs_path_remove(path, err);
    if (status == PCS_OK)
        status = merge_into(path, o, b, err);
    if (status == PCS_OK)
        status = pcs_manifest_file_seal(file, path, err);
    free(path);
    return status;
}

pcs_status pcs_builder_write_postings(pcs_builder *b, pcs_error *err)
{
    older o;
    pcs_status status = find_older(&o, b, err);
    if (status == PCS_OK) {
        choose_kept(&o, b);
        status = keep_files(&o, b, err);
    }
    if (status == PCS_OK && b->n_ranges)
        status = add_merged(&o, b, err);
    for (size_t i = 0; i < o.n; i++)
        free(o.paths[i]);
    return status;
}
