/* shelf.c - opening what a generation has of a locale */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/shelf.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/hash.h"

pcs_status pcs_shelf_check_file(const char *path, const pcs_manifest_file *file,
                                pcs_error *err)
{
    uint64_t hash, size;
    pcs_status status = pcs_hash_file(&hash, &size, path, err);
    if (status != PCS_OK)
        return status;
    if (size != file->size)
        status = pcs_error_set(
            err, PCS_ECORRUPT, "%s: has %llu bytes instead of %llu", path,
            (unsigned long long)size, (unsigned long long)file->size);
    else if (hash != file->hash)
        status = pcs_error_set(err, PCS_ECORRUPT,
                               "%s: damaged; its checksum does not hold", path);
    return status;
}

static pcs_status check_counts(const pcs_partition *p, const char *path,
                               const pcs_manifest_locale *l, pcs_error *err)
{
    if (p->n_units == l->units && p->n_segments == l->segments)
        return PCS_OK;
    return pcs_error_set(err, PCS_ECORRUPT,
                         "%s: not what the manifest says; rebuild it with "
                         "pcindex --rebuild",
                         path);
}

pcs_status pcs_shelf_open_tables(pcs_partition *p, const char *dir,
                                 const pcs_manifest_locale *l, pcs_error *err)
{
    char *path = pcs_generation_file(dir, &l->tables);
    if (!path)
        return pcs_error_nomem(err);
    pcs_status status = pcs_partition_open(p, path, l->tables.size, err);
    if (status == PCS_OK) {
        status = check_counts(p, path, l, err);
        if (status != PCS_OK)
            pcs_partition_close(p);
    }
    free(path);
    return status;
}

pcs_status pcs_shelf_trust_file(const char *path, const pcs_manifest_file *file,
                                pcs_error *err)
{
    pcs_file_stamp stamp;
    pcs_status status = pcs_file_stamp_take(&stamp, path, err);
    if (status != PCS_OK || pcs_file_stamp_equals(&stamp, &file->stamp))
        return status;
    return pcs_shelf_check_file(path, file, err);
}

pcs_status pcs_shelf_open_postings(pcs_postings **out, const pcs_partition *p,
                                   const char *dir,
                                   const pcs_manifest_locale *l, pcs_error *err)
{
    char *paths[PCS_POSTINGS_FILES_MAX] = {NULL};
    pcs_status status = PCS_OK;
    *out = NULL;
    for (size_t i = 0; status == PCS_OK && i < l->n_postings; i++) {
        paths[i] = pcs_generation_file(dir, &l->postings[i]);
        status = paths[i] ? pcs_shelf_trust_file(paths[i], &l->postings[i], err)
                          : pcs_error_nomem(err);
    }
    if (status == PCS_OK)
        status = pcs_postings_open(out, (const char *const *)paths,
                                   l->n_postings, err);
    if (status == PCS_OK && p->slot_units)
        pcs_postings_map(*out, p->slot_units, p->n_slots, p->n_units);
    for (size_t i = 0; i < l->n_postings; i++)
        free(paths[i]);
    return status;
}
