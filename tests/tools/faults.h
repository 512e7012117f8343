/* faults.h - what happens at a call, and who is told */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef TESTS_TOOLS_FAULTS_H
#define TESTS_TOOLS_FAULTS_H

#include <stdbool.h>
#include <stddef.h>

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
 *   FAULTS_WHEN=before|torn|after|later   torn: half of what is written is
 *                           written; later: FAULTS_DELAY microseconds after
 *   FAULTS_FULL=N           call number N of those that take space writes half,
 *                           and it and all that come later fail with ENOSPC
 *
 * A context is a call chain: the return addresses within the program and
 * libxapian, relative to their modules, so that it is the same in every run. A
 * stream is flushed after each fwrite, so that what it wrote is in the file.
 */

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

/** Whether anything is to be disturbed at all. */
bool faults_on(void);

/** What happens to this call on a file, which has a number now if it lies below
 * the folder. kind: what it does to the disk. */
verdict faults_fd(const char *name, effect kind, int fd);

/** The same for a path, relative to dirfd as openat(2) has it. */
verdict faults_path(const char *name, effect kind, int dirfd, const char *path);

/** The same for opening it with these flags, which changes something where it
 * makes a file or empties one. */
verdict faults_open(const char *name, int dirfd, const char *path, int flags);

/** Ends the process by SIGKILL. */
_Noreturn void faults_die(void);

bool faults_exists(const char *path);

/* Declares next, the function of this name that would be called but for us: a
 * thread looks for itself. */
#define NEXT(name)                                                             \
    static _Thread_local __typeof__(name) *next;                               \
    if (!next)                                                                 \
    faults_find(&next, sizeof next, #name)

void faults_find(void *out, size_t size, const char *name);

#endif
