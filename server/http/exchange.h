/* exchange.h - one request, and the response that a handler gives it */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SERVER_HTTP_EXCHANGE_H
#define PCS_SERVER_HTTP_EXCHANGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buffer.h"

/** A parameter of the address, or a variable of a route. Decoded and mended:
 * UTF-8 without NUL, NUL-terminated. */
typedef struct pcs_http_param {
    const char *name, *value;
    size_t len; /* of the value, bytes */
} pcs_http_param;

/** A header of the response that the exchange has no member for, such as a
 * page's Content-Security-Policy, which stands instead of the transport's. */
typedef struct pcs_http_header {
    const char *name, *value;
    struct pcs_http_header *next;
} pcs_http_header;

/**
 * A request that passed all checks of the transport, and its response. One
 * thread has it, for the time of the handler's call; everything that the
 * request points to lives as long.
 */
typedef struct pcs_exchange {
    const char *method;           /* "GET" or "POST"; HEAD comes as GET */
    const char *path;             /* decoded, begins with "/" */
    const pcs_http_param *params; /* in the order of the address */
    size_t n_params;
    const pcs_http_param *variables; /* of the route's {names} */
    size_t n_variables;
    const char *body; /* of a POST: bytes, any, with a NUL behind them */
    size_t body_len;
    const char *accept_language; /* the header's value; "" where it is not
                                    there */
    bool is_local;               /* asked over a Unix socket or loopback */

    /* The response. It is 200 with an empty body until the handler says
     * otherwise. */
    unsigned status;
    const char *content_type; /* a literal, or in the arena */
    pcs_buffer reply;         /* the body: append to it */
    const char *etag;         /* without quotes; NULL for none. Where the client
                                 has it, 304 goes out without the body */
    const char *cache_control; /* NULL: "no-store"; with an etag "no-cache" */
    const char *language;      /* Content-Language; NULL for none */
    const char *location;      /* of a redirect; NULL for none */
    const char *log_note;     /* for the access log: a few words, no text of the
                                 query; NULL for none */
    pcs_arena arena;          /* for whatever lives until the response is out */
    void *transport;          /* the transport's own */
    pcs_http_header *headers; /* see pcs_exchange_set_header */
} pcs_exchange;

/** The first parameter of that name; NULL where there is none. */
const pcs_http_param *pcs_exchange_param(const pcs_exchange *exchange,
                                         const char *name);

/** The variable of that name of the route; never NULL for one it has. */
const pcs_http_param *pcs_exchange_variable(const pcs_exchange *exchange,
                                            const char *name);

/** The value of a header of the request, as sent; NULL where it is not there.
 */
const char *pcs_exchange_header(const pcs_exchange *exchange, const char *name);

/**
 * Gives the response a header; one of that name goes. name and value are
 * literals, or in the arena. Where memory is short, the answer becomes 503.
 */
void pcs_exchange_set_header(pcs_exchange *exchange, const char *name,
                             const char *value);

/**
 * A handler whose request may take more than some milliseconds says so, before
 * it begins with the work. True: it is to return at once; what it wrote is
 * dropped, and it is called once more, on one of the threads that are there for
 * such requests, so that those of all others do not wait. False: it is there,
 * or there are no such threads. Where too many wait already, the answer is 503.
 */
bool pcs_exchange_put_off(pcs_exchange *exchange);

/**
 * Answers with an RFC 9457 problem document: status, its title, and a
 * printf-formatted detail of one line; code is a stable name such as
 * "unknown-locale", the last part of the document's type. What was appended to
 * the reply before is dropped.
 */
void pcs_exchange_problem(pcs_exchange *exchange, unsigned status,
                          const char *code, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

#endif
