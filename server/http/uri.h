/* uri.h - the target of a request, decoded */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SERVER_HTTP_URI_H
#define PCS_SERVER_HTTP_URI_H

#include "server/http/exchange.h"

/**
 * Decodes a target ("/a%20b?q=c+d") into path and params of the exchange, in
 * its arena. In the query part, + is a space, and parameters are parted by &;
 * one without = has the value "". Ill-formed UTF-8 is mended, NUL as well, with
 * U+FFFD. PCS_EFORMAT for a % without two hexadecimal digits, PCS_ENOMEM.
 */
pcs_status pcs_uri_decode(pcs_exchange *exchange, const char *target,
                          size_t len, pcs_error *err);

#endif
