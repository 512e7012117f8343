/* scope.c - what a run looks at of a source */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "index/scope.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"

/* Appends the part to out, or goes back by one; false where there is nothing
 * to go back by. */
static bool add_part(pcs_buffer *out, const char *part, size_t len)
{
    if (len == 0 || (len == 1 && *part == '.'))
        return true;
    if (len == 2 && part[0] == '.' && part[1] == '.') {
        if (out->len == 0)
            return false;
        while (out->len && out->data[--out->len] != '/')
            ;
        out->data[out->len] = 0;
        return true;
    }
    if (out->len)
        pcs_buffer_putc(out, '/');
    pcs_buffer_append(out, part, len);
    return true;
}

/* Writes path to out as parts with one '/' between them; an absolute one
 * without its first. False where a relative one leads above its beginning. */
static bool normalise(pcs_buffer *out, const char *path)
{
    bool is_absolute = *path == '/';
    pcs_buffer_clear(out);
    while (*path) {
        size_t len = strcspn(path, "/");
        if (!add_part(out, path, len) && !is_absolute)
            return false;
        path += len + (path[len] == '/');
    }
    return true;
}

/* What is left of path (len bytes) below folder, both normalised; NULL where
 * it is not below. */
static const char *below(const char *path, const char *folder, size_t len)
{
    if (len == 0)
        return path;
    if (strncmp(path, folder, len) != 0)
        return NULL;
    if (path[len] == 0)
        return path + len;
    return path[len] == '/' ? path + len + 1 : NULL;
}

static const char *text_of(const pcs_buffer *b)
{
    return b->data ? b->data : "";
}

/* The roots that absolute paths may begin with: the real one, and the one that
 * was given where it is absolute. */
typedef struct making {
    pcs_scope *scope;
    pcs_buffer real, given, path;
    bool has_given;
} making;

/* The path below the root, in m->path; NULL where it is outside. */
static const char *locate(making *m, const char *path)
{
    if (!normalise(&m->path, path))
        return NULL;
    const char *all = text_of(&m->path);
    if (*path != '/')
        return all;
    const char *rest = below(all, text_of(&m->real), m->real.len);
    if (!rest && m->has_given)
        rest = below(all, text_of(&m->given), m->given.len);
    return rest;
}

static pcs_status add(pcs_scope *scope, const char *path, pcs_error *err)
{
    if (!PCS_ARRAY_RESERVE(scope->paths, scope->cap, scope->n + 1))
        return pcs_error_nomem(err);
    char *copy = strdup(path);
    if (!copy)
        return pcs_error_nomem(err);
    scope->paths[scope->n++] = copy;
    return PCS_OK;
}

/* The order of a tree: '/' comes before every other byte, so that what is
 * below a path follows it. */
static int compare(const char *a, const char *b)
{
    for (; *a && *a == *b; a++, b++)
        ;
    unsigned x = (unsigned char)*a, y = (unsigned char)*b;
    x = x == '/' ? 1 : x ? x + 1 : 0;
    y = y == '/' ? 1 : y ? y + 1 : 0;
    return (x > y) - (x < y);
}

static int compare_paths(const void *a, const void *b)
{
    return compare(*(char *const *)a, *(char *const *)b);
}

/* Drops what is below another. */
static void thin(pcs_scope *scope)
{
    size_t kept = 0;
    if (scope->n)
        qsort(scope->paths, scope->n, sizeof *scope->paths, compare_paths);
    for (size_t i = 0; i < scope->n; i++) {
        char *path = scope->paths[i];
        const char *last = kept ? scope->paths[kept - 1] : NULL;
        if (last && below(path, last, strlen(last)))
            free(path);
        else
            scope->paths[kept++] = path;
    }
    scope->n = kept;
}

static pcs_status take_paths(making *m, const pcs_source *source,
                             pcs_scope_outside *outside, void *context,
                             pcs_error *err)
{
    pcs_status status = PCS_OK;
    for (size_t i = 0; status == PCS_OK && i < source->n_paths; i++) {
        const char *given = source->paths[i];
        if (!*given)
            continue;
        const char *path = locate(m, given);
        if (m->path.failed)
            status = pcs_error_nomem(err);
        else if (!path)
            outside(context, given);
        else
            status = add(m->scope, path, err);
    }
    return status;
}

pcs_status pcs_scope_make(pcs_scope *out, const pcs_source *source,
                          pcs_scope_outside *outside, void *context,
                          pcs_error *err)
{
    memset(out, 0, sizeof *out);
    out->source = source->name;
    out->is_all = !source->has_paths;
    if (out->is_all)
        return PCS_OK;
    char *real = realpath(source->root, NULL);
    if (!real)
        return pcs_error_errno(err, source->root);
    making m = {.scope = out};
    /* By name alone, ".." behind a link would lead elsewhere. */
    m.has_given = *source->root == '/' && !strstr(source->root, "..");
    normalise(&m.real, real);
    if (m.has_given)
        normalise(&m.given, source->root);
    pcs_status status = PCS_OK;
    if (m.real.failed || m.given.failed)
        status = pcs_error_nomem(err);
    if (status == PCS_OK)
        status = take_paths(&m, source, outside, context, err);
    thin(out);
    pcs_buffer_dispose(&m.real);
    pcs_buffer_dispose(&m.given);
    pcs_buffer_dispose(&m.path);
    free(real);
    return status;
}

bool pcs_scope_covers(const pcs_scope *scope, const char *path)
{
    size_t low = 0, high = scope->n;
    if (scope->is_all)
        return true;
    /* Only the last one that does not come after path can be above it. */
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (compare(scope->paths[mid], path) <= 0)
            low = mid + 1;
        else
            high = mid;
    }
    const char *last = low ? scope->paths[low - 1] : NULL;
    return last && below(path, last, strlen(last));
}

void pcs_scope_dispose(pcs_scope *scope)
{
    for (size_t i = 0; i < scope->n; i++)
        free(scope->paths[i]);
    free(scope->paths);
    memset(scope, 0, sizeof *scope);
}
