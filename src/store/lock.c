/* lock.c - one writer at a time */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/lock.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/file.h"

/* How often a waiting writer looks whether the lock is free. */
#define WAIT_NANOSECONDS 25000000

/* "dir/name"; false where that is no path. Nothing here asks for memory: where
 * it is refused, a folder must not be taken for another one. */
static bool join(char out[PATH_MAX], const char *dir, const char *name)
{
    int len = snprintf(out, PATH_MAX, "%s/%s", dir, name);
    return len > 0 && len < PATH_MAX;
}

/* Whether dir/CURRENT begins as ours do, whatever stands behind. */
static bool has_our_current(const char *dir)
{
    static const char start[] = "pcsearch-index ";
    char path[PATH_MAX], text[sizeof start];
    int fd = join(path, dir, "CURRENT")
                 ? open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
                 : -1;
    if (fd < 0)
        return false;
    ssize_t n = read(fd, text, sizeof start - 1);
    close(fd);
    return n == (ssize_t)sizeof start - 1 &&
           memcmp(text, start, sizeof start - 1) == 0;
}

static bool ends(const char *name, const char *with)
{
    size_t n = strlen(name), m = strlen(with);
    return n > m && strcmp(name + n - m, with) == 0;
}

/* What a writer makes in files/, generations/, writing/ and quarantine/: names
 * of locales with numbers, and a few more. */
static bool is_our_name(const char *name)
{
    static const char *const whole[] = {".", "..", "CURRENT", "manifest",
                                        "statcache"};
    for (size_t i = 0; i < sizeof whole / sizeof *whole; i++)
        if (strcmp(name, whole[i]) == 0)
            return true;
    const char *dot = strrchr(name, '.');
    return ends(name, ".postings") || ends(name, ".tables") ||
           (dot && dot[1] &&
            strspn(dot + 1, "0123456789") == strlen(dot + 1)) ||
           (ends(name, ".json") &&
            strspn(name, "0123456789") == strlen(name) - 5);
}

static bool has_only_ours(const char *dir, const char *name)
{
    char path[PATH_MAX];
    DIR *folder = join(path, dir, name) ? opendir(path) : NULL;
    bool good = folder != NULL;
    for (struct dirent *e; folder && (e = readdir(folder));)
        good = good && is_our_name(e->d_name);
    if (folder)
        closedir(folder);
    return good;
}

/* The lock is an empty file, as another program's seldom is. */
static bool is_empty_file(const char *dir, const char *name)
{
    struct stat st;
    char *path = pcs_path_join(dir, name);
    bool is_empty =
        path && lstat(path, &st) == 0 && S_ISREG(st.st_mode) && st.st_size == 0;
    free(path);
    return is_empty;
}

/* Where CURRENT does not say whose the folder is, it is ours only if nothing
 * stands in it that a writer would not have made: what is taken for an index
 * has its writing/ cleared and its files/ swept. */
static bool is_foreign(const char *dir)
{
    static const char *const files[] = {".", "..", "CURRENT", "statcache"};
    static const char *const folders[] = {"files", "generations", "writing",
                                          "quarantine"};
    DIR *folder = has_our_current(dir) ? NULL : opendir(dir);
    bool is_ours = true;
    for (struct dirent *e; folder && is_ours && (e = readdir(folder));) {
        bool is_known = false;
        for (size_t i = 0; i < sizeof files / sizeof *files; i++)
            is_known = is_known || strcmp(e->d_name, files[i]) == 0;
        for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
            is_known = is_known || (strcmp(e->d_name, folders[i]) == 0 &&
                                    has_only_ours(dir, e->d_name));
        if (strcmp(e->d_name, "lock") == 0)
            is_known = is_empty_file(dir, e->d_name);
        is_ours = is_known;
    }
    if (folder)
        closedir(folder);
    return !is_ours;
}

void pcs_index_lock_clear(const char *dir)
{
    char *path = pcs_path_join(dir, "writing");
    if (path && pcs_path_remove(path, NULL) == PCS_OK)
        pcs_path_make(path, NULL);
    free(path);
}

static pcs_status make_folders(const char *dir, pcs_error *err)
{
    static const char *const names[] = {"generations", "files", "writing"};
    pcs_status status = PCS_OK;
    for (size_t i = 0; status == PCS_OK && i < 3; i++) {
        char *path = pcs_path_join(dir, names[i]);
        if (!path)
            return pcs_error_nomem(err);
        if (i == 2)
            status = pcs_path_remove(path, err);
        if (status == PCS_OK)
            status = pcs_path_make(path, err);
        free(path);
    }
    return status;
}

/* Whether the file that was locked still has its name: another writer would
 * lock the one that took its place. */
static bool is_in_place(int fd, const char *path)
{
    struct stat ours, named;
    return fstat(fd, &ours) == 0 && stat(path, &named) == 0 &&
           ours.st_ino == named.st_ino && ours.st_dev == named.st_dev;
}

static pcs_status try_lock(pcs_index_lock *lock, const char *dir,
                           const char *path, pcs_error *err)
{
    lock->fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (lock->fd < 0)
        return pcs_error_errno(err, path);
    bool is_held = flock(lock->fd, LOCK_EX | LOCK_NB) == 0;
    if (is_held && is_in_place(lock->fd, path))
        return PCS_OK;
    bool is_busy = is_held || errno == EWOULDBLOCK || errno == EINTR;
    pcs_status status =
        is_busy ? pcs_error_set(err, PCS_EBUSY,
                                "another pcindex is working on %s; try again "
                                "when it has ended, or wait for it with --wait",
                                dir)
                : pcs_error_errno(err, path);
    pcs_index_lock_drop(lock);
    return status;
}

/* Until `end` by the clock, for ever where it is negative. */
static pcs_status lock_until(pcs_index_lock *lock, const char *dir, double end,
                             pcs_error *err)
{
    char *path = pcs_path_join(dir, "lock");
    if (!path)
        return pcs_error_nomem(err);
    pcs_status status = try_lock(lock, dir, path, err);
    while (status == PCS_EBUSY && (end < 0 || pcs_clock_ms() < end)) {
        struct timespec pause = {0, WAIT_NANOSECONDS};
        nanosleep(&pause, NULL);
        status = try_lock(lock, dir, path, err);
    }
    free(path);
    return status;
}

static pcs_status take(pcs_index_lock *lock, const char *dir, double end,
                       pcs_error *err)
{
    lock->fd = -1;
    if (is_foreign(dir))
        return pcs_error_set(err, PCS_EINVAL,
                             "%s is neither empty nor an index; name another "
                             "folder with -i",
                             dir);
    pcs_status status = pcs_path_make(dir, err);
    if (status == PCS_OK)
        status = lock_until(lock, dir, end, err);
    if (status == PCS_OK)
        status = make_folders(dir, err);
    if (status != PCS_OK)
        pcs_index_lock_drop(lock);
    return status;
}

pcs_status pcs_index_lock_take(pcs_index_lock *lock, const char *dir,
                               pcs_error *err)
{
    return take(lock, dir, 0, err);
}

pcs_status pcs_index_lock_wait(pcs_index_lock *lock, const char *dir,
                               double seconds, pcs_error *err)
{
    return take(lock, dir, seconds > 0 ? pcs_clock_ms() + seconds * 1e3 : -1,
                err);
}

void pcs_index_lock_drop(pcs_index_lock *lock)
{
    if (lock->fd >= 0)
        close(lock->fd);
    lock->fd = -1;
}
