/* daemon.c - the life of pcsearchd: options, start, signals, stop */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "server/daemon.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "cli/samesignal.h"
#include "cli/terminal.h"
#include "server/http/builtin.h"
#include "server/http/listener.h"
#include "server/systemd.h"

/* Everything that runs. */
typedef struct pcs_server {
    const pcs_daemon_service *service;
    bool is_open; /* the service */
    pcs_settings settings;
    pcs_listener *listener;
    pcs_tokens *tokens;
    pcs_access_log *access_log;
    pcs_http_builtin builtin;
    sigset_t signals;
    int sockets[PCS_HTTP_LISTEN_MAX];
} pcs_server;

/* Signals are taken one by one by the main thread; others are never
 * interrupted. */
static void block_signals(pcs_server *s)
{
    sigemptyset(&s->signals);
    sigaddset(&s->signals, SIGTERM);
    sigaddset(&s->signals, SIGINT);
    sigaddset(&s->signals, SIGHUP);
    pthread_sigmask(SIG_BLOCK, &s->signals, NULL);
    signal(SIGPIPE, SIG_IGN);
}

static pcs_status open_files(pcs_server *s, pcs_error *err)
{
    const pcs_settings *set = &s->settings;
    pcs_status status = PCS_OK;
    if (set->token_file != NULL)
        status = pcs_tokens_open(&s->tokens, set->token_file, err);
    if (status == PCS_OK && set->access_log != NULL)
        status = pcs_access_log_open(&s->access_log, set->access_log,
                                     set->logs_queries, err);
    return status;
}

/* Its routes stand behind those that need nothing. */
static pcs_status open_service(pcs_server *s, pcs_http_routes *routes,
                               size_t *n, pcs_error *err)
{
    const pcs_daemon_service *service = s->service;
    s->builtin.is_ready = service->is_ready;
    s->builtin.context = service->context;
    s->settings.listener.generation = service->generation;
    s->settings.listener.generation_context = service->context;
    routes[0] = pcs_http_builtin_routes(&s->builtin);
    *n = 0;
    if (service->open == NULL) {
        *n = 1;
        return PCS_OK;
    }
    s->is_open = true;
    pcs_status status =
        service->open(service->context, &s->settings, routes + 1,
                      PCS_DAEMON_ROUTES_MAX, n, err);
    ++*n;
    return status;
}

static pcs_status start(pcs_server *s, pcs_error *err)
{
    static const char *const fallback[] = {"127.0.0.1:7700"};
    pcs_http_routes routes[PCS_DAEMON_ROUTES_MAX + 1];
    pcs_listener_options *o = &s->settings.listener;
    size_t n = 0;
    pcs_status status = open_files(s, err);
    if (status == PCS_OK)
        status = open_service(s, routes, &n, err);
    if (status != PCS_OK)
        return status;
    o->n_sockets = pcs_systemd_sockets(s->sockets, PCS_HTTP_LISTEN_MAX);
    o->sockets = s->sockets;
    if (o->n_addresses == 0 && o->n_sockets == 0) {
        o->addresses = fallback;
        o->n_addresses = 1;
    }
    o->tokens = s->tokens;
    o->access_log = s->access_log;
    status = pcs_listener_start(&s->listener, o, routes, n, err);
    if (status != PCS_OK)
        return status;
    pcs_metrics *metrics = pcs_listener_metrics(s->listener);
    atomic_store(&s->builtin.metrics, metrics);
    if (s->service->started != NULL)
        status = s->service->started(s->service->context, metrics, err);
    return status;
}

static void say_listening(const pcs_server *s)
{
    const char *address;
    for (size_t i = 0; (address = pcs_listener_address(s->listener, i)) != NULL;
         i++)
        if (!s->settings.is_quiet)
            fprintf(stderr, "pcsearchd: listens at %s\n", address);
}

/* SIGHUP. What cannot be read stays what it was. */
static void reload(pcs_server *s)
{
    pcs_error err = PCS_ERROR_INIT;
    if (s->access_log != NULL &&
        pcs_access_log_reopen(s->access_log, &err) != PCS_OK)
        pcs_server_complain(err.message);
    if (s->tokens != NULL && pcs_tokens_reload(s->tokens, &err) != PCS_OK)
        pcs_server_complain(err.message);
}

/* Until SIGTERM or SIGINT. */
static void wait_for_stop(pcs_server *s)
{
    unsigned ms = pcs_systemd_watchdog();
    struct timespec wait = {.tv_sec = ms / 1000,
                            .tv_nsec = (long)(ms % 1000) * 1000000};
    for (;;) {
        int got = ms > 0 ? sigtimedwait(&s->signals, NULL, &wait)
                         : sigwaitinfo(&s->signals, NULL);
        if (got == SIGHUP)
            reload(s);
        else if (got == SIGTERM || got == SIGINT)
            return;
        else if (got < 0 && errno == EAGAIN)
            pcs_systemd_notify("WATCHDOG=1");
    }
}

/* When the stop began, on the monotonic clock. */
static struct timespec stop_began;

static void on_another_stop(int number)
{
    if (pcs_same_signal(&stop_began))
        return;
    signal(number, SIG_DFL);
    raise(number);
}

/* From now on, a signal that is another one ends the program at once. */
static void let_signals_end(pcs_server *s)
{
    struct sigaction action = {.sa_handler = on_another_stop,
                               .sa_flags = SA_RESTART};
    sigemptyset(&action.sa_mask);
    clock_gettime(CLOCK_MONOTONIC, &stop_began);
    sigaction(SIGTERM, &action, NULL);
    sigaction(SIGINT, &action, NULL);
    sigdelset(&s->signals, SIGHUP);
    pthread_sigmask(SIG_UNBLOCK, &s->signals, NULL);
}

static int run(pcs_server *s)
{
    pcs_error err = PCS_ERROR_INIT;
    if (start(s, &err) != PCS_OK) {
        pcs_listener_stop(s->listener, 0);
        return pcs_server_complain(err.message);
    }
    say_listening(s);
    pcs_systemd_notify("READY=1");
    wait_for_stop(s);
    pcs_systemd_notify("STOPPING=1");
    let_signals_end(s);
    if (pcs_listener_stop(s->listener, s->settings.stop_ms))
        return 0;
    pcs_server_complain("some requests had not ended in time");
    return 1;
}

static void dispose(pcs_server *s)
{
    if (s->is_open && s->service->close != NULL)
        s->service->close(s->service->context);
    pcs_tokens_free(s->tokens);
    pcs_access_log_close(s->access_log);
    pcs_settings_dispose(&s->settings);
}

int pcs_daemon_main(const pcs_daemon_service *service, int argc, char **argv)
{
    static pcs_server server;
    pcs_error err = PCS_ERROR_INIT;
    server.service = service;
    pcs_cli_init();
    block_signals(&server);
    int status = pcs_settings_read(&server.settings, argc, argv);
    if (status == 0 && !server.settings.is_done)
        status = run(&server);
    dispose(&server);
    if (pcs_cli_flush(stdout, &err) == PCS_OUTPUT_ERROR && status != 2)
        return pcs_server_complain(err.message);
    return status;
}
