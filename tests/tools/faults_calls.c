/* faults_calls.c - the calls that change files, as faults.h has them disturbed
 */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#include "faults.h"

/* A call that cannot be made by halves: dies before or after, or fails. */
#define WHOLE(judgement, call)                                                 \
    do {                                                                       \
        verdict v = (judgement);                                               \
        if (v == HALF || v == FAIL) {                                          \
            errno = ENOSPC;                                                    \
            return -1;                                                         \
        }                                                                      \
        if (v == HALF_AND_DIE)                                                 \
            faults_die();                                                      \
        int result = (call);                                                   \
        if (v == GO_AND_DIE)                                                   \
            faults_die();                                                      \
        return result;                                                         \
    } while (0)

/* How many of len bytes are to be written; the first half of one byte is
 * nothing, and an error. */
static bool cut(verdict v, size_t *len)
{
    if (v == HALF || v == HALF_AND_DIE)
        *len /= 2;
    if (v == HALF_AND_DIE && *len == 0)
        faults_die();
    if (v == FAIL || (v == HALF && *len == 0)) {
        errno = ENOSPC;
        return false;
    }
    return true;
}

ssize_t write(int fd, const void *data, size_t len)
{
    NEXT(write);
    verdict v = faults_fd("write", TAKES_SPACE, fd);
    if (!cut(v, &len))
        return -1;
    ssize_t n = next(fd, data, len);
    if (v == GO_AND_DIE || v == HALF_AND_DIE)
        faults_die();
    return n;
}

ssize_t pwrite(int fd, const void *data, size_t len, off_t offset)
{
    NEXT(pwrite);
    verdict v = faults_fd("pwrite", TAKES_SPACE, fd);
    if (!cut(v, &len))
        return -1;
    ssize_t n = next(fd, data, len, offset);
    if (v == GO_AND_DIE || v == HALF_AND_DIE)
        faults_die();
    return n;
}

ssize_t pwrite64(int fd, const void *data, size_t len, off64_t offset)
{
    NEXT(pwrite64);
    verdict v = faults_fd("pwrite64", TAKES_SPACE, fd);
    if (!cut(v, &len))
        return -1;
    ssize_t n = next(fd, data, len, offset);
    if (v == GO_AND_DIE || v == HALF_AND_DIE)
        faults_die();
    return n;
}

ssize_t writev(int fd, const struct iovec *parts, int n)
{
    NEXT(writev);
    verdict v = faults_fd("writev", TAKES_SPACE, fd);
    if (v == HALF || v == HALF_AND_DIE)
        n /= 2;
    if (v == HALF_AND_DIE && n == 0)
        faults_die();
    if (v == FAIL || (v == HALF && n == 0)) {
        errno = ENOSPC;
        return -1;
    }
    ssize_t done = next(fd, parts, n);
    if (v == GO_AND_DIE || v == HALF_AND_DIE)
        faults_die();
    return done;
}

int fflush(FILE *file)
{
    NEXT(fflush);
    WHOLE(file ? faults_fd("fflush", TAKES_SPACE, fileno(file)) : GO,
          next(file));
}

static int flush(FILE *file)
{
    NEXT(fflush);
    return next(file);
}

size_t fwrite(const void *data, size_t size, size_t n, FILE *file)
{
    NEXT(fwrite);
    size_t len = size * n;
    verdict v = len ? faults_fd("fwrite", TAKES_SPACE, fileno(file)) : GO;
    if (!cut(v, &len))
        return 0;
    size_t done = next(data, 1, len, file);
    if (!len || (faults_on() && flush(file) != 0))
        return 0;
    if (v == GO_AND_DIE || v == HALF_AND_DIE)
        faults_die();
    if (v == HALF)
        errno = ENOSPC;
    return done / size;
}

int fclose(FILE *file)
{
    NEXT(fclose);
    WHOLE(faults_fd("fclose", CHANGES, fileno(file)), next(file));
}

int close(int fd)
{
    NEXT(close);
    WHOLE(faults_fd("close", CHANGES, fd), next(fd));
}

/* What a file wrote may find no room only now; a folder's entries have it. */
static effect effect_of_sync(int fd)
{
    struct stat st;
    return fstat(fd, &st) == 0 && S_ISREG(st.st_mode) ? TAKES_SPACE : CHANGES;
}

int fsync(int fd)
{
    NEXT(fsync);
    WHOLE(faults_fd("fsync", effect_of_sync(fd), fd), next(fd));
}

int fdatasync(int fd)
{
    NEXT(fdatasync);
    WHOLE(faults_fd("fdatasync", TAKES_SPACE, fd), next(fd));
}

int ftruncate(int fd, off_t len)
{
    NEXT(ftruncate);
    WHOLE(faults_fd("ftruncate", TAKES_SPACE, fd), next(fd, len));
}

int rename(const char *from, const char *to)
{
    NEXT(rename);
    WHOLE(faults_path("rename", TAKES_SPACE, AT_FDCWD, to), next(from, to));
}

int renameat(int from_dir, const char *from, int to_dir, const char *to)
{
    NEXT(renameat);
    WHOLE(faults_path("renameat", TAKES_SPACE, to_dir, to),
          next(from_dir, from, to_dir, to));
}

int renameat2(int from_dir, const char *from, int to_dir, const char *to,
              unsigned flags)
{
    NEXT(renameat2);
    WHOLE(faults_path("renameat2", TAKES_SPACE, to_dir, to),
          next(from_dir, from, to_dir, to, flags));
}

int link(const char *from, const char *to)
{
    NEXT(link);
    WHOLE(faults_path("link", TAKES_SPACE, AT_FDCWD, to), next(from, to));
}

int unlink(const char *path)
{
    NEXT(unlink);
    WHOLE(faults_path("unlink", CHANGES, AT_FDCWD, path), next(path));
}

int unlinkat(int dirfd, const char *path, int flags)
{
    NEXT(unlinkat);
    WHOLE(faults_path("unlinkat", CHANGES, dirfd, path),
          next(dirfd, path, flags));
}

int remove(const char *path)
{
    NEXT(remove);
    WHOLE(faults_path("remove", CHANGES, AT_FDCWD, path), next(path));
}

int rmdir(const char *path)
{
    NEXT(rmdir);
    WHOLE(faults_path("rmdir", CHANGES, AT_FDCWD, path), next(path));
}

int mkdir(const char *path, mode_t mode)
{
    NEXT(mkdir);
    WHOLE(faults_exists(path)
              ? GO
              : faults_path("mkdir", TAKES_SPACE, AT_FDCWD, path),
          next(path, mode));
}

#define TAKE_MODE                                                              \
    mode_t mode = 0;                                                           \
    if (flags & (O_CREAT | O_TMPFILE)) {                                       \
        va_list args;                                                          \
        va_start(args, flags);                                                 \
        mode = va_arg(args, mode_t);                                           \
        va_end(args);                                                          \
    }

int open(const char *path, int flags, ...)
{
    NEXT(open);
    TAKE_MODE
    WHOLE(faults_open("open", AT_FDCWD, path, flags), next(path, flags, mode));
}

int open64(const char *path, int flags, ...)
{
    NEXT(open64);
    TAKE_MODE
    WHOLE(faults_open("open64", AT_FDCWD, path, flags),
          next(path, flags, mode));
}

int openat(int dirfd, const char *path, int flags, ...)
{
    NEXT(openat);
    TAKE_MODE
    WHOLE(faults_open("openat", dirfd, path, flags),
          next(dirfd, path, flags, mode));
}

FILE *fopen(const char *path, const char *mode)
{
    NEXT(fopen);
    verdict v = *mode == 'r'
                    ? GO
                    : faults_open("fopen", AT_FDCWD, path,
                                  O_CREAT | (*mode == 'w' ? O_TRUNC : 0));
    if (v == HALF_AND_DIE)
        faults_die();
    if (v == HALF || v == FAIL) {
        errno = ENOSPC;
        return NULL;
    }
    FILE *file = next(path, mode);
    if (v == GO_AND_DIE)
        faults_die();
    return file;
}
