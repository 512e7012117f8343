/* generation.c - generations of an index on the disk, and the served one */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/generation.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"

#define CURRENT "CURRENT"
#define CURRENT_FORMAT "pcsearch-index %d generation %" PRIu64 "\n"
#define MANIFEST_MAX (16u << 20)

static char *manifest_path(const char *dir, uint64_t number)
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

/* Whether text is what CURRENT_FORMAT gives, to the byte. */
static bool parse_current(const pcs_buffer *text, int *version,
                          uint64_t *number)
{
    char same[128];
    if (!text->data ||
        sscanf(text->data, "pcsearch-index %d generation %" SCNu64, version,
               number) != 2)
        return false;
    int len = snprintf(same, sizeof same, CURRENT_FORMAT, *version, *number);
    return *number > 0 && (size_t)len == text->len &&
           memcmp(same, text->data, text->len) == 0;
}

static pcs_status read_current(uint64_t *number, const char *dir,
                               pcs_error *err)
{
    char *path = pcs_path_join(dir, CURRENT);
    if (!path)
        return pcs_error_nomem(err);
    pcs_buffer text = {0};
    pcs_status status = pcs_file_read(&text, path, 4096, err);
    int version = 0;
    if (status == PCS_ENOTFOUND || status == PCS_EINVAL)
        status = pcs_error_set(err, PCS_ENOTFOUND,
                               "no index at %s; make one with: pcindex -i %s "
                               "SOURCE",
                               dir, dir);
    else if (status == PCS_ELIMIT ||
             (status == PCS_OK && !parse_current(&text, &version, number)))
        status = pcs_error_set(err, PCS_ECORRUPT,
                               "%s: damaged; go back with pcindex --rollback "
                               "or rebuild with pcindex --rebuild",
                               path);
    else if (status == PCS_OK && version != PCS_INDEX_VERSION)
        status = pcs_error_set(err, PCS_EVERSION,
                               "%s: index version %d, this program reads %d; "
                               "rebuild it with pcindex --rebuild",
                               dir, version, PCS_INDEX_VERSION);
    pcs_buffer_dispose(&text);
    free(path);
    return status;
}

pcs_status pcs_generation_read(pcs_manifest *manifest, const char *dir,
                               uint64_t number, pcs_error *err)
{
    memset(manifest, 0, sizeof *manifest);
    pcs_status status = PCS_OK;
    bool is_served = number == 0;
    if (is_served)
        status = read_current(&number, dir, err);
    if (status != PCS_OK)
        return status;
    char *path = manifest_path(dir, number);
    if (!path)
        return pcs_error_nomem(err);
    pcs_buffer text = {0};
    status = pcs_file_read(&text, path, MANIFEST_MAX, err);
    /* CURRENT names it, so that its absence is damage, and no empty index. */
    if (status == PCS_ENOTFOUND)
        status = pcs_error_set(err, is_served ? PCS_ECORRUPT : PCS_ENOTFOUND,
                               "%s: missing; go back with pcindex --rollback "
                               "or rebuild with pcindex --rebuild",
                               path);
    if (status == PCS_OK)
        status = pcs_manifest_read(manifest, text.data, text.len, path, err);
    if (status == PCS_OK && manifest->generation != number &&
        number != PCS_GENERATION_CANDIDATE) {
        pcs_manifest_dispose(manifest);
        status = pcs_error_set(err, PCS_ECORRUPT,
                               "%s: the manifest of another generation", path);
    }
    pcs_buffer_dispose(&text);
    free(path);
    return status;
}

static int compare_numbers(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

pcs_status pcs_generation_list(uint64_t **out, size_t *n, const char *dir,
                               pcs_error *err)
{
    *out = NULL;
    *n = 0;
    char *path = pcs_path_join(dir, "generations");
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

/* Whether dir/CURRENT begins as ours do, whatever stands behind. */
static bool has_our_current(const char *dir)
{
    static const char start[] = "pcsearch-index ";
    char *path = pcs_path_join(dir, CURRENT);
    pcs_buffer text = {0};
    bool ours = path && pcs_file_read(&text, path, 4096, NULL) == PCS_OK &&
                text.len >= sizeof start - 1 &&
                memcmp(text.data, start, sizeof start - 1) == 0;
    pcs_buffer_dispose(&text);
    free(path);
    return ours;
}

/* Where CURRENT does not say whose the folder is, it is ours only if nothing
 * stands in it that a writer would not have made: what is taken for an index
 * has its writing/ cleared and its files/ swept. */
static bool is_foreign(const char *dir)
{
    static const char *const names[] = {".",       "..",       CURRENT,
                                        "lock",    "files",    "generations",
                                        "writing", "statcache"};
    const size_t n_names = sizeof names / sizeof names[0];
    DIR *folder = opendir(dir);
    if (!folder)
        return false;
    bool has_other = false, has_lock = false, empty = true;
    for (struct dirent *e; (e = readdir(folder));) {
        size_t i = 0;
        while (i < n_names && strcmp(e->d_name, names[i]) != 0)
            i++;
        empty = empty && i < 2;
        has_other = has_other || i == n_names;
        has_lock = has_lock || i == 3;
    }
    closedir(folder);
    return !empty && !has_our_current(dir) && (has_other || !has_lock);
}

static pcs_status make_folders(const char *dir, pcs_error *err)
{
    static const char *const names[] = {"generations", "files", "writing"};
    pcs_status status = pcs_path_make(dir, err);
    for (size_t i = 0; status == PCS_OK && i < 3; i++) {
        char *path = pcs_path_join(dir, names[i]);
        if (!path)
            return pcs_error_nomem(err);
        if (i == 2)
            status = pcs_path_remove(path, err);
        if (status == PCS_OK)
            status = pcs_path_make(path, err);
        free(path);
    }
    return status;
}

pcs_status pcs_index_lock_take(pcs_index_lock *lock, const char *dir,
                               pcs_error *err)
{
    lock->fd = -1;
    if (is_foreign(dir))
        return pcs_error_set(err, PCS_EINVAL,
                             "%s is neither empty nor an index; name another "
                             "folder with -i",
                             dir);
    pcs_status status = pcs_path_make(dir, err);
    if (status != PCS_OK)
        return status;
    char *generations = pcs_path_join(dir, "generations");
    char *path = pcs_path_join(dir, "lock");
    if (!path || !generations)
        status = pcs_error_nomem(err);
    if (status == PCS_OK)
        status = pcs_path_make(generations, err);
    if (status == PCS_OK) {
        lock->fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
        if (lock->fd < 0)
            status = pcs_error_errno(err, path);
        else if (flock(lock->fd, LOCK_EX | LOCK_NB) < 0)
            status = errno == EWOULDBLOCK
                         ? pcs_error_set(err, PCS_EBUSY,
                                         "another pcindex is working on %s; "
                                         "try again when it has ended",
                                         dir)
                         : pcs_error_errno(err, path);
    }
    if (status == PCS_OK)
        status = make_folders(dir, err);
    if (status != PCS_OK)
        pcs_index_lock_drop(lock);
    free(generations);
    free(path);
    return status;
}

void pcs_index_lock_drop(pcs_index_lock *lock)
{
    if (lock->fd >= 0)
        close(lock->fd);
    lock->fd = -1;
}

pcs_status pcs_generation_serve(const char *dir, uint64_t number,
                                pcs_error *err)
{
    char text[128];
    snprintf(text, sizeof text, CURRENT_FORMAT, PCS_INDEX_VERSION, number);
    char *temporary = pcs_path_join(dir, "writing/" CURRENT);
    char *path = pcs_path_join(dir, CURRENT);
    pcs_status status = PCS_OK;
    if (!temporary || !path)
        status = pcs_error_nomem(err);
    if (status == PCS_OK)
        status = pcs_file_write(temporary, text, strlen(text), err);
    if (status == PCS_OK)
        status = pcs_path_rename(temporary, path, err);
    free(temporary);
    free(path);
    return status;
}

pcs_status pcs_generation_publish(const char *dir, const pcs_manifest *manifest,
                                  pcs_error *err)
{
    pcs_buffer text = {0};
    char *temporary = pcs_path_join(dir, "writing/manifest");
    char *path = manifest_path(dir, manifest->generation);
    pcs_status status = PCS_OK;
    if (!temporary || !path)
        status = pcs_error_nomem(err);
    if (status == PCS_OK)
        status = pcs_manifest_write(&text, manifest, err);
    if (status == PCS_OK)
        status = pcs_file_write(temporary, text.data, text.len, err);
    if (status == PCS_OK)
        status = pcs_path_rename(temporary, path, err);
    if (status == PCS_OK)
        status = pcs_generation_serve(dir, manifest->generation, err);
    pcs_buffer_dispose(&text);
    free(temporary);
    free(path);
    return status;
}

static bool is_young(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 &&
           time(NULL) - st.st_mtime < PCS_GENERATION_MIN_AGE;
}

/* What a kept generation names. */
typedef struct kept {
    pcs_manifest *manifests;
    size_t n;
} kept;

static bool is_postings(const pcs_manifest_locale *l, const char *name)
{
    for (size_t i = 0; i < l->n_postings; i++)
        if (strcmp(l->postings[i].name, name) == 0)
            return true;
    return false;
}

static bool is_named(const kept *k, const char *name)
{
    for (size_t i = 0; i < k->n; i++) {
        const pcs_manifest *m = &k->manifests[i];
        if (m->dictionary.name && strcmp(m->dictionary.name, name) == 0)
            return true;
        for (size_t j = 0; j < m->n_locales; j++)
            if (strcmp(m->locales[j].tables.name, name) == 0 ||
                is_postings(&m->locales[j], name))
                return true;
    }
    return false;
}

static pcs_status sweep_files(const char *dir, const kept *k, pcs_error *err)
{
    char *files = pcs_path_join(dir, "files");
    DIR *folder = files ? opendir(files) : NULL;
    pcs_status status = folder ? PCS_OK : pcs_error_errno(err, dir);
    for (struct dirent *e; folder && (e = readdir(folder));) {
        if (e->d_name[0] == '.' || is_named(k, e->d_name))
            continue;
        char *path = pcs_path_join(files, e->d_name);
        if (path && !is_young(path))
            unlink(path);
        free(path);
    }
    if (folder)
        closedir(folder);
    free(files);
    return status;
}

pcs_status pcs_generation_sweep(const char *dir, pcs_error *err)
{
    uint64_t *numbers, served = 0, previous = 0;
    size_t n;
    pcs_manifest current;
    pcs_status status = pcs_generation_list(&numbers, &n, dir, err);
    if (status == PCS_OK)
        status = pcs_generation_read(&current, dir, 0, err);
    if (status == PCS_OK) {
        served = current.generation;
        previous = current.previous;
        pcs_manifest_dispose(&current);
    }
    kept k = {NULL, 0};
    if (status == PCS_OK && n > 0 &&
        !(k.manifests = calloc(n, sizeof *k.manifests)))
        status = pcs_error_nomem(err);
    for (size_t i = 0; status == PCS_OK && i < n; i++) {
        char *path = manifest_path(dir, numbers[i]);
        bool keep = i + PCS_GENERATIONS_KEPT >= n || numbers[i] == served ||
                    numbers[i] == previous || !path || is_young(path);
        if (!keep)
            unlink(path);
        else
            status =
                pcs_generation_read(&k.manifests[k.n], dir, numbers[i], err);
        if (keep && status == PCS_OK)
            k.n++;
        else if (status != PCS_OK && status != PCS_ENOMEM)
            status = pcs_error_set(err, PCS_ECORRUPT,
                                   "%s: damaged manifest, so nothing is "
                                   "dropped",
                                   path ? path : dir);
        free(path);
    }
    if (status == PCS_OK)
        status = sweep_files(dir, &k, err);
    for (size_t i = 0; i < k.n; i++)
        pcs_manifest_dispose(&k.manifests[i]);
    free(k.manifests);
    free(numbers);
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
