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
    size_t kept; /* how many of the newest are */
    pcs_current current;
    time_t switched;   /* when CURRENT was written */
    uint64_t *numbers; /* of all manifests, ascending */
    size_t n_numbers;
    entry *entries; /* those that were published, by number */
    size_t n;
    const char **names; /* of files that are kept, sorted */
    size_t n_names;
} sweep;

/* Where publishing is this much ahead of dropping, looking at all that is there
 * has to pay. */
#define BURST 8
#define BURST_SHARE 8

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
    s->entries = calloc(s->n_numbers + 1, sizeof *s->entries);
    pcs_status status = s->entries ? PCS_OK : pcs_error_nomem(err);
    for (size_t i = 0; status == PCS_OK && i < s->n_numbers; i++)
        status = read_entry(s, s->numbers[i], err);
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

static void choose_dropped(sweep *s)
{
    time_t now = time(NULL);
    uint64_t previous = 0;
    for (size_t i = 0; i < s->n; i++)
        if (s->entries[i].number == s->current.generation)
            previous = s->entries[i].manifest.previous;
    for (size_t i = 0; i + s->kept < s->n; i++) {
        entry *e = &s->entries[i];
        bool is_young = now - e->ended < PCS_GENERATION_MIN_AGE;
        e->is_dropped = !is_young && e->number != s->current.generation &&
                        e->number != previous;
    }
}

/* Behind their files, so that a sweep that was killed is done again. */
static pcs_status drop_manifests(const sweep *s, pcs_error *err)
{
    pcs_status status = PCS_OK;
    for (size_t i = 0; status == PCS_OK && i < s->n; i++) {
        if (!s->entries[i].is_dropped)
            continue;
        char *path = pcs_generation_path(s->dir, s->entries[i].number);
        if (path)
            unlink(path);
        else
            status = pcs_error_nomem(err);
        free(path);
    }
    return status;
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static pcs_status add_names(sweep *s, const pcs_manifest *m, pcs_error *err)
{
    size_t n = pcs_generation_n_files(m);
    const char **names =
        realloc(s->names, (s->n_names + n + 1) * sizeof *s->names);
    if (!names)
        return pcs_error_nomem(err);
    s->names = names;
    for (size_t i = 0; i < n; i++)
        names[s->n_names++] = pcs_generation_file_at(m, i)->name;
    return PCS_OK;
}

static pcs_status collect_names(sweep *s, pcs_error *err)
{
    pcs_status status = PCS_OK;
    for (size_t i = 0; status == PCS_OK && i < s->n; i++)
        if (!s->entries[i].is_dropped)
            status = add_names(s, &s->entries[i].manifest, err);
    if (status == PCS_OK && s->n_names)
        qsort(s->names, s->n_names, sizeof *s->names, compare_names);
    return status;
}

static bool is_named(const sweep *s, const char *name)
{
    return s->n_names && bsearch(&name, s->names, s->n_names, sizeof *s->names,
                                 compare_names);
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
    if (status == PCS_OK)
        status = pcs_generation_list(&s->numbers, &s->n_numbers, s->dir, err);
    return status;
}

static int compare_numbers(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

/* A file is named by the generation that wrote it, whose number it has; where
 * that one is not there, by the served one, or it may be rubbish. */
static bool may_be_rubbish(const sweep *s, const char *name)
{
    const char *hyphen = strrchr(name, '-');
    uint64_t number = hyphen ? strtoull(hyphen + 1, NULL, 10) : 0;
    return name[0] != '.' &&
           !bsearch(&number, s->numbers, s->n_numbers, sizeof number,
                    compare_numbers) &&
           !is_named(s, name);
}

static bool has_rubbish(const sweep *s)
{
    char *files = pcs_path_join(s->dir, "files");
    DIR *folder = files ? opendir(files) : NULL;
    bool found = !folder;
    for (struct dirent *e; folder && !found && (e = readdir(folder));)
        found = may_be_rubbish(s, e->d_name);
    if (folder)
        closedir(folder);
    free(files);
    return found;
}

/* Whether a sweep of many generations may be left out: none of them was never
 * served, few of them are old, and each file has one that names it. */
static bool is_clean(sweep *s)
{
    pcs_manifest served;
    size_t n = s->n_numbers;
    if (n <= s->kept + BURST || s->numbers[n - 1] > s->current.newest)
        return false;
    char *path = pcs_generation_path(s->dir, s->numbers[1 + n / BURST_SHARE]);
    bool is_young = path && time(NULL) - time_of(path) < PCS_GENERATION_MIN_AGE;
    free(path);
    if (!is_young || pcs_generation_read(&served, s->dir, s->current.generation,
                                         NULL) != PCS_OK)
        return false;
    bool is_clean = add_names(s, &served, NULL) == PCS_OK;
    if (s->n_names)
        qsort(s->names, s->n_names, sizeof *s->names, compare_names);
    is_clean = is_clean && !has_rubbish(s);
    s->n_names = 0;
    pcs_manifest_dispose(&served);
    return is_clean;
}

static pcs_status sweep_all(sweep *s, pcs_error *err)
{
    pcs_status status = read_entries(s, err);
    if (status != PCS_OK)
        return status;
    find_ends(s);
    choose_dropped(s);
    status = collect_names(s, err);
    if (status == PCS_OK && knows_all(s))
        status = sweep_files(s, err);
    if (status == PCS_OK)
        status = drop_manifests(s, err);
    return status;
}

pcs_status pcs_generation_sweep(const char *dir, size_t kept, pcs_error *err)
{
    sweep s = {.dir = dir, .kept = kept ? kept : PCS_GENERATIONS_KEPT};
    pcs_status status = start(&s, err);
    if (status == PCS_OK && !is_clean(&s))
        status = sweep_all(&s, err);
    if (status == PCS_OK)
        status = pcs_quarantine_empty(dir, err);
    for (size_t i = 0; i < s.n; i++)
        pcs_manifest_dispose(&s.entries[i].manifest);
    free(s.entries);
    free(s.names);
    free(s.numbers);
    return status;
}
