/* walk.c - finding the documents of a source tree */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "index/walk.h"

#include <dirent.h>
#include <errno.h>
#include <fnmatch.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"

/* A tree that is deeper is a loop of bind mounts, or made to harm. */
#define DEPTH_MAX 256

typedef struct walking {
    pcs_walk *out;
    const char *real_root;
    const pcs_walk_options *options;
    pcs_walk_problem *problem;
    void *context;
    bool is_below_link; /* the folder in work was come to by a link */
    pcs_error *err;
    pcs_walk_visitor *visitor; /* NULL where files are looked for */
} walking;

static bool matches(const char *glob, const char *path)
{
    const char *name = strrchr(path, '/');
    if (strchr(glob, '/'))
        return fnmatch(glob, path, 0) == 0;
    return fnmatch(glob, name ? name + 1 : path, 0) == 0;
}

static bool any_matches(const char *const *globs, size_t n, const char *path)
{
    for (size_t i = 0; i < n; i++)
        if (matches(globs[i], path))
            return true;
    return false;
}

bool pcs_walk_includes(const pcs_walk_options *o, const char *path)
{
    if (o->n_include == 0)
        return matches("*.md", path);
    return any_matches(o->include, o->n_include, path);
}

bool pcs_walk_excludes(const pcs_walk_options *o, const char *path)
{
    const char *name = strrchr(path, '/');
    name = name ? name + 1 : path;
    return *name == '.' || any_matches(o->exclude, o->n_exclude, path);
}

/* A link counts where it leads to something below the root that is not a
 * folder around the link itself. */
static bool link_stays(const walking *w, const char *path, const char *folder)
{
    char target[PATH_MAX], around[PATH_MAX];
    if (!realpath(path, target) || !realpath(folder, around))
        return false;
    size_t n = strlen(w->real_root), m = strlen(target);
    bool inside =
        strncmp(target, w->real_root, n) == 0 && (target[n] == '/' || n == 1);
    bool above =
        strncmp(around, target, m) == 0 && (around[m] == '/' || around[m] == 0);
    return inside && !above;
}

static pcs_status add_file(walking *w, const char *path)
{
    pcs_walk *out = w->out;
    if (!PCS_ARRAY_RESERVE(out->entries, out->cap, out->len + 1))
        return pcs_error_nomem(w->err);
    char *copy = strdup(path);
    if (!copy)
        return pcs_error_nomem(w->err);
    out->entries[out->len++].path = copy;
    return PCS_OK;
}

static pcs_status walk_folder(walking *w, const char *full, const char *path,
                              int depth);

static pcs_status visit(walking *w, const char *full, const char *folder,
                        const char *path, int depth)
{
    struct stat st;
    if (any_matches(w->options->exclude, w->options->n_exclude, path))
        return PCS_OK;
    if (lstat(full, &st) < 0) {
        w->problem(w->context, full, strerror(errno));
        return PCS_OK;
    }
    bool is_link = S_ISLNK(st.st_mode);
    if (is_link && w->visitor) {
        pcs_status status = w->visitor(w->context, full, path, true, w->err);
        if (status != PCS_OK)
            return status;
    }
    if (is_link && (!link_stays(w, full, folder) || stat(full, &st) < 0))
        return PCS_OK;
    if (S_ISDIR(st.st_mode)) {
        /* Folders that link to each other have more paths than any run could
         * walk: below one link, no other is followed. */
        if (is_link && w->is_below_link)
            return PCS_OK;
        bool before = w->is_below_link;
        w->is_below_link = before || is_link;
        pcs_status status = walk_folder(w, full, path, depth + 1);
        w->is_below_link = before;
        return status;
    }
    if (S_ISREG(st.st_mode) && !w->visitor &&
        pcs_walk_includes(w->options, path))
        return add_file(w, path);
    return PCS_OK;
}

static pcs_status walk_folder(walking *w, const char *full, const char *path,
                              int depth)
{
    pcs_status status = PCS_OK;
    if (w->visitor)
        status = w->visitor(w->context, full, path, false, w->err);
    if (status != PCS_OK)
        return status;
    DIR *dir = depth < DEPTH_MAX ? opendir(full) : NULL;
    if (!dir) {
        w->problem(w->context, full,
                   depth < DEPTH_MAX ? strerror(errno) : "too deep");
        return PCS_OK;
    }
    for (struct dirent *e;
         status == PCS_OK && (errno = 0, e = readdir(dir)) != NULL;) {
        if (e->d_name[0] == '.')
            continue;
        char *below = pcs_path_join(full, e->d_name);
        char *relative =
            *path ? pcs_path_join(path, e->d_name) : strdup(e->d_name);
        if (!below || !relative)
            status = pcs_error_nomem(w->err);
        else
            status = visit(w, below, full, relative, depth);
        free(below);
        free(relative);
    }
    if (status == PCS_OK && errno)
        w->problem(w->context, full, strerror(errno));
    closedir(dir);
    return status;
}

static int compare(const void *a, const void *b)
{
    return strcmp(((const pcs_walk_entry *)a)->path,
                  ((const pcs_walk_entry *)b)->path);
}

static pcs_status walk_root(walking *w, const char *root)
{
    DIR *probe = opendir(root);
    if (!probe)
        return pcs_error_errno(w->err, root);
    closedir(probe);
    char real[PATH_MAX];
    if (!realpath(root, real))
        return pcs_error_errno(w->err, root);
    w->real_root = real;
    return walk_folder(w, root, "", 0);
}

pcs_status pcs_walk_tree(pcs_walk *out, const char *root,
                         const pcs_walk_options *options,
                         pcs_walk_problem *problem, void *context,
                         pcs_error *err)
{
    memset(out, 0, sizeof *out);
    walking w = {.out = out,
                 .options = options,
                 .problem = problem,
                 .context = context,
                 .err = err};
    pcs_status status = walk_root(&w, root);
    if (out->len)
        qsort(out->entries, out->len, sizeof *out->entries, compare);
    return status;
}

static void ignore_problem(void *context, const char *path, const char *message)
{
    (void)context;
    (void)path;
    (void)message;
}

pcs_status pcs_walk_folders(const char *root, const pcs_walk_options *options,
                            pcs_walk_visitor *visitor, void *context,
                            pcs_error *err)
{
    walking w = {.options = options,
                 .problem = ignore_problem,
                 .context = context,
                 .err = err,
                 .visitor = visitor};
    return walk_root(&w, root);
}

void pcs_walk_dispose(pcs_walk *walk)
{
    for (size_t i = 0; i < walk->len; i++)
        free(walk->entries[i].path);
    free(walk->entries);
    memset(walk, 0, sizeof *walk);
}
