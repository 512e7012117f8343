/* main.c - pcsearchd: answers searches over HTTP */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

#include "server/http/builtin.h"
#include "server/http/listener.h"

int main(int argc, char **argv)
{
    const char *address = argc > 1 ? argv[1] : "127.0.0.1:7700";
    pcs_listener_options options = PCS_LISTENER_OPTIONS_INIT;
    pcs_listener *listener = NULL;
    pcs_error err = PCS_ERROR_INIT;
    pcs_http_builtin builtin = {0};
    pcs_http_routes routes[] = {pcs_http_builtin_routes(&builtin)};
    sigset_t signals;
    int got = 0;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    pthread_sigmask(SIG_BLOCK, &signals, NULL);
    signal(SIGPIPE, SIG_IGN);
    options.addresses = &address;
    options.n_addresses = 1;
    if (pcs_listener_start(&listener, &options, routes, 1, &err) != PCS_OK) {
        fprintf(stderr, "pcsearchd: %s\n", err.message);
        return 2;
    }
    atomic_store(&builtin.metrics, pcs_listener_metrics(listener));
    fprintf(stderr, "pcsearchd: listens at %s\n",
            pcs_listener_address(listener, 0));
    sigwait(&signals, &got);
    return pcs_listener_stop(listener, 10000) ? 0 : 1;
}
