/* walk.c - finding the documents of a source tree */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "index/walk.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "index/globs.h"
#include "base/translate.h"

/* A tree that is deeper is a loop of bind mounts, or made to harm. */
#define DEPTH_MAX 256

typedef struct walking {
    pcs_walk *out;
    char real_root[PATH_MAX];
    pcs_buffer full; /* of what is in work: the root, then the path */
    size_t root_len; /* with its '/' */
    const pcs_walk_options *options;
    pcs_walk_problem *problem;
    void *context;
    bool is_below_link; /* the folder in work was come to by a link */
    pcs_error *err;
    pcs_walk_visitor *visitor; /* NULL where files are looked for */
} walking;

static const char *relative(const walking *w)
{
    return w->full.len > w->root_len ? w->full.data + w->root_len : "";
}

bool pcs_walk_includes(const pcs_walk_options *o, const char *path)
{
    if (o->n_include == 0)
        return pcs_glob_matches("*.md", path);
    return pcs_globs_match(o->include, o->n_include, path);
}

bool pcs_walk_excludes(const pcs_walk_options *o, const char *path)
{
    const char *name = strrchr(path, '/');
    name = name ? name + 1 : path;
    return *name == '.' || pcs_globs_match(o->exclude, o->n_exclude, path);
}

static bool is_included(const walking *w)
{
    return pcs_walk_includes(w->options, relative(w));
}

static bool is_excluded(const walking *w)
{
    return pcs_globs_match(w->options->exclude, w->options->n_exclude,
                           relative(w));
}

/* Shows what is in work to whom the folders are looked for. */
static pcs_status show(const walking *w, bool is_link)
{
    if (!w->visitor)
        return PCS_OK;
    return w->visitor(w->context, w->full.data, relative(w), is_link, w->err);
}

static void tell(const walking *w, const char *message)
{
    w->problem(w->context, w->full.data, pcs_translate(message));
}

/* What went away while it was looked for is not there. */
static void tell_errno(const walking *w)
{
    if (errno != ENOENT && errno != ENOTDIR)
        tell(w, pcs_errno_string(errno));
}

/* Goes from the folder in work to what it holds under name. */
static bool enter(walking *w, const char *name, size_t len)
{
    if (w->full.len > w->root_len)
        pcs_buffer_putc(&w->full, '/');
    pcs_buffer_append(&w->full, name, len);
    return !w->full.failed;
}

static void leave(walking *w, size_t len)
{
    w->full.len = len;
    w->full.data[len] = 0;
}

static bool is_below(const char *path, const char *folder)
{
    size_t n = strlen(folder);
    return strncmp(path, folder, n) == 0 &&
           (path[n] == '/' || path[n] == 0 || n == 1);
}

typedef enum link_kind {
    LINK_STAYS,
    LINK_LEAVES,
    LINK_LOOPS,
    LINK_DEAD
} link_kind;

/* Where the link in work leads to: below the root, out of it, or to a folder
 * around the link itself. folder_len is the length of the path of the folder
 * that holds it. */
static link_kind follow(const walking *w, size_t folder_len)
{
    char target[PATH_MAX], around[PATH_MAX], folder[PATH_MAX];
    if (!realpath(w->full.data, target) || folder_len >= sizeof folder)
        return LINK_DEAD;
    if (!is_below(target, w->real_root))
        return LINK_LEAVES;
    memcpy(folder, w->full.data, folder_len);
    folder[folder_len] = 0;
    if (!realpath(folder, around))
        return LINK_DEAD;
    return is_below(around, target) ? LINK_LOOPS : LINK_STAYS;
}

static pcs_status add_file(walking *w, bool is_linked)
{
    pcs_walk *out = w->out;
    if (!PCS_ARRAY_RESERVE(out->entries, out->cap, out->len + 1))
        return pcs_error_nomem(w->err);
    char *full = strdup(w->full.data);
    if (!full)
        return pcs_error_nomem(w->err);
    out->entries[out->len++] =
        (pcs_walk_entry){full, full + w->root_len, is_linked};
    return PCS_OK;
}

static pcs_status walk_folder(walking *w, int depth);

/* What kind of file is in work, as readdir names kinds, links not followed.
 * DT_UNKNOWN where it is not there, or cannot be looked at, which is told. */
static unsigned char look(const walking *w)
{
    struct stat st;
    if (lstat(w->full.data, &st) < 0) {
        tell_errno(w);
        return DT_UNKNOWN;
    }
    return S_ISLNK(st.st_mode)   ? DT_LNK
           : S_ISDIR(st.st_mode) ? DT_DIR
           : S_ISREG(st.st_mode) ? DT_REG
                                 : DT_CHR;
}

/* The same with the link in work followed. */
static unsigned char look_behind(const walking *w)
{
    struct stat st;
    if (stat(w->full.data, &st) < 0)
        return DT_UNKNOWN;
    return S_ISDIR(st.st_mode) ? DT_DIR : S_ISREG(st.st_mode) ? DT_REG : DT_CHR;
}

/* Takes what is in work: a file, or what is below a folder. */
static pcs_status visit(walking *w, unsigned char type, size_t folder_len,
                        int depth)
{
    if (is_excluded(w))
        return PCS_OK;
    if (type == DT_UNKNOWN)
        type = look(w);
    bool is_link = type == DT_LNK;
    if (is_link) {
        pcs_status status = show(w, true);
        if (status != PCS_OK)
            return status;
        if (follow(w, folder_len) != LINK_STAYS)
            return PCS_OK;
        type = look_behind(w);
    }
    if (type == DT_DIR) {
        /* Folders that link to each other have more paths than any run could
         * walk: below one link, no other is followed. */
        if (is_link && w->is_below_link)
            return PCS_OK;
        bool before = w->is_below_link;
        w->is_below_link = before || is_link;
        pcs_status status = walk_folder(w, depth + 1);
        w->is_below_link = before;
        return status;
    }
    if (type == DT_REG && !w->visitor && is_included(w))
        return add_file(w, is_link || w->is_below_link);
    return PCS_OK;
}

static pcs_status walk_folder(walking *w, int depth)
{
    if (depth >= DEPTH_MAX) {
        tell(w, N_("too deep"));
        return PCS_OK;
    }
    pcs_status status = show(w, false);
    if (status != PCS_OK)
        return status;
    DIR *dir = opendir(w->full.data);
    if (!dir) {
        tell_errno(w);
        return PCS_OK;
    }
    size_t len = w->full.len;
    for (struct dirent *e;
         status == PCS_OK && (errno = 0, e = readdir(dir)) != NULL;) {
        if (e->d_name[0] == '.')
            continue;
        if (!enter(w, e->d_name, strlen(e->d_name)))
            status = pcs_error_nomem(w->err);
        else
            status = visit(w, e->d_type, len, depth);
        if (status == PCS_OK)
            leave(w, len);
    }
    if (status == PCS_OK && errno)
        tell_errno(w);
    closedir(dir);
    return status;
}

typedef enum passage { PASSAGE_FREE, PASSAGE_NONE, PASSAGE_OUT } passage;

/* Whether a walk would go on below the folder in work, which a path names. */
static passage pass(walking *w, size_t folder_len)
{
    if (is_excluded(w))
        return PASSAGE_NONE;
    unsigned char type = look(w);
    if (type != DT_LNK)
        return type == DT_DIR ? PASSAGE_FREE : PASSAGE_NONE;
    link_kind kind = follow(w, folder_len);
    if (kind == LINK_LEAVES)
        return PASSAGE_OUT;
    if (kind != LINK_STAYS || w->is_below_link)
        return PASSAGE_NONE;
    w->is_below_link = true;
    return look_behind(w) == DT_DIR ? PASSAGE_FREE : PASSAGE_NONE;
}

/* The whole of the path, of which a part is in work. */
static pcs_status tell_path(walking *w, const char *rest, const char *message)
{
    pcs_buffer_puts(&w->full, rest);
    if (w->full.failed)
        return pcs_error_nomem(w->err);
    tell(w, message);
    return PCS_OK;
}

static pcs_status walk_path(walking *w, const char *path)
{
    int depth = 0;
    leave(w, w->root_len);
    w->is_below_link = false;
    if (!*path)
        return walk_folder(w, 0);
    for (;; depth++) {
        size_t before = w->full.len, len = strcspn(path, "/");
        if (*path == '.')
            return PCS_OK;
        if (!enter(w, path, len))
            return pcs_error_nomem(w->err);
        if (!path[len])
            return visit(w, DT_UNKNOWN, before, depth);
        if (depth >= DEPTH_MAX)
            return tell_path(w, path + len, N_("too deep"));
        passage way = pass(w, before);
        if (way == PASSAGE_OUT)
            return tell_path(w, path + len, N_("outside the source"));
        if (way == PASSAGE_NONE)
            return PCS_OK;
        path += len + 1;
    }
}

static int compare(const void *a, const void *b)
{
    return strcmp(((const pcs_walk_entry *)a)->path,
                  ((const pcs_walk_entry *)b)->path);
}

static pcs_status walk_all(walking *w, const char *root, char *const *paths,
                           size_t n)
{
    DIR *probe = opendir(root);
    if (!probe)
        return pcs_error_errno(w->err, root);
    closedir(probe);
    if (!realpath(root, w->real_root))
        return pcs_error_errno(w->err, root);
    pcs_buffer_puts(&w->full, root);
    if (w->full.len && w->full.data[w->full.len - 1] != '/')
        pcs_buffer_putc(&w->full, '/');
    w->root_len = w->full.len;
    pcs_status status = pcs_buffer_status(&w->full, w->err);
    for (size_t i = 0; status == PCS_OK && i < n; i++)
        status = walk_path(w, paths[i]);
    pcs_buffer_dispose(&w->full);
    return status;
}

pcs_status pcs_walk_paths(pcs_walk *out, const char *root, char *const *paths,
                          size_t n, const pcs_walk_options *options,
                          pcs_walk_problem *problem, void *context,
                          pcs_error *err)
{
    memset(out, 0, sizeof *out);
    walking w = {.out = out,
                 .options = options,
                 .problem = problem,
                 .context = context,
                 .err = err};
    pcs_status status = walk_all(&w, root, paths, n);
    if (out->len)
        qsort(out->entries, out->len, sizeof *out->entries, compare);
    return status;
}

pcs_status pcs_walk_tree(pcs_walk *out, const char *root,
                         const pcs_walk_options *options,
                         pcs_walk_problem *problem, void *context,
                         pcs_error *err)
{
    char whole[] = "";
    char *paths[] = {whole};
    return pcs_walk_paths(out, root, paths, 1, options, problem, context, err);
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
    char whole[] = "";
    char *paths[] = {whole};
    walking w = {.options = options,
                 .problem = ignore_problem,
                 .context = context,
                 .err = err,
                 .visitor = visitor};
    return walk_all(&w, root, paths, 1);
}

void pcs_walk_dispose(pcs_walk *walk)
{
    for (size_t i = 0; i < walk->len; i++)
        free(walk->entries[i].full);
    free(walk->entries);
    memset(walk, 0, sizeof *walk);
}
