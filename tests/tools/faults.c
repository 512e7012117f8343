/* faults.c - kills a program, or fills its disk, at a chosen call */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <dlfcn.h>
#include <errno.h>
#include <execinfo.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

/*
 * Preloaded (LD_PRELOAD) into a program, this stands before the calls that
 * change files. Calls are numbered from 1, but only those on what lies below
 * one folder; all others, such as messages, pass. The environment says what
 * happens:
 *
 *   FAULTS_BELOW=DIR        the folder, by its real path
 *   FAULTS_LOG=FILE         a line a call is appended: number, name, whether it
 *                           takes space, context, path, call chain
 *   FAULTS_AT=N             the call to die at, by SIGKILL
 *   FAULTS_CONTEXT=HEX      N counts the calls of that context alone
 *   FAULTS_WHEN=before|torn|after   torn: half of what is written is written
 *   FAULTS_FULL=N           call number N of those that take space writes half,
 *                           and it and all that come later fail with ENOSPC
 *
 * A context is a call chain: the return addresses within the program and
 * libxapian, relative to their modules, so that it is the same in every run. A
 * stream is flushed after each fwrite, so that what it wrote is in the file.
 */

#define FRAMES_MAX 24
#define CHAIN_MAX 6

typedef enum verdict {
    GO,
    GO_AND_DIE,   /* when the call has been made */
    HALF_AND_DIE, /* when half of it has been made */
    HALF,         /* the disk gets full */
    FAIL          /* it is */
} verdict;

/* Calls are told apart by what is in them: each takes space on the disk, or
 * does not. */
typedef enum effect { CHANGES, TAKES_SPACE } effect;

static char below[PATH_MAX];
static size_t below_len;
static int log_fd = -1;
static unsigned long kill_at, full_at;
static uint64_t kill_context;
static char when = 'b';
static atomic_ulong n_calls, n_matching, n_filling;

/* Declares next, the function of this name that would be called but for us. */
#define NEXT(name)                                                             \
    static __typeof__(name) *next;                                             \
    if (!next)                                                                 \
    find_next(&next, sizeof next, #name)

static void find_next(void *out, size_t size, const char *name)
{
    void *symbol = dlsym(RTLD_NEXT, name);
    memcpy(out, &symbol, size);
}

static unsigned long number(const char *name)
{
    const char *text = getenv(name);
    return text ? strtoul(text, NULL, 10) : 0;
}

__attribute__((constructor)) static void start(void)
{
    void *frames[FRAMES_MAX];
    /* The first call loads a library. */
    backtrace(frames, FRAMES_MAX);
    const char *text = getenv("FAULTS_BELOW");
    if (text && strlen(text) < sizeof below) {
        strcpy(below, text);
        below_len = strlen(below);
    }
    kill_at = number("FAULTS_AT");
    full_at = number("FAULTS_FULL");
    if ((text = getenv("FAULTS_CONTEXT")))
        kill_context = strtoull(text, NULL, 16);
    if ((text = getenv("FAULTS_WHEN")))
        when = *text;
    if ((text = getenv("FAULTS_LOG")))
        log_fd = (int)syscall(SYS_openat, AT_FDCWD, text,
                              O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
}

/* Whether the path, which need not exist, lies below the folder or is it. */
static bool is_below(const char *path)
{
    return below_len && strncmp(path, below, below_len) == 0 &&
           (path[below_len] == '/' || !path[below_len]);
}

static bool path_of_fd(int fd, char *out)
{
    char name[64];
    snprintf(name, sizeof name, "/proc/self/fd/%d", fd);
    ssize_t n = readlink(name, out, PATH_MAX - 1);
    out[n > 0 ? n : 0] = 0;
    return n > 0;
}

/* path as it stands in the file system, or as near to that as matters here:
 * the folder is given by its real path. */
static void resolve(char *out, int dirfd, const char *path)
{
    char folder[PATH_MAX] = "";
    if (*path != '/' && dirfd != AT_FDCWD)
        path_of_fd(dirfd, folder);
    else if (*path != '/' && !getcwd(folder, sizeof folder))
        *folder = 0;
    size_t n = strlen(folder), m = strlen(path);
    if (n + m + 2 > PATH_MAX) {
        *out = 0;
        return;
    }
    memcpy(out, folder, n);
    if (n)
        out[n++] = '/';
    memcpy(out + n, path, m + 1);
}

/* Frames of the program itself and of libxapian; not of the C library, of what
 * sanitizers put between, and of this file. */
static bool is_ours(const Dl_info *info)
{
    const char *name = strrchr(info->dli_fname, '/');
    name = name ? name + 1 : info->dli_fname;
    if (strncmp(name, "libxapian", 9) == 0)
        return true;
    return strncmp(name, "lib", 3) != 0 && strncmp(name, "ld-", 3) != 0 &&
           strncmp(name, "faults", 6) != 0;
}

/* Writes the chain of the caller, innermost first, and gives its hash. */
static uint64_t chain(char *out, size_t cap)
{
    void *frames[FRAMES_MAX];
    int n = backtrace(frames, FRAMES_MAX), depth = 0;
    uint64_t hash = 14695981039346656037u;
    size_t len = 0;
    *out = 0;
    for (int i = 0; i < n && depth < CHAIN_MAX; i++) {
        Dl_info info;
        if (!dladdr(frames[i], &info) || !info.dli_fname || !is_ours(&info))
            continue;
        const char *name = strrchr(info.dli_fname, '/');
        uintptr_t offset = (uintptr_t)frames[i] - (uintptr_t)info.dli_fbase;
        char frame[256];
        int m = snprintf(frame, sizeof frame, " %s+%jx",
                         name ? name + 1 : info.dli_fname, (uintmax_t)offset);
        for (int j = 0; j < m; j++)
            hash = (hash ^ (unsigned char)frame[j]) * 1099511628211u;
        if (len + (size_t)m < cap) {
            memcpy(out + len, frame, (size_t)m + 1);
            len += (size_t)m;
        }
        depth++;
    }
    return hash;
}

static _Noreturn void die(void)
{
    syscall(SYS_kill, getpid(), SIGKILL);
    for (;;)
        pause();
}

static void write_log(unsigned long n, const char *name, effect kind,
                      uint64_t context, const char *path, const char *frames)
{
    char line[PATH_MAX + 2048];
    int len = snprintf(line, sizeof line, "%lu\t%s\t%d\t%016jx\t%s\t%s\n", n,
                       name, kind == TAKES_SPACE, (uintmax_t)context,
                       path + below_len, frames);
    if (len > 0 && (size_t)len < sizeof line)
        syscall(SYS_write, log_fd, line, (size_t)len);
}

static verdict judge(const char *name, effect kind, const char *path)
{
    char frames[1536];
    int saved = errno;
    verdict answer = GO;
    unsigned long n = ++n_calls;
    uint64_t context =
        kill_context || log_fd >= 0 ? chain(frames, sizeof frames) : 0;
    if (log_fd >= 0)
        write_log(n, name, kind, context, path, frames);
    if (kill_context)
        n = context == kill_context ? ++n_matching : 0;
    if (kill_at && n == kill_at) {
        if (when == 'b')
            die();
        answer = when == 't' ? HALF_AND_DIE : GO_AND_DIE;
    }
    if (full_at && kind == TAKES_SPACE) {
        unsigned long filling = ++n_filling;
        if (filling >= full_at)
            answer = filling == full_at ? HALF : FAIL;
    }
    errno = saved;
    return answer;
}

static verdict judge_fd(const char *name, effect kind, int fd)
{
    char path[PATH_MAX];
    int saved = errno;
    bool counts = below_len && path_of_fd(fd, path) && is_below(path);
    errno = saved;
    return counts ? judge(name, kind, path) : GO;
}

static verdict judge_path(const char *name, effect kind, int dirfd,
                          const char *path)
{
    char whole[PATH_MAX];
    if (!below_len)
        return GO;
    resolve(whole, dirfd, path);
    return is_below(whole) ? judge(name, kind, whole) : GO;
}

/* A call that cannot be made by halves: dies before or after, or fails. */
#define WHOLE(judgement, call)                                                 \
    do {                                                                       \
        verdict v = (judgement);                                               \
        if (v == HALF || v == FAIL) {                                          \
            errno = ENOSPC;                                                    \
            return -1;                                                         \
        }                                                                      \
        if (v == HALF_AND_DIE)                                                 \
            die();                                                             \
        int result = (call);                                                   \
        if (v == GO_AND_DIE)                                                   \
            die();                                                             \
        return result;                                                         \
    } while (0)

/* How many of len bytes are to be written; the first half of one byte is
 * nothing, and an error. */
static bool cut(verdict v, size_t *len)
{
    if (v == HALF || v == HALF_AND_DIE)
        *len /= 2;
    if (v == HALF_AND_DIE && *len == 0)
        die();
    if (v == FAIL || (v == HALF && *len == 0)) {
        errno = ENOSPC;
        return false;
    }
    return true;
}

ssize_t write(int fd, const void *data, size_t len)
{
    NEXT(write);
    verdict v = judge_fd("write", TAKES_SPACE, fd);
    if (!cut(v, &len))
        return -1;
    ssize_t n = next(fd, data, len);
    if (v == GO_AND_DIE || v == HALF_AND_DIE)
        die();
    return n;
}

ssize_t pwrite(int fd, const void *data, size_t len, off_t offset)
{
    NEXT(pwrite);
    verdict v = judge_fd("pwrite", TAKES_SPACE, fd);
    if (!cut(v, &len))
        return -1;
    ssize_t n = next(fd, data, len, offset);
    if (v == GO_AND_DIE || v == HALF_AND_DIE)
        die();
    return n;
}

ssize_t pwrite64(int fd, const void *data, size_t len, off64_t offset)
{
    NEXT(pwrite64);
    verdict v = judge_fd("pwrite64", TAKES_SPACE, fd);
    if (!cut(v, &len))
        return -1;
    ssize_t n = next(fd, data, len, offset);
    if (v == GO_AND_DIE || v == HALF_AND_DIE)
        die();
    return n;
}

ssize_t writev(int fd, const struct iovec *parts, int n)
{
    NEXT(writev);
    verdict v = judge_fd("writev", TAKES_SPACE, fd);
    if (v == HALF || v == HALF_AND_DIE)
        n /= 2;
    if (v == HALF_AND_DIE && n == 0)
        die();
    if (v == FAIL || (v == HALF && n == 0)) {
        errno = ENOSPC;
        return -1;
    }
    ssize_t done = next(fd, parts, n);
    if (v == GO_AND_DIE || v == HALF_AND_DIE)
        die();
    return done;
}

int fflush(FILE *file)
{
    NEXT(fflush);
    WHOLE(file ? judge_fd("fflush", TAKES_SPACE, fileno(file)) : GO,
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
    char path[PATH_MAX];
    size_t len = size * n;
    if (!below_len || !len || !path_of_fd(fileno(file), path) ||
        !is_below(path))
        return next(data, size, n, file);
    verdict v = judge("fwrite", TAKES_SPACE, path);
    if (!cut(v, &len))
        return 0;
    size_t done = next(data, 1, len, file);
    if (flush(file) != 0)
        return 0;
    if (v == GO_AND_DIE || v == HALF_AND_DIE)
        die();
    if (v == HALF)
        errno = ENOSPC;
    return done / size;
}

int fclose(FILE *file)
{
    NEXT(fclose);
    WHOLE(judge_fd("fclose", CHANGES, fileno(file)), next(file));
}

int close(int fd)
{
    NEXT(close);
    WHOLE(judge_fd("close", CHANGES, fd), next(fd));
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
    WHOLE(judge_fd("fsync", effect_of_sync(fd), fd), next(fd));
}

int fdatasync(int fd)
{
    NEXT(fdatasync);
    WHOLE(judge_fd("fdatasync", TAKES_SPACE, fd), next(fd));
}

int ftruncate(int fd, off_t len)
{
    NEXT(ftruncate);
    WHOLE(judge_fd("ftruncate", TAKES_SPACE, fd), next(fd, len));
}

int rename(const char *from, const char *to)
{
    NEXT(rename);
    WHOLE(judge_path("rename", TAKES_SPACE, AT_FDCWD, to), next(from, to));
}

int renameat(int from_dir, const char *from, int to_dir, const char *to)
{
    NEXT(renameat);
    WHOLE(judge_path("renameat", TAKES_SPACE, to_dir, to),
          next(from_dir, from, to_dir, to));
}

int renameat2(int from_dir, const char *from, int to_dir, const char *to,
              unsigned flags)
{
    NEXT(renameat2);
    WHOLE(judge_path("renameat2", TAKES_SPACE, to_dir, to),
          next(from_dir, from, to_dir, to, flags));
}

int link(const char *from, const char *to)
{
    NEXT(link);
    WHOLE(judge_path("link", TAKES_SPACE, AT_FDCWD, to), next(from, to));
}

int unlink(const char *path)
{
    NEXT(unlink);
    WHOLE(judge_path("unlink", CHANGES, AT_FDCWD, path), next(path));
}

int unlinkat(int dirfd, const char *path, int flags)
{
    NEXT(unlinkat);
    WHOLE(judge_path("unlinkat", CHANGES, dirfd, path),
          next(dirfd, path, flags));
}

int remove(const char *path)
{
    NEXT(remove);
    WHOLE(judge_path("remove", CHANGES, AT_FDCWD, path), next(path));
}

int rmdir(const char *path)
{
    NEXT(rmdir);
    WHOLE(judge_path("rmdir", CHANGES, AT_FDCWD, path), next(path));
}

static bool exists(const char *path)
{
    struct stat st;
    int saved = errno;
    bool there = lstat(path, &st) == 0;
    errno = saved;
    return there;
}

int mkdir(const char *path, mode_t mode)
{
    NEXT(mkdir);
    WHOLE(exists(path) ? GO : judge_path("mkdir", TAKES_SPACE, AT_FDCWD, path),
          next(path, mode));
}

/* Opening changes something where it makes a file or empties one. */
static verdict judge_open(const char *name, int dirfd, const char *path,
                          int flags)
{
    char whole[PATH_MAX];
    resolve(whole, dirfd, path);
    bool makes = (flags & O_CREAT) && !exists(whole);
    if (!makes && !(flags & O_TRUNC))
        return GO;
    return judge_path(name, makes ? TAKES_SPACE : CHANGES, dirfd, path);
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
    WHOLE(judge_open("open", AT_FDCWD, path, flags), next(path, flags, mode));
}

int open64(const char *path, int flags, ...)
{
    NEXT(open64);
    TAKE_MODE
    WHOLE(judge_open("open64", AT_FDCWD, path, flags), next(path, flags, mode));
}

int openat(int dirfd, const char *path, int flags, ...)
{
    NEXT(openat);
    TAKE_MODE
    WHOLE(judge_open("openat", dirfd, path, flags),
          next(dirfd, path, flags, mode));
}

FILE *fopen(const char *path, const char *mode)
{
    NEXT(fopen);
    verdict v = *mode == 'r'
                    ? GO
                    : judge_open("fopen", AT_FDCWD, path,
                                 O_CREAT | (*mode == 'w' ? O_TRUNC : 0));
    if (v == HALF_AND_DIE)
        die();
    if (v == HALF || v == FAIL) {
        errno = ENOSPC;
        return NULL;
    }
    FILE *file = next(path, mode);
    if (v == GO_AND_DIE)
        die();
    return file;
}
