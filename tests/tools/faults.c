/* faults.c - kills a program, or fills its disk, at a chosen call */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <dlfcn.h>
#include <errno.h>
#include <execinfo.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <unistd.h>

#include "faults.h"

#define FRAMES_MAX 24
#define CHAIN_MAX 6

static char below[PATH_MAX];
static size_t below_len;
static int log_fd = -1;
static unsigned long kill_at, full_at, delay;
static uint64_t kill_context;
static char when = 'b';
static atomic_ulong n_calls, n_matching, n_filling;

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
    delay = number("FAULTS_DELAY");
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

_Noreturn void faults_die(void)
{
    syscall(SYS_kill, getpid(), SIGKILL);
    for (;;)
        pause();
}

static void on_alarm(int signal)
{
    (void)signal;
    faults_die();
}

static void die_later(void)
{
    const struct itimerval in = {
        .it_value = {(time_t)(delay / 1000000),
                     (suseconds_t)(delay % 1000000 + 1)}};
    signal(SIGALRM, on_alarm);
    setitimer(ITIMER_REAL, &in, NULL);
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
            faults_die();
        if (when == 'l')
            die_later();
        else
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

verdict faults_fd(const char *name, effect kind, int fd)
{
    char path[PATH_MAX];
    int saved = errno;
    bool counts = below_len && path_of_fd(fd, path) && is_below(path);
    errno = saved;
    return counts ? judge(name, kind, path) : GO;
}

verdict faults_path(const char *name, effect kind, int dirfd, const char *path)
{
    char whole[PATH_MAX];
    if (!below_len)
        return GO;
    resolve(whole, dirfd, path);
    return is_below(whole) ? judge(name, kind, whole) : GO;
}

bool faults_exists(const char *path)
{
    struct stat st;
    int saved = errno;
    bool there = lstat(path, &st) == 0;
    errno = saved;
    return there;
}

verdict faults_open(const char *name, int dirfd, const char *path, int flags)
{
    char whole[PATH_MAX];
    resolve(whole, dirfd, path);
    bool makes = (flags & O_CREAT) && !faults_exists(whole);
    if (!makes && !(flags & O_TRUNC))
        return GO;
    return faults_path(name, makes ? TAKES_SPACE : CHANGES, dirfd, path);
}

void faults_find(void *out, size_t size, const char *name)
{
    void *symbol = dlsym(RTLD_NEXT, name);
    memcpy(out, &symbol, size);
}

bool faults_on(void)
{
    return below_len > 0;
}
