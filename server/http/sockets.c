/* sockets.c - sockets that listen */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "server/http/sockets.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "server/http/peer.h"

#define BACKLOG 1024
#define MODE_DEFAULT 0660

static pcs_status fail(const char *address, pcs_error *err)
{
    return pcs_error_set(err, errno == EADDRINUSE ? PCS_EBUSY : PCS_EIO,
                         "%s: %s", address, strerror(errno));
}

static pcs_status fail_address(const char *address, pcs_error *err)
{
    return pcs_error_set(err, PCS_EINVAL,
                         "%s: an address to listen at is HOST:PORT, [::1]:PORT "
                         "or unix:PATH[,mode=OCTAL]",
                         address);
}

/* "127.0.0.1:7700" and the like, into a sockaddr. */
static bool parse(struct sockaddr_storage *out, socklen_t *out_len,
                  const char *address)
{
    const char *colon = strrchr(address, ':');
    char host[64], *end = NULL;
    pcs_peer peer;
    if (colon == NULL || colon[1] < '0' || colon[1] > '9')
        return false;
    unsigned long port = strtoul(colon + 1, &end, 10);
    size_t len = (size_t)(colon - address);
    bool is_v6 = len > 2 && address[0] == '[' && colon[-1] == ']';
    if (*end != 0 || port > 65535 || len == 0 || len >= sizeof host)
        return false;
    snprintf(host, sizeof host, "%.*s", (int)(is_v6 ? len - 2 : len),
             address + (is_v6 ? 1 : 0));
    if (strcmp(host, "localhost") == 0)
        snprintf(host, sizeof host, "127.0.0.1");
    if (!pcs_peer_parse(&peer, host, strlen(host)) ||
        (strchr(host, ':') != NULL) != is_v6)
        return false;
    memset(out, 0, sizeof *out);
    struct sockaddr_in *v4 = (void *)out;
    struct sockaddr_in6 *v6 = (void *)out;
    if (is_v6) {
        v6->sin6_family = AF_INET6;
        v6->sin6_port = htons((uint16_t)port);
        v6->sin6_addr = peer.address;
    } else {
        v4->sin_family = AF_INET;
        v4->sin_port = htons((uint16_t)port);
        memcpy(&v4->sin_addr, peer.address.s6_addr + 12, 4);
    }
    *out_len = is_v6 ? sizeof *v6 : sizeof *v4;
    return true;
}

/* What a bound socket is called. */
static pcs_status name_socket(pcs_socket *s, pcs_error *err)
{
    struct sockaddr_storage storage;
    socklen_t len = sizeof storage;
    pcs_peer peer;
    char text[PCS_PEER_TEXT_MAX], all[sizeof(struct sockaddr_un) + 16];
    memset(&storage, 0, sizeof storage);
    if (getsockname(s->fd, (struct sockaddr *)&storage, &len) != 0)
        return fail("socket", err);
    pcs_peer_read(&peer, (struct sockaddr *)&storage, NULL, 0);
    pcs_peer_format(text, &peer);
    const struct sockaddr_un *local = (const void *)&storage;
    if (storage.ss_family == AF_UNIX)
        snprintf(all, sizeof all, "unix:%.107s", local->sun_path);
    else if (storage.ss_family == AF_INET6)
        snprintf(all, sizeof all, "[%s]:%u", text,
                 ntohs(((struct sockaddr_in6 *)&storage)->sin6_port));
    else
        snprintf(all, sizeof all, "%s:%u", text,
                 ntohs(((struct sockaddr_in *)&storage)->sin_port));
    s->address = strdup(all);
    return s->address != NULL ? PCS_OK : pcs_error_nomem(err);
}

static pcs_status open_inet(pcs_socket *s, const char *address, pcs_error *err)
{
    struct sockaddr_storage storage;
    socklen_t len = 0;
    int on = 1;
    if (!parse(&storage, &len, address))
        return fail_address(address, err);
    s->fd = socket(storage.ss_family,
                   SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (s->fd < 0)
        return fail(address, err);
    setsockopt(s->fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (storage.ss_family == AF_INET6)
        setsockopt(s->fd, IPPROTO_IPV6, IPV6_V6ONLY, &on, sizeof on);
    if (bind(s->fd, (struct sockaddr *)&storage, len) != 0 ||
        listen(s->fd, BACKLOG) != 0)
        return fail(address, err);
    return name_socket(s, err);
}

/* Whether somebody listens at the Unix socket. */
static bool is_served(const struct sockaddr_un *local)
{
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    bool is = fd >= 0 && (connect(fd, (const struct sockaddr *)local,
                                  sizeof *local) == 0 ||
                          errno == EAGAIN);
    if (fd >= 0)
        close(fd);
    return is;
}

/* Removes a socket that was left behind. */
static pcs_status clear_path(const struct sockaddr_un *local, pcs_error *err)
{
    struct stat st;
    if (lstat(local->sun_path, &st) != 0)
        return PCS_OK;
    if (!S_ISSOCK(st.st_mode))
        return pcs_error_set(err, PCS_EIO, "%s: it is there, and no socket",
                             local->sun_path);
    if (is_served(local))
        return pcs_error_set(err, PCS_EBUSY, "%s: somebody listens there",
                             local->sun_path);
    if (unlink(local->sun_path) != 0)
        return fail(local->sun_path, err);
    return PCS_OK;
}

/* PATH[,mode=OCTAL]. */
static bool parse_path(struct sockaddr_un *out, mode_t *mode, const char *text)
{
    const char *comma = strstr(text, ",mode=");
    size_t len = comma != NULL ? (size_t)(comma - text) : strlen(text);
    char *end = NULL;
    memset(out, 0, sizeof *out);
    out->sun_family = AF_UNIX;
    *mode = MODE_DEFAULT;
    if (len == 0 || len >= sizeof out->sun_path)
        return false;
    memcpy(out->sun_path, text, len);
    if (comma == NULL)
        return true;
    if (comma[6] < '0' || comma[6] > '7')
        return false;
    *mode = (mode_t)strtoul(comma + 6, &end, 8);
    return *end == 0 && *mode <= 0777;
}

static pcs_status open_unix(pcs_socket *s, const char *address, pcs_error *err)
{
    struct sockaddr_un local;
    struct stat st;
    mode_t mode = 0;
    if (!parse_path(&local, &mode, address + 5))
        return fail_address(address, err);
    pcs_status status = clear_path(&local, err);
    if (status != PCS_OK)
        return status;
    s->fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (s->fd < 0)
        return fail(address, err);
    /* Before the socket listens nobody can connect, whatever its mode. */
    if (bind(s->fd, (struct sockaddr *)&local, sizeof local) != 0)
        return fail(address, err);
    s->path = strdup(local.sun_path);
    if (s->path == NULL)
        return pcs_error_nomem(err);
    if (lstat(s->path, &st) != 0 || chmod(s->path, mode) != 0 ||
        listen(s->fd, BACKLOG) != 0)
        return fail(address, err);
    s->device = st.st_dev;
    s->inode = st.st_ino;
    return name_socket(s, err);
}

pcs_status pcs_socket_open(pcs_socket *out, const char *address, pcs_error *err)
{
    memset(out, 0, sizeof *out);
    out->fd = -1;
    pcs_status status = strncmp(address, "unix:", 5) == 0
                            ? open_unix(out, address, err)
                            : open_inet(out, address, err);
    if (status != PCS_OK)
        pcs_socket_close(out);
    return status;
}

pcs_status pcs_socket_adopt(pcs_socket *out, int fd, pcs_error *err)
{
    int listens = 0;
    socklen_t len = sizeof listens;
    memset(out, 0, sizeof *out);
    out->fd = -1;
    if (getsockopt(fd, SOL_SOCKET, SO_ACCEPTCONN, &listens, &len) != 0 ||
        !listens)
        return pcs_error_set(err, PCS_EINVAL,
                             "descriptor %d, which was handed over, is no "
                             "socket that listens",
                             fd);
    int flags = fcntl(fd, F_GETFL);
    if (flags < 0 || fcntl(fd, F_SETFL, flags | O_NONBLOCK) != 0 ||
        fcntl(fd, F_SETFD, FD_CLOEXEC) != 0)
        return fail("socket", err);
    out->fd = fd;
    return name_socket(out, err);
}

bool pcs_socket_is_local(const pcs_socket *s)
{
    struct sockaddr_storage storage;
    socklen_t len = sizeof storage;
    pcs_peer peer;
    memset(&storage, 0, sizeof storage);
    if (getsockname(s->fd, (struct sockaddr *)&storage, &len) != 0)
        return false;
    pcs_peer_read(&peer, (struct sockaddr *)&storage, NULL, 0);
    return peer.is_local;
}

void pcs_socket_close(pcs_socket *s)
{
    struct stat st;
    if (s->path != NULL && s->inode != 0 && lstat(s->path, &st) == 0 &&
        st.st_dev == s->device && st.st_ino == s->inode)
        unlink(s->path);
    if (s->fd >= 0)
        close(s->fd);
    free(s->address);
    free(s->path);
    memset(s, 0, sizeof *s);
    s->fd = -1;
}
