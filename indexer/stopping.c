/* stopping.c - being asked by a signal to stop, or to look again */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/stopping.h"

#include <errno.h>
#include <signal.h>
#include <stdint.h>
#include <string.h>
#include <sys/eventfd.h>
#include <time.h>
#include <unistd.h>

#include "cli/samesignal.h"

/* Signals belong to the process, and so does what they leave. A signalfd would
 * do without a handler, but nobody reads it while a run is in work, and the
 * second signal has to end that. */
static volatile sig_atomic_t stops, rescans;
static struct timespec stopped; /* when it was asked first */
static int wakeup = -1;

static struct sigaction old_int, old_term, old_hup;

static void take_signal(int number)
{
    static const uint64_t one = 1;
    int saved = errno;
    if (number == SIGHUP) {
        rescans = 1;
    } else if (stops && !pcs_same_signal(&stopped)) {
        /* Delivered when this returns. */
        signal(number, SIG_DFL);
        raise(number);
    } else if (!stops) {
        clock_gettime(CLOCK_MONOTONIC, &stopped);
        stops = 1;
    }
    /* It is full only where it is readable anyway. */
    ssize_t ignored = write(wakeup, &one, sizeof one);
    (void)ignored;
    errno = saved;
}

pcs_status pcs_stopping_catch(pcs_error *err)
{
    struct sigaction action = {.sa_handler = take_signal,
                               .sa_flags = SA_RESTART};
    stops = rescans = 0;
    wakeup = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (wakeup < 0)
        return pcs_error_set(err, PCS_EIO, "eventfd: %s", strerror(errno));
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, NULL, &old_int);
    if (old_int.sa_handler != SIG_IGN)
        sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, &old_term);
    sigaction(SIGHUP, &action, &old_hup);
    return PCS_OK;
}

int pcs_stopping_fd(void)
{
    return wakeup;
}

bool pcs_stopping_is_asked(void)
{
    return stops;
}

bool pcs_stopping_rescan(void)
{
    uint64_t count;
    /* Read first: what comes after it makes it readable again. */
    ssize_t ignored = read(wakeup, &count, sizeof count);
    (void)ignored;
    bool is_asked = rescans;
    if (is_asked)
        rescans = 0;
    return is_asked;
}

void pcs_stopping_release(void)
{
    sigaction(SIGINT, &old_int, NULL);
    sigaction(SIGTERM, &old_term, NULL);
    sigaction(SIGHUP, &old_hup, NULL);
    close(wakeup);
    wakeup = -1;
}
