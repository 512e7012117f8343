/* samesignal.h - one wish that is told by two signals */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_CLI_SAMESIGNAL_H
#define PCS_CLI_SAMESIGNAL_H

#include <stdbool.h>
#include <time.h>

/**
 * Whether a signal that comes now means what the one at `first` (of
 * CLOCK_MONOTONIC) meant, as it comes within half a second. timeout(1) sends a
 * signal to a program and to its process group, a terminal to a program and to
 * what started it, which passes it on. May be called by a handler.
 */
bool pcs_same_signal(const struct timespec *first);

#endif
