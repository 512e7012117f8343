/* systemd.c - what is agreed with the manager of services */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "server/systemd.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#define FIRST_SOCKET 3

void pcs_systemd_notify(const char *state)
{
    const char *path = getenv("NOTIFY_SOCKET");
    struct sockaddr_un to = {.sun_family = AF_UNIX};
    size_t len = path != NULL ? strlen(path) : 0;
    if (len < 2 || len >= sizeof to.sun_path ||
        (path[0] != '/' && path[0] != '@'))
        return;
    memcpy(to.sun_path, path, len);
    if (path[0] == '@')
        to.sun_path[0] = 0;
    int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (fd < 0)
        return;
    (void)!sendto(fd, state, strlen(state), MSG_NOSIGNAL,
                  (const struct sockaddr *)&to,
                  (socklen_t)(offsetof(struct sockaddr_un, sun_path) + len));
    close(fd);
}

/* The number that a variable holds; 0 where it is none. */
static unsigned long long number(const char *name)
{
    const char *text = getenv(name);
    char *end = NULL;
    if (text == NULL || *text < '0' || *text > '9')
        return 0;
    unsigned long long value = strtoull(text, &end, 10);
    return *end == 0 ? value : 0;
}

size_t pcs_systemd_sockets(int *out, size_t max)
{
    size_t n = 0;
    if (number("LISTEN_PID") == (unsigned long long)getpid())
        n = (size_t)number("LISTEN_FDS");
    if (n > max)
        n = max;
    for (size_t i = 0; i < n; i++)
        out[i] = FIRST_SOCKET + (int)i;
    unsetenv("LISTEN_PID");
    unsetenv("LISTEN_FDS");
    unsetenv("LISTEN_FDNAMES");
    return n;
}

unsigned pcs_systemd_watchdog(void)
{
    unsigned long long pid = number("WATCHDOG_PID");
    unsigned long long us = number("WATCHDOG_USEC");
    if (us == 0 || (pid != 0 && pid != (unsigned long long)getpid()))
        return 0;
    us /= 2000;
    return us > 3600000 ? 3600000 : us < 1 ? 1 : (unsigned)us;
}
