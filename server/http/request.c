/* request.c - a request on its way through the transport */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "server/http/request.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/clock.h"
#include "server/http/negotiate.h"
#include "server/http/problem.h"
#include "server/http/uri.h"

static const char *header(const pcs_http_request *r, const char *name)
{
    return MHD_lookup_connection_value(r->mhd, MHD_HEADER_KIND, name);
}

const char *pcs_exchange_header(const pcs_exchange *x, const char *name)
{
    const pcs_http_request *r = x->transport;
    return r != NULL ? header(r, name) : NULL;
}

static const pcs_http_param *find(const pcs_http_param *all, size_t n,
                                  const char *name)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(all[i].name, name) == 0)
            return &all[i];
    return NULL;
}

const pcs_http_param *pcs_exchange_param(const pcs_exchange *x,
                                         const char *name)
{
    return find(x->params, x->n_params, name);
}

const pcs_http_param *pcs_exchange_variable(const pcs_exchange *x,
                                            const char *name)
{
    return find(x->variables, x->n_variables, name);
}

void pcs_exchange_set_header(pcs_exchange *x, const char *name,
                             const char *value)
{
    for (pcs_http_header *h = x->headers; h != NULL; h = h->next)
        if (strcasecmp(h->name, name) == 0) {
            h->value = value;
            return;
        }
    pcs_http_header *h = pcs_arena_alloc(&x->arena, sizeof *h);
    if (h == NULL) {
        x->reply.failed = true;
        return;
    }
    *h = (pcs_http_header){name, value, x->headers};
    x->headers = h;
}

static void free_request(pcs_http_request *r)
{
    if (r->response != NULL)
        MHD_destroy_response(r->response);
    pcs_arena_dispose(&r->x.arena);
    pcs_buffer_dispose(&r->x.reply);
    pcs_buffer_dispose(&r->body);
    free(r);
}

void *pcs_http_on_line(void *context, const char *uri,
                       struct MHD_Connection *mhd)
{
    pcs_http_service *service = context;
    pcs_http_request *r = calloc(1, sizeof *r);
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(mhd, MHD_CONNECTION_INFO_CONNECTION_FD);
    if (r == NULL || info == NULL) {
        free(r);
        return NULL;
    }
    r->service = service;
    r->mhd = mhd;
    r->start = pcs_clock_ms();
    r->connection =
        pcs_connections_find(&service->connections, info->connect_fd);
    r->x.transport = r;
    r->x.status = 200;
    r->x.path = "";
    r->target_len = strlen(uri);
    /* libmicrohttpd decodes it in place. */
    r->target = pcs_arena_copy(&r->x.arena, uri, r->target_len);
    if (r->connection != NULL)
        r->connection->request = r;
    return r;
}

enum MHD_Result pcs_http_fail(pcs_http_request *r, unsigned status,
                              const char *code, const char *detail)
{
    pcs_http_problem(&r->x, r->found.dialect, status, code, detail);
    return pcs_http_reply(r);
}

/* Of this request, the guard's opinion: true where it has refused it. */
static bool is_refused(const pcs_http_request *r)
{
    const pcs_connection *c = r->connection;
    return c->guard.status != 0 && c->guard.heads == c->handled + 1;
}

static void name_request(pcs_http_request *r)
{
    pcs_http_service *s = (pcs_http_service *)r->service;
    const char *given = header(r, "X-Request-Id");
    if (given != NULL && pcs_http_request_id_is_sane(given)) {
        snprintf(r->id, sizeof r->id, "%s", given);
        return;
    }
    uint64_t n = atomic_fetch_add(&s->next_id, 1);
    snprintf(r->id, sizeof r->id, "%016llx-%llx", (unsigned long long)s->seed,
             (unsigned long long)n);
}

static void look_at_peer(pcs_http_request *r)
{
    const char *forwarded = header(r, "X-Forwarded-For");
    r->peer = r->connection->peer;
    r->x.is_local = r->peer.is_local;
    if (!r->peer.is_proxy || forwarded == NULL)
        return;
    pcs_peer hop;
    if (pcs_peer_forwarded(&hop, forwarded)) {
        r->peer = hop;
        r->x.is_local = false;
    }
}

/* Over loopback, a page of the web can have a name that leads here (DNS
 * rebinding): names that are not ours are refused. */
static bool host_is_wrong(const pcs_http_request *r)
{
    const pcs_listener_options *o = &r->service->options;
    const char *host = header(r, "Host");
    const pcs_peer *peer = &r->connection->peer;
    if (!peer->is_local || peer->is_unix || host == NULL)
        return false;
    return !pcs_http_host_is_allowed(host, o->hosts, o->n_hosts);
}

static enum MHD_Result fail_token(pcs_http_request *r, bool is_missing)
{
    if (is_missing)
        return pcs_http_fail(r, 401, "token-missing",
                             "send a token: Authorization: Bearer TOKEN");
    return pcs_http_fail(r, r->found.dialect == PCS_HTTP_MEILI ? 403 : 401,
                         "token-unknown",
                         "the token is not one of those that may ask");
}

/* Checks that come before the body is read. MHD_YES with nothing answered
 * where all is well. */
static enum MHD_Result check_method(pcs_http_request *r, const char *method)
{
    static const char *const known[] = {"GET",   "HEAD",    "POST",
                                        "PUT",   "PATCH",   "DELETE",
                                        "TRACE", "CONNECT", "OPTIONS"};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strcmp(known[i], method) == 0)
            return MHD_YES;
    return pcs_http_fail(r, 501, "method-unknown",
                         "there is no such method here");
}

static enum MHD_Result check_route(pcs_http_request *r)
{
    pcs_http_service *s = (pcs_http_service *)r->service;
    if (r->found.status == 404)
        return pcs_http_fail(r, 404, "no-such-route",
                             "there is nothing at this path");
    if (r->found.status == 405) {
        r->allow = r->found.allowed;
        return pcs_http_fail(r, 405, "method-not-allowed",
                             "another method is answered here: see Allow");
    }
    if (r->found.status != 200)
        return pcs_http_fail(r, 503, "out-of-memory",
                             "memory is short; ask again");
    if (r->found.route->access == PCS_HTTP_OPEN || s->options.tokens == NULL)
        return MHD_YES;
    size_t len = 0;
    const char *given = header(r, "Authorization");
    const char *token = given != NULL ? pcs_tokens_bearer(given, &len) : NULL;
    if (token == NULL)
        return fail_token(r, true);
    if (!pcs_tokens_check(s->options.tokens, token, len))
        return fail_token(r, false);
    return MHD_YES;
}

/* OPTIONS: what may be asked there, and from which origins. */
static enum MHD_Result answer_options(pcs_http_request *r)
{
    const pcs_http_service *s = r->service;
    r->is_preflight = true;
    r->x.method = "OPTIONS";
    r->found = pcs_http_find(s->routes, s->n_routes, &r->x);
    if (r->found.status == 404)
        return check_route(r);
    r->allow = r->found.allowed;
    r->found.route = NULL;
    r->x.status = 204;
    return pcs_http_reply(r);
}

static enum MHD_Result check(pcs_http_request *r, const char *method)
{
    const pcs_http_service *s = r->service;
    pcs_error err = PCS_ERROR_INIT;
    const pcs_guard *g = &r->connection->guard;
    bool is_decoded =
        pcs_uri_decode(&r->x, r->target, r->target_len, &err) == PCS_OK;
    r->is_head = strcmp(method, "HEAD") == 0;
    r->x.method = strcmp(method, "POST") == 0                ? "POST"
                  : r->is_head || strcmp(method, "GET") == 0 ? "GET"
                                                             : "";
    const char *languages = header(r, "Accept-Language");
    r->x.accept_language = languages != NULL ? languages : "";
    if (is_decoded)
        r->found = pcs_http_find(s->routes, s->n_routes, &r->x);
    if (is_refused(r)) {
        r->must_close = true;
        return pcs_http_fail(r, g->status, g->code, g->reason);
    }
    if (g->wholes < r->connection->handled + 1) {
        r->must_close = true;
        return pcs_http_fail(r, 500, "internal", "the request was not checked");
    }
    if (!is_decoded)
        return pcs_http_fail(r, 400, "bad-address", err.message);
    if (host_is_wrong(r))
        return pcs_http_fail(r, 421, "host-unknown",
                             "this server is not called by that name");
    const char *expect = header(r, "Expect");
    if (expect != NULL && strcasecmp(expect, "100-continue") != 0)
        return pcs_http_fail(r, 417, "expectation-failed",
                             "nothing but 100-continue can be expected");
    if (check_method(r, method) != MHD_YES || r->is_answered)
        return MHD_YES;
    if (strcmp(method, "OPTIONS") == 0)
        return answer_options(r);
    return check_route(r);
}

static bool has_body(const pcs_http_request *r)
{
    const char *length = header(r, "Content-Length");
    return length != NULL && strspn(length, "0") != strlen(length);
}

static void begin(pcs_http_request *r)
{
    r->is_counted = true;
    pcs_metrics_begin(r->service->metrics);
    name_request(r);
    look_at_peer(r);
}

enum MHD_Result pcs_http_on_request(void *context, struct MHD_Connection *mhd,
                                    const char *url, const char *method,
                                    const char *version, const char *data,
                                    size_t *data_len, void **request)
{
    pcs_http_request *r = *request;
    pcs_http_service *s = context;
    (void)mhd;
    (void)url;
    (void)version;
    if (r == NULL || r->connection == NULL || r->target == NULL)
        return MHD_NO;
    if (*data_len > 0) {
        if (!r->is_answered && r->body.len + *data_len <= s->options.max_body)
            pcs_buffer_append(&r->body, data, *data_len);
        *data_len = 0;
        return MHD_YES;
    }
    if (r->response != NULL)
        return pcs_http_send(r);
    if (r->is_answered)
        return r->is_in_lane ? MHD_NO : MHD_YES; /* no memory for it */
    bool is_first = !r->is_counted;
    if (is_first)
        begin(r);
    if (is_first && !has_body(r) && !is_refused(r))
        return MHD_YES; /* what is answered at once, closes the connection */
    if (!r->is_checked) {
        r->is_checked = true;
        enum MHD_Result result = check(r, method);
        if (result != MHD_YES || r->is_answered || is_first)
            return result;
    }
    return pcs_http_run(r);
}

static void write_log(const pcs_http_request *r, double ms)
{
    const pcs_listener_options *o = &r->service->options;
    char address[PCS_PEER_TEXT_MAX];
    if (o->access_log == NULL)
        return;
    pcs_peer_format(address, &r->peer);
    pcs_access_entry entry = {
        .method = r->is_head       ? "HEAD"
                  : r->x.method[0] ? r->x.method
                                   : "other",
        .route = r->found.route != NULL ? r->found.route->name : "none",
        .status = r->x.status,
        .bytes = r->sent,
        .ms = ms,
        .address = address,
        .request_id = r->id,
        .note = r->x.log_note,
    };
    if (o->generation != NULL)
        entry.generation = o->generation(o->generation_context);
    if (pcs_access_log_has_queries(o->access_log)) {
        const char *query = memchr(r->target, '?', r->target_len);
        entry.path = r->x.path;
        entry.query = query != NULL ? query + 1 : NULL;
        entry.body = r->body.len > 0 ? r->body.data : NULL;
        entry.body_len = r->body.len;
    }
    pcs_access_log_write(o->access_log, &entry);
}

static void end(pcs_http_request *r)
{
    double ms = pcs_clock_ms() - r->start;
    if (r->is_counted) {
        /* One whose client went away before it was answered. */
        if (!r->is_answered)
            r->x.status = 499;
        pcs_metrics_end(r->service->metrics, r->found.route, r->x.status, ms,
                        r->sent);
        write_log(r, ms);
    }
    free_request(r);
}

void pcs_http_on_completed(void *context, struct MHD_Connection *mhd,
                           void **request, enum MHD_RequestTerminationCode code)
{
    pcs_http_request *r = *request;
    (void)context;
    (void)mhd;
    (void)code;
    if (r == NULL)
        return;
    *request = NULL;
    if (r->connection != NULL) {
        r->connection->request = NULL;
        pcs_connection_completed(r->connection);
    }
    end(r);
}

void pcs_http_on_connection(void *context, struct MHD_Connection *mhd,
                            void **socket_context,
                            enum MHD_ConnectionNotificationCode code)
{
    pcs_http_service *s = context;
    (void)socket_context;
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(mhd, MHD_CONNECTION_INFO_CONNECTION_FD);
    if (code != MHD_CONNECTION_NOTIFY_CLOSED || info == NULL)
        return;
    pcs_connection *c = pcs_connections_find(&s->connections, info->connect_fd);
    /* A request of which only the first line came. */
    if (c != NULL && c->request != NULL)
        free_request(c->request);
    if (c != NULL)
        c->request = NULL;
    pcs_connections_remove(&s->connections, info->connect_fd);
}
