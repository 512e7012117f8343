/* sweep.c - dropping generations and files that nobody needs */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <dirent.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "store/generation.h"
#include "store/quarantine.h"

/* A generation that is there. */
typedef struct entry {
    uint64_t number;
    pcs_manifest manifest;
    time_t published; /* when its manifest was written */
    time_t ended;     /* when another one was served instead, at the latest */
    bool is_readable; /* by this program */
    bool is_dropped;
} entry;

typedef struct sweep {
    const char *dir;
    pcs_current current;
    time_t switched; /* when CURRENT was written */
    entry *entries;  /* by number */
    size_t n;
} sweep;

static time_t time_of(const char *path)
{
    struct stat st;
    return path && stat(path, &st) == 0 ? st.st_mtime : time(NULL);
}

/* A manifest of another version is kept while somebody may read it; one that
 * is damaged is none. */
static pcs_status read_entry(sweep *s, uint64_t number, pcs_error *err)
{
    entry *e = &s->entries[s->n];
    memset(e, 0, sizeof *e);
    e->number = number;
    char *path = pcs_generation_path(s->dir, number);
    if (!path)
        return pcs_error_nomem(err);
    pcs_status status = PCS_OK;
    if (number > s->current.newest)
        unlink(path);
    else
        status = pcs_generation_read(&e->manifest, s->dir, number, err);
    e->published = time_of(path);
    free(path);
    e->is_readable = status == PCS_OK;
    if (number > s->current.newest)
        return PCS_OK;
    if (status == PCS_OK || status == PCS_EVERSION) {
        s->n++;
        return PCS_OK;
    }
    if (status == PCS_ECORRUPT)
        return pcs_quarantine_manifest(s->dir, number, err);
    return status == PCS_ENOTFOUND ? PCS_OK : status;
}

static pcs_status read_entries(sweep *s, pcs_error *err)
{
    uint64_t *numbers;
    size_t n;
    pcs_status status = pcs_generation_list(&numbers, &n, s->dir, err);
    if (status != PCS_OK)
        return status;
    s->entries = calloc(n + 1, sizeof *s->entries);
    if (!s->entries)
        status = pcs_error_nomem(err);
    for (size_t i = 0; status == PCS_OK && i < n; i++)
        status = read_entry(s, numbers[i], err);
    free(numbers);
    return status;
}

/* A generation ends with the one after it, or with one that came when it was
 * served once more, or, where it was gone back from, with the last switch. */
static void find_ends(sweep *s)
{
    for (size_t i = 0; i < s->n; i++) {
        entry *e = &s->entries[i];
        if (e->number > s->current.generation)
            e->ended = s->switched;
        for (size_t j = 0; j < s->n; j++) {
            const entry *other = &s->entries[j];
            if ((j == i + 1 || other->manifest.previous == e->number) &&
                other->published > e->ended)
                e->ended = other->published;
        }
    }
}

static void drop_generations(sweep *s, size_t kept)
{
    time_t now = time(NULL);
    uint64_t previous = 0;
    for (size_t i = 0; i < s->n; i++)
        if (s->entries[i].number == s->current.generation)
            previous = s->entries[i].manifest.previous;
    for (size_t i = 0; i + kept < s->n; i++) {
        entry *e = &s->entries[i];
        bool is_young = now - e->ended < PCS_GENERATION_MIN_AGE;
        if (is_young || e->number == s->current.generation ||
            e->number == previous)
            continue;
        char *path = pcs_generation_path(s->dir, e->number);
        e->is_dropped = path && unlink(path) == 0;
        free(path);
    }
}

static bool is_named(const sweep *s, const char *name)
{
    for (size_t i = 0; i < s->n; i++) {
        const pcs_manifest *m = &s->entries[i].manifest;
        size_t n = s->entries[i].is_dropped ? 0 : pcs_generation_n_files(m);
        for (size_t j = 0; j < n; j++)
            if (strcmp(pcs_generation_file_at(m, j)->name, name) == 0)
                return true;
    }
    return false;
}

/* While there is a manifest that cannot be understood, no one knows which files
 * it names. */
static bool knows_all(const sweep *s)
{
    for (size_t i = 0; i < s->n; i++)
        if (!s->entries[i].is_readable && !s->entries[i].is_dropped)
            return false;
    return true;
}

static pcs_status sweep_files(const sweep *s, pcs_error *err)
{
    char *files = pcs_path_join(s->dir, "files");
    DIR *folder = files ? opendir(files) : NULL;
    pcs_status status = folder ? PCS_OK : pcs_error_errno(err, s->dir);
    for (struct dirent *e; folder && (e = readdir(folder));) {
        if (strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0 ||
            is_named(s, e->d_name))
            continue;
        char *path = pcs_path_join(files, e->d_name);
        if (path)
            pcs_path_remove(path, NULL);
        else
            status = pcs_error_nomem(err);
        free(path);
    }
    if (folder)
        closedir(folder);
    free(files);
    return status;
}

static pcs_status start(sweep *s, pcs_error *err)
{
    char *path = pcs_path_join(s->dir, "CURRENT");
    pcs_status status = path ? pcs_current_read(&s->current, s->dir, err)
                             : pcs_error_nomem(err);
    s->switched = time_of(path);
    free(path);
    return status;
}

pcs_status pcs_generation_sweep(const char *dir, size_t kept, pcs_error *err)
{
    sweep s = {.dir = dir};
    pcs_status status = start(&s, err);
    if (status == PCS_OK)
        status = read_entries(&s, err);
    if (status == PCS_OK) {
        find_ends(&s);
        drop_generations(&s, kept ? kept : PCS_GENERATIONS_KEPT);
    }
    if (status == PCS_OK && knows_all(&s))
        status = sweep_files(&s, err);
    if (status == PCS_OK)
        status = pcs_quarantine_empty(dir, err);
    for (size_t i = 0; i < s.n; i++)
        pcs_manifest_dispose(&s.entries[i].manifest);
    free(s.entries);
    return status;
}
