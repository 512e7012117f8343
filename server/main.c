/* main.c - pcsearchd: answers searches over HTTP */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "cli/terminal.h"
#include "server/api/api.h"
#include "server/http/builtin.h"
#include "server/http/listener.h"
#include "server/settings.h"
#include "server/systemd.h"

/* Everything that runs. */
typedef struct pcs_server {
    pcs_settings settings;
    pcs_listener *listener;
    pcs_tokens *tokens;
    pcs_access_log *access_log;
    pcs_http_builtin builtin;
    char *default_index; /* where none was named */
    pcs_service *service;
    pcs_api api;
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

static void log_line(void *context, const char *line)
{
    const pcs_server *s = context;
    if (!s->settings.is_quiet)
        fprintf(stderr, "pcsearchd: %s\n", line);
}

static pcs_status open_service(pcs_server *s, pcs_error *err)
{
    const char *index = s->settings.index;
    if (index == NULL)
        index = s->default_index = pcs_index_default();
    if (index == NULL)
        return pcs_error_nomem(err);
    pcs_service_options options = {
        .index = index,
        .searchers = pcs_listener_threads(&s->settings.listener),
        .page_base = s->settings.base_url,
        .log = log_line,
        .log_context = s};
    pcs_status status = pcs_service_open(&s->service, &options, err);
    s->api.service = s->service;
    s->builtin.is_ready = pcs_service_is_ready;
    s->builtin.context = s->service;
    return status;
}

static pcs_status start(pcs_server *s, pcs_error *err)
{
    static const char *const fallback[] = {"127.0.0.1:7700"};
    pcs_http_routes routes[] = {pcs_http_builtin_routes(&s->builtin),
                                pcs_api_routes(&s->api)};
    pcs_listener_options *o = &s->settings.listener;
    pcs_status status = open_files(s, err);
    if (status == PCS_OK)
        status = open_service(s, err);
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
    status = pcs_listener_start(&s->listener, o, routes,
                                sizeof routes / sizeof *routes, err);
    if (status == PCS_OK)
        atomic_store(&s->builtin.metrics, pcs_listener_metrics(s->listener));
    if (status == PCS_OK)
        status = pcs_metrics_add(pcs_listener_metrics(s->listener),
                                 pcs_service_metrics, s->service, err);
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

/* From now on, a signal ends the program at once. */
static void let_signals_end(pcs_server *s)
{
    sigdelset(&s->signals, SIGHUP);
    pthread_sigmask(SIG_UNBLOCK, &s->signals, NULL);
}

static int run(pcs_server *s)
{
    pcs_error err = PCS_ERROR_INIT;
    if (start(s, &err) != PCS_OK)
        return pcs_server_complain(err.message);
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

int main(int argc, char **argv)
{
    static pcs_server server;
    pcs_error err = PCS_ERROR_INIT;
    pcs_cli_init();
    block_signals(&server);
    int status = pcs_settings_read(&server.settings, argc, argv);
    if (status == 0 && !server.settings.is_done)
        status = run(&server);
    pcs_service_close(server.service);
    free(server.default_index);
    pcs_tokens_free(server.tokens);
    pcs_access_log_close(server.access_log);
    pcs_settings_dispose(&server.settings);
    if (pcs_cli_flush(stdout, &err) == PCS_OUTPUT_ERROR && status != 2)
        return pcs_server_complain(err.message);
    return status;
}
