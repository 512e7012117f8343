/* peer.h - addresses of those who ask */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SERVER_HTTP_PEER_H
#define PCS_SERVER_HTTP_PEER_H

#include <netinet/in.h>
#include <stdbool.h>
#include <stddef.h>
#include <sys/socket.h>

#include "base/status.h"

/** An address without a port; IPv4 as IPv6 has it (::ffff:192.0.2.1). */
typedef struct pcs_peer {
    struct in6_addr address;
    bool is_unix;  /* of a Unix socket: there is no address */
    bool is_local; /* Unix socket or loopback */
    bool is_proxy; /* X-Forwarded-For is believed */
    bool is_free;  /* no limit of connections an address */
} pcs_peer;

/** Longest text of pcs_peer_format, NUL included. */
#define PCS_PEER_TEXT_MAX INET6_ADDRSTRLEN

/** A range of addresses: the first `bits` of address. */
typedef struct pcs_peer_range {
    struct in6_addr address;
    unsigned bits; /* of 128 */
} pcs_peer_range;

/** Reads what accept gave; proxies are n ranges. */
void pcs_peer_read(pcs_peer *out, const struct sockaddr *address,
                   const pcs_peer_range *proxies, size_t n);

/** Reads an address without brackets and port; false where it is none. */
bool pcs_peer_parse(pcs_peer *out, const char *text, size_t len);

bool pcs_peer_equals(const pcs_peer *a, const pcs_peer *b);

/** Writes "192.0.2.1", "2001:db8::1" or "unix". */
void pcs_peer_format(char out[PCS_PEER_TEXT_MAX], const pcs_peer *peer);

/** Reads "192.0.2.0/24", "2001:db8::/32" or an address; false for others. */
bool pcs_peer_range_parse(pcs_peer_range *out, const char *text);

bool pcs_peer_range_holds(const pcs_peer_range *range,
                          const struct in6_addr *address);

/**
 * The address that the last hop of X-Forwarded-For names, which the proxy
 * itself has written; false where there is none.
 */
bool pcs_peer_forwarded(pcs_peer *out, const char *header);

#endif
