/* reply.c - the response that an exchange holds, sent */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>
#include <strings.h>

#include "server/http/gzip.h"
#include "server/http/negotiate.h"
#include "server/http/request.h"

/* What is shorter does not get shorter by being compressed. */
#define GZIP_MIN 1024

/* Of everything but pages, which set their own: nothing may be loaded. */
static const char policy[] =
    "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; "
    "form-action 'none'";

static void put(struct MHD_Response *response, const char *name,
                const char *value)
{
    /* A value that libmicrohttpd does not take, one with a line feed, is left
     * out. */
    if (value != NULL)
        (void)MHD_add_response_header(response, name, value);
}

static const char *given(const pcs_http_request *r, const char *name)
{
    return MHD_lookup_connection_value(r->mhd, MHD_HEADER_KIND, name);
}

/* The value of Access-Control-Allow-Origin; NULL where it gets none. */
static const char *allowed_origin(const pcs_http_request *r, bool *varies)
{
    const pcs_listener_options *o = &r->service->options;
    const char *origin = given(r, "Origin");
    *varies = false;
    for (size_t i = 0; i < o->n_cors_origins; i++)
        if (strcmp(o->cors_origins[i], "*") == 0)
            return "*";
    *varies = o->n_cors_origins > 0;
    for (size_t i = 0; origin != NULL && i < o->n_cors_origins; i++)
        if (strcasecmp(o->cors_origins[i], origin) == 0)
            return origin;
    return NULL;
}

static void put_cors(struct MHD_Response *response, const pcs_http_request *r,
                     const char *origin)
{
    if (origin == NULL)
        return;
    put(response, "Access-Control-Allow-Origin", origin);
    if (!r->is_preflight) {
        put(response, "Access-Control-Expose-Headers", "ETag, X-Request-Id");
        return;
    }
    put(response, "Access-Control-Allow-Methods", r->allow);
    put(response, "Access-Control-Allow-Headers",
        "Authorization, Content-Type, X-Meilisearch-Client, X-Request-Id");
    put(response, "Access-Control-Max-Age", "86400");
}

static bool has_header(const pcs_exchange *x, const char *name)
{
    for (const pcs_http_header *h = x->headers; h != NULL; h = h->next)
        if (strcasecmp(h->name, name) == 0)
            return true;
    return false;
}

static void put_security(struct MHD_Response *response, const pcs_exchange *x)
{
    static const char *const all[][2] = {
        {"X-Content-Type-Options", "nosniff"},
        {"Referrer-Policy", "no-referrer"},
        {"Content-Security-Policy", policy},
        {"Cross-Origin-Resource-Policy", "cross-origin"},
        {"X-Frame-Options", "DENY"},
    };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (!has_header(x, all[i][0]))
            put(response, all[i][0], all[i][1]);
    for (const pcs_http_header *h = x->headers; h != NULL; h = h->next)
        put(response, h->name, h->value);
}

static void put_etag(struct MHD_Response *response, pcs_exchange *x)
{
    char etag[160];
    size_t len = strlen(x->etag);
    if (len + 5 > sizeof etag)
        return;
    /* Weak: the same bytes may come compressed. */
    memcpy(etag, "W/\"", 3);
    memcpy(etag + 3, x->etag, len);
    memcpy(etag + 3 + len, "\"", 2);
    put(response, "ETag", etag);
}

static void put_headers(struct MHD_Response *response, pcs_http_request *r,
                        bool is_gzip, bool may_gzip)
{
    pcs_exchange *x = &r->x;
    bool varies = false;
    const char *origin = allowed_origin(r, &varies);
    if (x->status != 204 && x->status != 304)
        put(response, "Content-Type",
            x->content_type != NULL ? x->content_type
                                    : "application/octet-stream");
    if (is_gzip)
        put(response, "Content-Encoding", "gzip");
    if (may_gzip || varies)
        put(response, "Vary",
            !varies     ? "Accept-Encoding"
            : !may_gzip ? "Origin"
                        : "Accept-Encoding, Origin");
    if (x->etag != NULL)
        put_etag(response, x);
    put(response, "Cache-Control",
        x->cache_control != NULL ? x->cache_control
        : x->etag != NULL        ? "no-cache"
                                 : "no-store");
    put(response, "Content-Language", x->language);
    put(response, "Location", x->location);
    put(response, "Allow", r->allow);
    if (x->status == 401)
        put(response, "WWW-Authenticate", "Bearer");
    if (x->status == 503)
        put(response, "Retry-After", "1");
    put(response, "X-Request-Id", r->id);
    put(response, "Server", "pcsearchd");
    put_security(response, x);
    put_cors(response, r, origin);
    if (r->must_close || atomic_load(&r->service->is_stopping))
        put(response, "Connection", "close");
}

static struct MHD_Response *make_response(pcs_http_request *r, bool has_body)
{
    pcs_buffer *body = &r->x.reply;
    struct MHD_Response *response;
    if (!has_body || body->len == 0)
        return MHD_create_response_from_buffer(0, (void *)"",
                                               MHD_RESPMEM_PERSISTENT);
    response = MHD_create_response_from_buffer(body->len, body->data,
                                               MHD_RESPMEM_MUST_FREE);
    if (response != NULL)
        memset(body, 0, sizeof *body);
    return response;
}

void pcs_http_make_response(pcs_http_request *r)
{
    pcs_exchange *x = &r->x;
    r->is_answered = true;
    bool is_read = x->status == 200 && x->etag != NULL;
    if (is_read && pcs_http_etag_matches(given(r, "If-None-Match"), x->etag))
        x->status = 304;
    bool has_body = x->status != 304 && x->status != 204;
    bool may_gzip = has_body && x->reply.len >= GZIP_MIN &&
                    !has_header(x, "Content-Encoding");
    bool is_gzip = may_gzip &&
                   pcs_http_accepts_gzip(given(r, "Accept-Encoding")) &&
                   pcs_http_gzip(&x->reply);
    r->sent = has_body && !r->is_head ? x->reply.len : 0;
    r->response = make_response(r, has_body);
    if (r->response != NULL)
        put_headers(r->response, r, is_gzip,
                    may_gzip || (x->status == 304 && x->etag != NULL));
}

enum MHD_Result pcs_http_send(pcs_http_request *r)
{
    struct MHD_Response *response = r->response;
    r->response = NULL;
    if (response == NULL)
        return MHD_NO;
    enum MHD_Result result = MHD_queue_response(r->mhd, r->x.status, response);
    MHD_destroy_response(response);
    return result;
}

enum MHD_Result pcs_http_reply(pcs_http_request *r)
{
    pcs_http_make_response(r);
    return pcs_http_send(r);
}
