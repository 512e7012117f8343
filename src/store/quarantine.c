/* quarantine.c - what was found damaged, out of the way of what is served */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/quarantine.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"

#define QUARANTINE "quarantine"

/* Moves path there under its own name; what is not there is fine. */
static pcs_status move(const char *dir, const char *path, pcs_error *err)
{
    char *folder = pcs_path_join(dir, QUARANTINE);
    const char *slash = strrchr(path, '/');
    char *to = folder ? pcs_path_join(folder, slash ? slash + 1 : path) : NULL;
    pcs_status status = to ? PCS_OK : pcs_error_nomem(err);
    if (status == PCS_OK)
        status = pcs_path_make(folder, err);
    if (status == PCS_OK && rename(path, to) < 0 && errno != ENOENT)
        status = pcs_error_errno(err, path);
    free(folder);
    free(to);
    return status;
}

pcs_status pcs_quarantine_manifest(const char *dir, uint64_t number,
                                   pcs_error *err)
{
    char *path = pcs_generation_path(dir, number);
    pcs_status status = path ? move(dir, path, err) : pcs_error_nomem(err);
    free(path);
    return status;
}

static pcs_status move_files(const char *dir, const pcs_check *check,
                             pcs_error *err)
{
    pcs_status status = PCS_OK;
    for (size_t i = 0; status == PCS_OK && i < check->n; i++) {
        if (check->files[i].status != PCS_ECORRUPT)
            continue;
        char *path = pcs_generation_file(dir, check->files[i].file);
        status = path ? move(dir, path, err) : pcs_error_nomem(err);
        free(path);
    }
    return status;
}

/* Reads the generation and checks its files. The answer is its state; with
 * is_moved, one that is damaged goes to quarantine. */
static pcs_status look_at(const char *dir, uint64_t number,
                          pcs_check_depth depth, pcs_pool *pool, bool is_moved,
                          pcs_error *err)
{
    pcs_manifest manifest;
    pcs_check check = {NULL, 0};
    pcs_status moved = PCS_OK;
    pcs_status status = pcs_generation_read(&manifest, dir, number, err);
    if (status == PCS_OK)
        status = pcs_check_files(&check, dir, &manifest, depth, pool, err);
    if (status == PCS_OK)
        status = pcs_check_fault(&check, err);
    if (is_moved && pcs_is_damage(status)) {
        /* The manifest goes first: where a run dies between the two, files that
         * no manifest names are swept, but a manifest would stay. */
        moved = pcs_quarantine_manifest(dir, number, err);
        if (moved == PCS_OK)
            moved = move_files(dir, &check, err);
    }
    pcs_check_dispose(&check);
    pcs_manifest_dispose(&manifest);
    return moved == PCS_OK ? status : moved;
}

pcs_status pcs_quarantine_others(const char *dir, uint64_t whole,
                                 pcs_check_depth depth, pcs_pool *pool,
                                 pcs_error *err)
{
    uint64_t *numbers;
    size_t n;
    pcs_status status = pcs_generation_list(&numbers, &n, dir, err);
    for (size_t i = 0; status == PCS_OK && i < n; i++) {
        if (numbers[i] == whole)
            continue;
        status = look_at(dir, numbers[i], depth, pool, true, err);
        /* Another version's is left to the sweep. */
        if (pcs_is_damage(status) || status == PCS_EVERSION)
            status = PCS_OK;
    }
    free(numbers);
    return status;
}

static bool is_good_for(pcs_manifest_test *is_usable, const char *dir,
                        uint64_t number)
{
    pcs_manifest m;
    if (pcs_generation_read(&m, dir, number, NULL) != PCS_OK)
        return false;
    bool is_good = is_usable(&m);
    pcs_manifest_dispose(&m);
    return is_good;
}

/* The generation that is to be served instead of `damaged`, 0 for none: older
 * ones go first, since what is newer was gone back from. */
static pcs_status find_whole(uint64_t *out, const char *dir,
                             const pcs_current *current, pcs_check_depth depth,
                             pcs_pool *pool, pcs_manifest_test *is_usable,
                             pcs_error *err)
{
    uint64_t *numbers = NULL;
    size_t n;
    *out = 0;
    pcs_status status = pcs_generation_list(&numbers, &n, dir, err);
    if (status != PCS_OK)
        return status;
    uint64_t damaged = current->generation ? current->generation : UINT64_MAX;
    for (size_t k = 0; status == PCS_OK && !*out && k < 2 * n; k++) {
        size_t i = k < n ? n - 1 - k : k - n;
        bool is_older = numbers[i] < damaged;
        if (is_older != (k < n) || numbers[i] == damaged ||
            (!is_older && numbers[i] > current->newest) ||
            !is_good_for(is_usable, dir, numbers[i]))
            continue;
        status = look_at(dir, numbers[i], depth, pool, false, err);
        if (status == PCS_OK)
            *out = numbers[i];
        else if (pcs_is_damage(status) || status == PCS_EVERSION)
            status = PCS_OK;
    }
    free(numbers);
    return status;
}

/* How CURRENT and what it names are. Where there has never been a generation,
 * there is nothing that could be damaged. */
static pcs_status look_at_served(pcs_current *current, bool *is_empty,
                                 const char *dir, pcs_check_depth depth,
                                 pcs_pool *pool, pcs_error *err)
{
    *is_empty = false;
    pcs_status status = pcs_current_read(current, dir, err);
    if (status == PCS_OK)
        return look_at(dir, current->generation, depth, pool, false, err);
    if (status == PCS_ENOTFOUND) {
        uint64_t *numbers;
        size_t n;
        pcs_status listed = pcs_generation_list(&numbers, &n, dir, err);
        if (listed != PCS_OK)
            return listed;
        free(numbers);
        *is_empty = n == 0;
        pcs_error_set(err, status, "%s/CURRENT: missing", dir);
    }
    return status;
}

pcs_status pcs_quarantine_mend(pcs_mending *out, const char *dir,
                               pcs_check_depth depth, pcs_pool *pool,
                               pcs_manifest_test *is_usable, pcs_error *err)
{
    pcs_current current;
    bool is_empty;
    memset(out, 0, sizeof *out);
    pcs_status status =
        look_at_served(&current, &is_empty, dir, depth, pool, &out->why);
    if (status == PCS_OK || is_empty)
        return PCS_OK;
    if (!pcs_is_damage(status)) {
        if (err)
            *err = out->why;
        return status;
    }
    out->is_damaged = true;
    out->damaged = current.generation;
    pcs_cut_cure(&out->why);
    status =
        find_whole(&out->served, dir, &current, depth, pool, is_usable, err);
    if (status != PCS_OK || !out->served)
        return status;
    status = pcs_generation_serve(dir, out->served, err);
    if (status == PCS_OK)
        status = pcs_quarantine_others(dir, out->served, depth, pool, err);
    return status;
}

pcs_status pcs_quarantine_empty(const char *dir, pcs_error *err)
{
    const time_t limit = PCS_QUARANTINE_DAYS * 86400;
    char *path = pcs_path_join(dir, QUARANTINE);
    if (!path)
        return pcs_error_nomem(err);
    DIR *folder = opendir(path);
    time_t now = time(NULL);
    for (struct dirent *e; folder && (e = readdir(folder));) {
        struct stat st;
        /* Moving changes the ctime, and nobody can set it back. */
        if (e->d_name[0] == '.' ||
            fstatat(dirfd(folder), e->d_name, &st, AT_SYMLINK_NOFOLLOW) < 0 ||
            !S_ISREG(st.st_mode) || now - st.st_ctime < limit)
            continue;
        unlinkat(dirfd(folder), e->d_name, 0);
    }
    if (folder)
        closedir(folder);
    /* Where it is empty now, it is not needed. */
    rmdir(path);
    free(path);
    return PCS_OK;
}
