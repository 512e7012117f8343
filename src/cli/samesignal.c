/* samesignal.c - one wish that is told by two signals */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/samesignal.h"

#define SAME_SECONDS 0.5

/* clock_gettime may be called by a handler (POSIX). */
bool pcs_same_signal(const struct timespec *first)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)(now.tv_sec - first->tv_sec) +
               (double)(now.tv_nsec - first->tv_nsec) / 1e9 <
           SAME_SECONDS;
}
