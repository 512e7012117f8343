/* sockets.h - sockets that listen */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SERVER_HTTP_SOCKETS_H
#define PCS_SERVER_HTTP_SOCKETS_H

#include <stdbool.h>
#include <sys/types.h>

#include "base/status.h"

/** Where a socket listens. */
typedef struct pcs_socket {
    int fd;        /* does not block; -1 where there is none */
    char *address; /* "127.0.0.1:7700", "[::1]:7700" or "unix:/run/x.sock" */
    char *path;    /* of a Unix socket that we have made; NULL of others */
    dev_t device;  /* of that path, so that only ours is removed */
    ino_t inode;
} pcs_socket;

/**
 * Binds an address: "HOST:PORT", where HOST is an address, one of IPv6 in
 * brackets, or localhost, or "unix:PATH", which may be followed by
 * ",mode=OCTAL" (default 660). Port 0 is one that the system chooses. A Unix
 * socket at which nobody listens any more is replaced; anything else at the
 * path is an error. PCS_EINVAL for an address that is none, PCS_EBUSY where
 * somebody listens there, PCS_EIO, PCS_ENOMEM.
 */
pcs_status pcs_socket_open(pcs_socket *out, const char *address,
                           pcs_error *err);

/** Takes over a socket that listens already. PCS_EINVAL where it does not. */
pcs_status pcs_socket_adopt(pcs_socket *out, int fd, pcs_error *err);

/** Whether it is reached from this machine alone. */
bool pcs_socket_is_local(const pcs_socket *listening);

/** Closes it, and removes the path that it has made. */
void pcs_socket_close(pcs_socket *listening);

#endif
