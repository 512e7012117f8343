/* publish.c - making a generation the served one */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <stdlib.h>

#include "base/file.h"
#include "store/generation.h"

pcs_status pcs_generation_serve(const char *dir, uint64_t number,
                                pcs_error *err)
{
    pcs_current current;
    uint64_t next;
    pcs_status status = pcs_generation_next(&next, dir, err);
    if (status != PCS_OK)
        return status;
    current.generation = number;
    current.newest = number < next ? next - 1 : number;
    return pcs_current_write(dir, &current, err);
}

pcs_status pcs_generation_propose(const char *dir, const pcs_manifest *manifest,
                                  pcs_error *err)
{
    pcs_buffer text = {0};
    char *path = pcs_generation_path(dir, PCS_GENERATION_CANDIDATE);
    pcs_status status = path ? PCS_OK : pcs_error_nomem(err);
    if (status == PCS_OK)
        status = pcs_manifest_write(&text, manifest, err);
    if (status == PCS_OK)
        status = pcs_file_write(path, text.data, text.len, err);
    pcs_buffer_dispose(&text);
    free(path);
    return status;
}

pcs_status pcs_generation_promote(const char *dir, uint64_t number,
                                  pcs_error *err)
{
    char *from = pcs_generation_path(dir, PCS_GENERATION_CANDIDATE);
    char *to = pcs_generation_path(dir, number);
    pcs_status status =
        from && to ? pcs_path_rename(from, to, err) : pcs_error_nomem(err);
    if (status == PCS_OK)
        status = pcs_generation_serve(dir, number, err);
    free(from);
    free(to);
    return status;
}

pcs_status pcs_generation_publish(const char *dir, const pcs_manifest *manifest,
                                  pcs_error *err)
{
    pcs_status status = pcs_generation_propose(dir, manifest, err);
    if (status == PCS_OK)
        status = pcs_generation_promote(dir, manifest->generation, err);
    return status;
}
