/* selfcheck.c - whether libmicrohttpd reads by our recv */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <microhttpd.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "server/http/connections.h"

static enum MHD_Result refuse(void *context, struct MHD_Connection *mhd,
                              const char *url, const char *method,
                              const char *version, const char *data,
                              size_t *data_len, void **request)
{
    (void)context, (void)mhd, (void)url, (void)method, (void)version;
    (void)data, (void)data_len, (void)request;
    return MHD_NO;
}

/* Has a daemon of its own read a few bytes from the socket, which it closes. */
static bool reads(pcs_connections *table, int fd)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    struct MHD_Daemon *daemon = MHD_start_daemon(
        MHD_USE_NO_LISTEN_SOCKET, 0, NULL, NULL, refuse, NULL, MHD_OPTION_END);
    if (daemon == NULL) {
        close(fd);
        return false;
    }
    if (MHD_add_connection(daemon, fd, (struct sockaddr *)&address,
                           sizeof address) == MHD_YES)
        MHD_run(daemon);
    bool is_seen = atomic_load(&table->counts.in) > 0;
    MHD_stop_daemon(daemon);
    return is_seen;
}

pcs_status pcs_connections_check(pcs_connections *table, pcs_error *err)
{
    pcs_peer peer = {.is_unix = true, .is_local = true, .is_free = true};
    int pair[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0,
                   pair) != 0)
        return pcs_error_set(err, PCS_EIO, "no socket can be opened");
    bool is_seen =
        send(pair[1], "GET ", 4, MSG_NOSIGNAL) == 4 &&
        pcs_connections_add(table, pair[0], &peer) == PCS_CONNECTION_ADDED &&
        reads(table, pair[0]);
    pcs_connections_remove(table, pair[0]);
    close(pair[1]);
    atomic_store(&table->counts.accepted, 0);
    atomic_store(&table->counts.in, 0);
    if (is_seen)
        return PCS_OK;
    return pcs_error_set(err, PCS_EIO,
                         "libmicrohttpd reads past the checks of requests: it "
                         "must be linked as a shared library, or the program's "
                         "recv with it");
}
