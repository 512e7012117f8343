/* negotiate.h - what headers of a request ask for */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SERVER_HTTP_NEGOTIATE_H
#define PCS_SERVER_HTTP_NEGOTIATE_H

#include <stdbool.h>
#include <stddef.h>

/** Whether Accept-Encoding prefers gzip to nothing: gzip, x-gzip or * with a
 * q-value above 0 and not below that of identity. NULL: no. */
bool pcs_http_accepts_gzip(const char *accept_encoding);

/** Whether If-None-Match names the etag (without quotes), weak or strong, or
 * is "*". NULL: no. */
bool pcs_http_etag_matches(const char *if_none_match, const char *etag);

/**
 * Whether Host calls the server by a name of this machine's loopback
 * (localhost, 127.0.0.0/8, [::1]; with or without a port), or one of n names;
 * case does not count.
 */
bool pcs_http_host_is_allowed(const char *host, const char *const *names,
                              size_t n);

/** Whether text can stand as a request's id: 1 to 64 letters, digits and
 * "-_.:". */
bool pcs_http_request_id_is_sane(const char *text);

#endif
