/* guard.h - the bytes of requests, checked before they are read */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SERVER_HTTP_GUARD_H
#define PCS_SERVER_HTTP_GUARD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** What is never allowed to be more. */
enum {
    PCS_GUARD_HEAD_MAX = 8192, /* bytes of request line and headers */
    PCS_GUARD_HEADERS_MAX = 64,
    PCS_GUARD_PARAMS_MAX = 128
};

/** Where in a request the next byte stands. */
typedef enum pcs_guard_state {
    PCS_GUARD_START, /* between requests */
    PCS_GUARD_START_LF,
    PCS_GUARD_METHOD,
    PCS_GUARD_TARGET,
    PCS_GUARD_VERSION,
    PCS_GUARD_LINE_LF,
    PCS_GUARD_HEADER, /* at the start of a line */
    PCS_GUARD_NAME,
    PCS_GUARD_VALUE,
    PCS_GUARD_VALUE_LF,
    PCS_GUARD_END_LF,
    PCS_GUARD_BODY
} pcs_guard_state;

/**
 * Follows the bytes of one connection, request behind request, and refuses the
 * first one about which two readers could be of different opinions: bare line
 * feeds, NUL and other controls, folded lines, white space before a colon,
 * targets that are no path, a length given twice, any Transfer-Encoding, none
 * or two hosts. It is stricter than RFC 9112 asks for, and than what reads the
 * bytes behind it. Zero-initialise, and set body_max; one thread at a time.
 */
typedef struct pcs_guard {
    uint64_t body_max; /* yours to set, bytes */

    pcs_guard_state state;
    uint64_t heads;    /* requests that have begun, this one included */
    uint64_t wholes;   /* of which the heads are whole */
    uint64_t body_len; /* of this request */
    uint64_t left;     /* bytes of its body that are to come */
    unsigned status;   /* of a refusal: 400, 411, 413, 414, 431 or 505 */
    const char *code;  /* its name: "bad-request" */
    const char *reason;

    size_t head_len, in_state; /* bytes so far, of the head and its part */
    unsigned n_headers, n_params, n_hosts, n_lengths, n_encodings;
    bool is_http10, is_chunked, is_value_begun;
    bool is_host_empty;
    size_t encoding_len;
    char name[24]; /* of the header, lower case, as far as it fits */
    char encoding[8];
} pcs_guard;

/**
 * Takes up to len bytes, and returns how many of them are fine; fewer than len
 * only where the request is refused: status is not 0 any more, code and reason
 * tell why, and nothing more is taken.
 */
size_t pcs_guard_take(pcs_guard *guard, const char *data, size_t len);

/**
 * What, put behind the bytes that were fine, makes a whole head of the refused
 * request, so that it can be answered in its turn. A literal.
 */
const char *pcs_guard_ending(const pcs_guard *guard);

/** Whether a request has begun whose head is not whole yet. */
bool pcs_guard_is_in_head(const pcs_guard *guard);

#endif
