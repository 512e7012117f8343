/* generation.c - reading and listing the generations of an index */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/generation.h"

#include <dirent.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "store/quarantine.h"

#define MANIFEST_MAX (16u << 20)

char *pcs_generation_path(const char *dir, uint64_t number)
{
    char name[64] = "writing/manifest";
    if (number != PCS_GENERATION_CANDIDATE)
        snprintf(name, sizeof name, "generations/%06" PRIu64 ".json", number);
    return pcs_path_join(dir, name);
}

char *pcs_generation_file(const char *dir, const pcs_manifest_file *file)
{
    char *files = pcs_path_join(dir, "files");
    char *path = files ? pcs_path_join(files, file->name) : NULL;
    free(files);
    return path;
}

size_t pcs_generation_n_files(const pcs_manifest *m)
{
    size_t n = m->dictionary.name != NULL;
    for (size_t i = 0; i < m->n_locales; i++)
        n += 1 + m->locales[i].n_postings;
    return n;
}

const pcs_manifest_file *pcs_generation_file_at(const pcs_manifest *m, size_t i)
{
    for (size_t l = 0; l < m->n_locales; l++) {
        if (i == 0)
            return &m->locales[l].tables;
        if (i <= m->locales[l].n_postings)
            return &m->locales[l].postings[i - 1];
        i -= 1 + m->locales[l].n_postings;
    }
    return &m->dictionary;
}

static pcs_status read_at(pcs_manifest *manifest, const char *path,
                          uint64_t number, bool is_served, pcs_error *err)
{
    pcs_buffer text = {0};
    pcs_status status = pcs_file_read(&text, path, MANIFEST_MAX, err);
    /* CURRENT names it, so that its absence is damage, and no empty index. */
    if (status == PCS_ENOTFOUND)
        status = pcs_error_set(err, is_served ? PCS_ECORRUPT : PCS_ENOTFOUND,
                               "%s: missing; go back with pcindex --rollback "
                               "or rebuild with pcindex --rebuild",
                               path);
    else if (status == PCS_ELIMIT || status == PCS_EINVAL)
        status = pcs_error_set(err, PCS_ECORRUPT, "%s: damaged manifest", path);
    if (status == PCS_OK)
        status = pcs_manifest_read(manifest, text.data, text.len, path, err);
    if (status == PCS_OK && manifest->generation != number &&
        number != PCS_GENERATION_CANDIDATE) {
        pcs_manifest_dispose(manifest);
        status = pcs_error_set(err, PCS_ECORRUPT,
                               "%s: the manifest of another generation", path);
    }
    pcs_buffer_dispose(&text);
    return status;
}

pcs_status pcs_generation_read(pcs_manifest *manifest, const char *dir,
                               uint64_t number, pcs_error *err)
{
    memset(manifest, 0, sizeof *manifest);
    pcs_status status = PCS_OK;
    bool is_served = number == 0;
    pcs_current current = {number, number};
    if (is_served)
        status = pcs_current_read(&current, dir, err);
    if (status != PCS_OK)
        return status;
    char *path = pcs_generation_path(dir, current.generation);
    if (!path)
        return pcs_error_nomem(err);
    status = read_at(manifest, path, current.generation, is_served, err);
    free(path);
    return status;
}

static int compare_numbers(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

/* The numbers N of all N.json in a folder of dir. */
static pcs_status list_folder(uint64_t **out, size_t *n, const char *dir,
                              const char *name, pcs_error *err)
{
    *out = NULL;
    *n = 0;
    char *path = pcs_path_join(dir, name);
    DIR *folder = path ? opendir(path) : NULL;
    free(path);
    if (!folder)
        return pcs_error_errno(err, dir);
    size_t cap = 0;
    pcs_status status = PCS_OK;
    for (struct dirent *e; (e = readdir(folder));) {
        uint64_t number;
        int end = 0;
        if (sscanf(e->d_name, "%" SCNu64 ".json%n", &number, &end) != 1 ||
            end == 0 || e->d_name[end])
            continue;
        if (!PCS_ARRAY_RESERVE(*out, cap, *n + 1)) {
            status = pcs_error_nomem(err);
            break;
        }
        (*out)[(*n)++] = number;
    }
    closedir(folder);
    if (status != PCS_OK) {
        free(*out);
        *out = NULL;
        *n = 0;
    }
    if (*n)
        qsort(*out, *n, sizeof **out, compare_numbers);
    return status;
}

pcs_status pcs_generation_list(uint64_t **out, size_t *n, const char *dir,
                               pcs_error *err)
{
    return list_folder(out, n, dir, "generations", err);
}

pcs_status pcs_quarantine_list(uint64_t **out, size_t *n, const char *dir,
                               pcs_error *err)
{
    pcs_status status = list_folder(out, n, dir, "quarantine", err);
    return status == PCS_ENOTFOUND ? PCS_OK : status;
}

/* Above all numbers that are left of what was there. */
static pcs_status guess_next(uint64_t *out, const char *dir, pcs_error *err)
{
    uint64_t *numbers;
    size_t n;
    *out = 1;
    pcs_status status = pcs_generation_list(&numbers, &n, dir, err);
    if (status == PCS_OK && n)
        *out = numbers[n - 1] + 1;
    free(numbers);
    if (status == PCS_OK)
        status = pcs_quarantine_list(&numbers, &n, dir, err);
    if (status == PCS_OK && n && numbers[n - 1] >= *out)
        *out = numbers[n - 1] + 1;
    if (status == PCS_OK)
        free(numbers);
    return status;
}

pcs_status pcs_generation_next(uint64_t *out, const char *dir, pcs_error *err)
{
    pcs_current current;
    pcs_error trouble = PCS_ERROR_INIT;
    pcs_status status = pcs_current_read(&current, dir, &trouble);
    *out = current.newest + 1;
    if (status == PCS_ENOTFOUND || status == PCS_ECORRUPT ||
        status == PCS_EVERSION)
        return guess_next(out, dir, err);
    if (status != PCS_OK && err)
        *err = trouble;
    return status;
}

char *pcs_index_default(void)
{
    const char *dir = getenv("PCSEARCH_INDEX");
    if (dir && *dir)
        return strdup(dir);
    const char *data = getenv("XDG_DATA_HOME"), *home = getenv("HOME");
    if (data && *data)
        return pcs_path_join(data, "pcsearch/index");
    return pcs_path_join(home && *home ? home : ".",
                         ".local/share/pcsearch/index");
}
