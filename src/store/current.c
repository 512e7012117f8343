/* current.c - which generation of an index is served */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/current.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/hash.h"
#include "store/generation.h"

#define CURRENT "CURRENT"
#define FIRST_LINE "pcsearch-index %d generation %" PRIu64 " of %" PRIu64 "\n"
#define CURRENT_MAX 4096

static size_t format(char out[128], int version, const pcs_current *c)
{
    int n = snprintf(out, 128, FIRST_LINE, version, c->generation, c->newest);
    int m = snprintf(out + n, 128 - (size_t)n, "xxh3 %016" PRIx64 "\n",
                     pcs_hash64(out, (size_t)n));
    return (size_t)(n + m);
}

/* Whether text is what format makes of what it says, to the byte. */
static bool parse(const pcs_buffer *text, int *version, pcs_current *c)
{
    char same[128];
    if (sscanf(text->data,
               "pcsearch-index %d generation %" SCNu64 " of %" SCNu64, version,
               &c->generation, &c->newest) != 3)
        return false;
    return c->generation > 0 && c->generation <= c->newest &&
           c->newest < PCS_GENERATION_CANDIDATE &&
           format(same, *version, c) == text->len &&
           memcmp(same, text->data, text->len) == 0;
}

/* Other versions may say it otherwise, the older ones without a checksum. With
 * one as ours that does not hold, it is our own, with another digit. */
static bool is_of_another(const pcs_buffer *text, int *version)
{
    int end = 0;
    return sscanf(text->data, "pcsearch-index %d generation%n", version,
                  &end) == 1 &&
           end > 0 && *version > 0 && *version != PCS_INDEX_VERSION &&
           !strstr(text->data, "\nxxh3 ");
}

static pcs_status understand(pcs_current *out, const pcs_buffer *text,
                             const char *dir, const char *path, pcs_error *err)
{
    int version = 0;
    bool is_whole = text->data && parse(text, &version, out);
    if (is_whole && version == PCS_INDEX_VERSION)
        return PCS_OK;
    memset(out, 0, sizeof *out);
    if (is_whole || (text->data && is_of_another(text, &version)))
        return pcs_error_set(err, PCS_EVERSION,
                             "%s: index version %d, this program reads %d; "
                             "rebuild it with pcindex --rebuild",
                             dir, version, PCS_INDEX_VERSION);
    return pcs_error_set(err, PCS_ECORRUPT,
                         "%s: damaged; go back with pcindex --rollback or "
                         "rebuild with pcindex --rebuild",
                         path);
}

/* Manifests without CURRENT are a copy that has not come to its end. */
static pcs_status missing(const char *dir, pcs_error *err)
{
    uint64_t *numbers;
    size_t n = 0;
    pcs_status status = pcs_generation_list(&numbers, &n, dir, NULL);
    if (status == PCS_ENOMEM)
        return pcs_error_nomem(err);
    free(numbers);
    if (n > 0)
        return pcs_error_set(err, PCS_ENOTFOUND,
                             "%s/" CURRENT " is missing; where this is a copy, "
                             "let it come to its end, else run pcindex -i %s "
                             "SOURCE",
                             dir, dir);
    return pcs_error_set(err, PCS_ENOTFOUND,
                         "no index at %s; make one with: pcindex -i %s SOURCE",
                         dir, dir);
}

pcs_status pcs_current_read(pcs_current *out, const char *dir, pcs_error *err)
{
    memset(out, 0, sizeof *out);
    char *path = pcs_path_join(dir, CURRENT);
    if (!path)
        return pcs_error_nomem(err);
    pcs_buffer text = {0};
    pcs_status status = pcs_file_read(&text, path, CURRENT_MAX, err);
    if (status == PCS_ENOTFOUND || status == PCS_EINVAL)
        status = missing(dir, err);
    else if (status == PCS_ELIMIT)
        status = pcs_error_set(err, PCS_ECORRUPT,
                               "%s: damaged; go back with pcindex --rollback "
                               "or rebuild with pcindex --rebuild",
                               path);
    else if (status == PCS_OK)
        status = understand(out, &text, dir, path, err);
    pcs_buffer_dispose(&text);
    free(path);
    return status;
}

pcs_status pcs_current_write(const char *dir, const pcs_current *current,
                             pcs_error *err)
{
    char text[128];
    size_t len = format(text, PCS_INDEX_VERSION, current);
    char *temporary = pcs_path_join(dir, "writing/" CURRENT);
    char *path = pcs_path_join(dir, CURRENT);
    pcs_status status = PCS_OK;
    if (!temporary || !path)
        status = pcs_error_nomem(err);
    if (status == PCS_OK)
        status = pcs_file_write(temporary, text, len, err);
    if (status == PCS_OK)
        status = pcs_path_rename(temporary, path, err);
    free(temporary);
    free(path);
    return status;
}
