/* file.c - files: mapped for reading, written whole and synced */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* A time that was set to thousands of years ahead wraps round, and is still
 * told from another. */
static int64_t nanoseconds(const struct timespec *t)
{
    return (int64_t)((uint64_t)t->tv_sec * 1000000000u + (uint64_t)t->tv_nsec);
}

static void take_stamp(pcs_file_stamp *out, const struct stat *st)
{
    out->size = (uint64_t)st->st_size;
    out->inode = (uint64_t)st->st_ino;
    out->modified = nanoseconds(&st->st_mtim);
    out->changed = nanoseconds(&st->st_ctim);
}

pcs_status pcs_file_stamp_take(pcs_file_stamp *out, const char *path,
                               pcs_error *err)
{
    struct stat st;
    memset(out, 0, sizeof *out);
    if (stat(path, &st) < 0)
        return pcs_error_errno(err, path);
    take_stamp(out, &st);
    return PCS_OK;
}

bool pcs_file_stamp_equals(const pcs_file_stamp *a, const pcs_file_stamp *b)
{
    return a->size == b->size && a->inode == b->inode &&
           a->modified == b->modified && a->changed == b->changed;
}

pcs_status pcs_map_open(pcs_map *map, const char *path, pcs_error *err)
{
    map->data = NULL;
    map->len = 0;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return pcs_error_errno(err, path);
    pcs_status status = PCS_OK;
    struct stat st;
    if (fstat(fd, &st) < 0) {
        status = pcs_error_errno(err, path);
    } else if (st.st_size > 0) {
        size_t len = (size_t)st.st_size;
        void *data = mmap(NULL, len, PROT_READ, MAP_SHARED, fd, 0);
        if (data == MAP_FAILED) {
            status = pcs_error_errno(err, path);
        } else {
            map->data = data;
            map->len = len;
        }
    }
    close(fd);
    return status;
}

void pcs_map_close(pcs_map *map)
{
    if (map->data)
        munmap((void *)(uintptr_t)map->data, map->len);
    map->data = NULL;
    map->len = 0;
}

static pcs_status read_all(pcs_buffer *out, int fd, size_t max,
                           const char *path, pcs_error *err)
{
    for (;;) {
        if (out->len > max)
            return pcs_error_set(err, PCS_ELIMIT,
                                 "larger than the limit of %zu MiB", max >> 20);
        if (!pcs_buffer_reserve(out, 65536))
            return pcs_error_nomem(err);
        ssize_t n = read(fd, out->data + out->len, out->cap - out->len - 1);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return pcs_error_errno(err, path);
        if (n == 0)
            return PCS_OK;
        out->len += (size_t)n;
        out->data[out->len] = 0;
    }
}

pcs_status pcs_file_read(pcs_buffer *out, const char *path, size_t max,
                         pcs_error *err)
{
    pcs_file_stamp stamp;
    bool is_stable;
    return pcs_file_read_stamped(out, &stamp, &is_stable, path, max, err);
}

pcs_status pcs_file_read_stamped(pcs_buffer *out, pcs_file_stamp *stamp,
                                 bool *is_stable, const char *path, size_t max,
                                 pcs_error *err)
{
    pcs_buffer_clear(out);
    memset(stamp, 0, sizeof *stamp);
    *is_stable = false;
    /* O_NONBLOCK: a FIFO that took the file's place must not hang the run. */
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (fd < 0)
        return pcs_error_errno(err, path);
    struct stat st;
    pcs_status status;
    if (fstat(fd, &st) < 0)
        status = pcs_error_errno(err, path);
    else if (!S_ISREG(st.st_mode))
        status = pcs_error_set(err, PCS_EINVAL, "%s: not a regular file", path);
    else if (st.st_size > 0 && (uint64_t)st.st_size > max)
        status = pcs_error_set(err, PCS_ELIMIT,
                               "larger than the limit of %zu MiB", max >> 20);
    else if (!pcs_buffer_reserve(out, (size_t)st.st_size + 1))
        status = pcs_error_nomem(err);
    else
        status = read_all(out, fd, max, path, err);
    if (status == PCS_OK) {
        pcs_file_stamp after;
        take_stamp(stamp, &st);
        *is_stable = fstat(fd, &st) == 0 && stamp->size == out->len;
        take_stamp(&after, &st);
        *is_stable = *is_stable && pcs_file_stamp_equals(stamp, &after);
    }
    close(fd);
    return status;
}

static int write_all(int fd, const char *data, size_t len)
{
    while (len > 0) {
        ssize_t n = write(fd, data, len);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return -1;
        data += n;
        len -= (size_t)n;
    }
    return 0;
}

pcs_status pcs_file_write(const char *path, const void *data, size_t len,
                          pcs_error *err)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (fd < 0)
        return pcs_error_errno(err, path);
    pcs_status status = PCS_OK;
    if (write_all(fd, data, len) < 0 || fsync(fd) < 0)
        status = pcs_error_errno(err, path);
    if (close(fd) < 0 && status == PCS_OK)
        status = pcs_error_errno(err, path);
    return status;
}

pcs_status pcs_path_sync(const char *path, pcs_error *err)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return pcs_error_errno(err, path);
    pcs_status status = PCS_OK;
    if (fsync(fd) < 0)
        status = pcs_error_errno(err, path);
    close(fd);
    return status;
}

pcs_status pcs_path_rename(const char *from, const char *to, pcs_error *err)
{
    if (rename(from, to) < 0)
        return pcs_error_errno(err, to);
    char *folder = strdup(to);
    if (!folder)
        return pcs_error_nomem(err);
    char *slash = strrchr(folder, '/');
    if (slash == folder)
        slash++;
    if (slash)
        *slash = 0;
    pcs_status status = pcs_path_sync(slash ? folder : ".", err);
    free(folder);
    return status;
}

pcs_status pcs_path_make(const char *path, pcs_error *err)
{
    char *copy = strdup(path);
    if (!copy)
        return pcs_error_nomem(err);
    pcs_status status = PCS_OK;
    for (char *p = copy + (*copy == '/'); status == PCS_OK; p++) {
        char c = *p;
        if (c && c != '/')
            continue;
        *p = 0;
        if (*copy && mkdir(copy, 0777) < 0 && errno != EEXIST)
            status = pcs_error_errno(err, copy);
        *p = c;
        if (!c)
            break;
    }
    struct stat st;
    if (status == PCS_OK && (stat(path, &st) < 0 || !S_ISDIR(st.st_mode)))
        status = pcs_error_set(err, PCS_EIO, "%s: not a folder", path);
    free(copy);
    return status;
}

static int remove_entry(const char *path, const struct stat *st, int kind,
                        struct FTW *ftw)
{
    (void)st, (void)kind, (void)ftw;
    return remove(path) < 0 && errno != ENOENT ? -1 : 0;
}

pcs_status pcs_path_remove(const char *path, pcs_error *err)
{
    if (nftw(path, remove_entry, 16, FTW_DEPTH | FTW_PHYS) < 0 &&
        errno != ENOENT)
        return pcs_error_errno(err, path);
    return PCS_OK;
}

char *pcs_path_join(const char *a, const char *b)
{
    size_t n = strlen(a), m = strlen(b);
    bool slash = n > 0 && a[n - 1] != '/';
    char *out = malloc(n + m + 2);
    if (!out)
        return NULL;
    memcpy(out, a, n);
    if (slash)
        out[n++] = '/';
    memcpy(out + n, b, m + 1);
    return out;
}
