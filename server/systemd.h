/* systemd.h - what is agreed with the manager of services */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SERVER_SYSTEMD_H
#define PCS_SERVER_SYSTEMD_H

#include <stddef.h>

/** Tells it a state ("READY=1"), as sd_notify(3) does; nothing where nobody
 * has asked for it. */
void pcs_systemd_notify(const char *state);

/** Sockets that were handed over, as sd_listen_fds(3) tells them; how many, at
 * most max. The environment is asked once. */
size_t pcs_systemd_sockets(int *out, size_t max);

/** How often it wants to hear "WATCHDOG=1", milliseconds; 0: never. Half of
 * what it waits. */
unsigned pcs_systemd_watchdog(void);

#endif
