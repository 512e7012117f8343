/* lock.c - one writer at a time */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/lock.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"

/* How often a waiting writer looks whether the lock is free. */
#define WAIT_NANOSECONDS 25000000

/* Whether dir/CURRENT begins as ours do, whatever stands behind. */
static bool has_our_current(const char *dir)
{
    static const char start[] = "pcsearch-index ";
    char *path = pcs_path_join(dir, "CURRENT");
    pcs_buffer text = {0};
    bool ours = path && pcs_file_read(&text, path, 4096, NULL) == PCS_OK &&
                text.len >= sizeof start - 1 &&
                memcmp(text.data, start, sizeof start - 1) == 0;
    pcs_buffer_dispose(&text);
    free(path);
    return ours;
}

/* Where CURRENT does not say whose the folder is, it is ours only if nothing
 * stands in it that a writer would not have made: what is taken for an index
 * has its writing/ cleared and its files/ swept. */
static bool is_foreign(const char *dir)
{
    static const char *const names[] = {".",       "..",        "lock",
                                        "CURRENT", "files",     "generations",
                                        "writing", "statcache", "quarantine"};
    const size_t n = sizeof names / sizeof *names;
    DIR *folder = opendir(dir);
    if (!folder)
        return false;
    bool has_other = false, has_lock = false, empty = true;
    for (struct dirent *e; (e = readdir(folder));) {
        size_t i = 0;
        while (i < n && strcmp(e->d_name, names[i]) != 0)
            i++;
        empty = empty && i < 2;
        has_other = has_other || i == n;
        has_lock = has_lock || i == 2;
    }
    closedir(folder);
    return !empty && !has_our_current(dir) && (has_other || !has_lock);
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

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

/* Until `end` by the clock, for ever where it is negative. */
static pcs_status lock_until(pcs_index_lock *lock, const char *dir, double end,
                             pcs_error *err)
{
    char *path = pcs_path_join(dir, "lock");
    if (!path)
        return pcs_error_nomem(err);
    pcs_status status = try_lock(lock, dir, path, err);
    while (status == PCS_EBUSY && (end < 0 || now() < end)) {
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
    return take(lock, dir, seconds > 0 ? now() + seconds : -1, err);
}

void pcs_index_lock_drop(pcs_index_lock *lock)
{
    if (lock->fd >= 0)
        close(lock->fd);
    lock->fd = -1;
}
