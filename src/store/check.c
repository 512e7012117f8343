/* check.c - whether the files of a generation are what was published */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/check.h"

#include <stdlib.h>
#include <string.h>

#include "store/generation.h"
#include "store/shelf.h"

bool pcs_is_damage(pcs_status status)
{
    return status == PCS_ECORRUPT || status == PCS_ENOTFOUND ||
           status == PCS_EINDEX;
}

void pcs_cut_cure(pcs_error *err)
{
    static const char *const cures[] = {"; rebuild", "; go back",
                                        "; give it again"};
    for (size_t i = 0; i < sizeof cures / sizeof *cures; i++) {
        char *cure = strstr(err->message, cures[i]);
        if (cure)
            *cure = 0;
    }
}

static pcs_status check_path(const char *path, const pcs_checked_file *f,
                             pcs_error *err)
{
    pcs_file_stamp stamp;
    pcs_status status = pcs_file_stamp_take(&stamp, path, err);
    if (status == PCS_ENOTFOUND)
        return pcs_error_set(err, status, "%s: missing", path);
    if (status != PCS_OK)
        return status;
    if (f->depth == PCS_CHECK_STAMPS &&
        pcs_file_stamp_equals(&stamp, &f->file->stamp))
        return PCS_OK;
    return pcs_shelf_check_file(path, f->file, err);
}

static void check_file(void *context, size_t worker)
{
    pcs_checked_file *f = context;
    (void)worker;
    char *path = pcs_generation_file(f->dir, f->file);
    f->status = path ? check_path(path, f, &f->err) : pcs_error_nomem(&f->err);
    free(path);
}

pcs_status pcs_check_files(pcs_check *check, const char *dir,
                           const pcs_manifest *manifest, pcs_check_depth depth,
                           pcs_pool *pool, pcs_error *err)
{
    size_t n = pcs_generation_n_files(manifest);
    *check = (pcs_check){calloc(n + 1, sizeof *check->files), n};
    if (!check->files)
        return pcs_error_nomem(err);
    pcs_status status = PCS_OK;
    for (size_t i = 0; status == PCS_OK && i < n; i++) {
        pcs_checked_file *f = &check->files[i];
        f->dir = dir;
        f->file = pcs_generation_file_at(manifest, i);
        f->depth = depth;
        /* What is not to be read is sooner done than handed over. */
        if (pool && depth == PCS_CHECK_BYTES)
            status = pcs_pool_add(pool, check_file, f, 0, err);
        else
            check_file(f, 0);
    }
    if (pool)
        pcs_pool_wait(pool);
    for (size_t i = 0; status == PCS_OK && i < n; i++)
        if (check->files[i].status == PCS_ENOMEM)
            status = pcs_error_nomem(err);
    if (status != PCS_OK)
        pcs_check_dispose(check);
    return status;
}

void pcs_check_dispose(pcs_check *check)
{
    free(check->files);
    *check = (pcs_check){NULL, 0};
}

pcs_status pcs_check_fault(const pcs_check *check, pcs_error *err)
{
    for (size_t i = 0; i < check->n; i++) {
        if (check->files[i].status == PCS_OK)
            continue;
        if (err)
            *err = check->files[i].err;
        return check->files[i].status;
    }
    return PCS_OK;
}
