/* paths.c - lists of paths that a caller names */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/paths.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/translate.h"

#define PIECE 65536u

/* A list in work. */
typedef struct reading {
    pcs_paths *out;
    const char *name; /* of the file, for messages */
    const char *root;
    size_t line;
    pcs_error *err;
} reading;

static pcs_status read_all(pcs_buffer *out, int fd, const char *name,
                           pcs_error *err)
{
    for (;;) {
        if (out->len > PCS_PATHS_MAX)
            return pcs_error_set(err, PCS_ELIMIT,
                                 "%s: more than %zu MiB of paths; leave them "
                                 "out, and all of the source is looked at",
                                 name, PCS_PATHS_MAX >> 20);
        if (!pcs_buffer_reserve(out, PIECE))
            return pcs_error_nomem(err);
        ssize_t n = read(fd, out->data + out->len, PIECE);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return pcs_error_errno(err, name);
        out->len += (size_t)n;
        out->data[out->len] = 0;
        if (n == 0)
            return PCS_OK;
    }
}

static pcs_status read_file(pcs_buffer *out, const char *file, const char *name,
                            pcs_error *err)
{
    bool is_input = strcmp(file, "-") == 0;
    int fd = is_input ? STDIN_FILENO : open(file, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return pcs_error_errno(err, name);
    pcs_status status = read_all(out, fd, name, err);
    if (!is_input)
        close(fd);
    return status;
}

static pcs_status add(reading *r, const char *path)
{
    pcs_paths *out = r->out;
    if (!*path)
        return PCS_OK;
    if (out->n == PCS_PATHS_COUNT_MAX)
        return pcs_error_set(r->err, PCS_ELIMIT,
                             "%s: more than %u paths; leave them out, and all "
                             "of the source is looked at",
                             r->name, PCS_PATHS_COUNT_MAX);
    if (!PCS_ARRAY_RESERVE(out->items, out->cap, out->n + 1))
        return pcs_error_nomem(r->err);
    out->items[out->n++] = path;
    return PCS_OK;
}

/* The byte that an escape stands for, *at being behind the backslash; -1 where
 * it is none of git's. */
static int unescape(const char **at)
{
    static const char names[] = "abtnvfr\"\\";
    static const char bytes[] = "\a\b\t\n\v\f\r\"\\";
    const char *s = *at;
    const char *found = *s ? strchr(names, *s) : NULL;
    if (found) {
        ++*at;
        return (unsigned char)bytes[found - names];
    }
    int byte = 0;
    for (int i = 0; i < 3; i++) {
        if (s[i] < '0' || s[i] > '7')
            return -1;
        byte = byte * 8 + (s[i] - '0');
    }
    *at += 3;
    return byte > 0 && byte < 256 ? byte : -1;
}

/* Takes the quotes off in place; false where they are not as git writes
 * them. */
static bool unquote(char *text)
{
    const char *from = text + 1;
    char *to = text;
    while (*from && *from != '"') {
        int byte = (unsigned char)*from++;
        if (byte == '\\')
            byte = unescape(&from);
        if (byte < 0)
            return false;
        *to++ = (char)byte;
    }
    bool good = from[0] == '"' && (from[1] == 0 || strcmp(from + 1, "\r") == 0);
    *to = 0;
    return good;
}

/* Programs of other systems end lines with CR LF. */
static pcs_status drop_return(reading *r, char *line, size_t len)
{
    struct stat st;
    char *full = *line == '/' ? strdup(line) : pcs_path_join(r->root, line);
    if (!full)
        return pcs_error_nomem(r->err);
    if (lstat(full, &st) < 0)
        line[len - 1] = 0;
    free(full);
    return PCS_OK;
}

static pcs_status take_line(reading *r, char *line, size_t len)
{
    r->line++;
    if (memchr(line, 0, len))
        return pcs_error_set(r->err, PCS_EFORMAT,
                             "%s:%zu: a NUL byte; read paths that end with "
                             "NUL by --paths-from0",
                             r->name, r->line);
    if (*line == '"') {
        if (!unquote(line))
            return pcs_error_set(r->err, PCS_EFORMAT,
                                 "%s:%zu: not quoted as git quotes; write "
                                 "paths that end with NUL, and read them by "
                                 "--paths-from0",
                                 r->name, r->line);
    } else if (len && line[len - 1] == '\r') {
        pcs_status status = drop_return(r, line, len);
        if (status != PCS_OK)
            return status;
    }
    return add(r, line);
}

static pcs_status take_all(reading *r, bool is_nul)
{
    pcs_buffer *text = &r->out->text;
    pcs_status status = PCS_OK;
    for (size_t at = 0; status == PCS_OK && at < text->len;) {
        char *path = text->data + at;
        char *end = memchr(path, is_nul ? 0 : '\n', text->len - at);
        size_t len = end ? (size_t)(end - path) : text->len - at;
        path[len] = 0;
        status = is_nul ? add(r, path) : take_line(r, path, len);
        at += len + 1;
    }
    return status;
}

pcs_status pcs_paths_read(pcs_paths *out, const char *file, bool is_nul,
                          const char *root, pcs_error *err)
{
    const char *name =
        strcmp(file, "-") == 0 ? pcs_translate("standard input") : file;
    reading r = {out, name, root, 0, err};
    memset(out, 0, sizeof *out);
    pcs_status status = read_file(&out->text, file, name, err);
    if (status == PCS_OK)
        status = take_all(&r, is_nul);
    return status;
}

void pcs_paths_dispose(pcs_paths *paths)
{
    free(paths->items);
    pcs_buffer_dispose(&paths->text);
    memset(paths, 0, sizeof *paths);
}
