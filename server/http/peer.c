/* peer.c - addresses of those who ask */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "server/http/peer.h"

#include <arpa/inet.h>
#include <string.h>

static void map_v4(struct in6_addr *out, const struct in_addr *v4)
{
    memset(out, 0, sizeof *out);
    out->s6_addr[10] = out->s6_addr[11] = 0xFF;
    memcpy(out->s6_addr + 12, v4, 4);
}

static bool is_v4(const struct in6_addr *a)
{
    return IN6_IS_ADDR_V4MAPPED(a);
}

static bool is_loopback(const struct in6_addr *a)
{
    return IN6_IS_ADDR_LOOPBACK(a) || (is_v4(a) && a->s6_addr[12] == 127);
}

void pcs_peer_read(pcs_peer *out, const struct sockaddr *address,
                   const pcs_peer_range *proxies, size_t n)
{
    memset(out, 0, sizeof *out);
    if (address->sa_family == AF_INET)
        map_v4(&out->address,
               &((const struct sockaddr_in *)(const void *)address)->sin_addr);
    else if (address->sa_family == AF_INET6)
        out->address =
            ((const struct sockaddr_in6 *)(const void *)address)->sin6_addr;
    else
        out->is_unix = true;
    out->is_local = out->is_unix || is_loopback(&out->address);
    for (size_t i = 0; i < n && !out->is_unix; i++)
        out->is_proxy |= pcs_peer_range_holds(&proxies[i], &out->address);
    /* Only a proxy is told to ask over a Unix socket. */
    out->is_proxy |= out->is_unix;
    out->is_free = out->is_local || out->is_proxy;
}

static bool parse(struct in6_addr *out, const char *text)
{
    struct in_addr v4;
    if (inet_pton(AF_INET, text, &v4) == 1) {
        map_v4(out, &v4);
        return true;
    }
    return inet_pton(AF_INET6, text, out) == 1;
}

bool pcs_peer_parse(pcs_peer *out, const char *text, size_t len)
{
    char copy[INET6_ADDRSTRLEN];
    memset(out, 0, sizeof *out);
    if (len >= sizeof copy)
        return false;
    memcpy(copy, text, len);
    copy[len] = 0;
    return strlen(copy) == len && parse(&out->address, copy);
}

bool pcs_peer_equals(const pcs_peer *a, const pcs_peer *b)
{
    return a->is_unix == b->is_unix &&
           memcmp(&a->address, &b->address, sizeof a->address) == 0;
}

void pcs_peer_format(char out[PCS_PEER_TEXT_MAX], const pcs_peer *peer)
{
    if (peer->is_unix)
        memcpy(out, "unix", 5);
    else if (is_v4(&peer->address))
        inet_ntop(AF_INET, peer->address.s6_addr + 12, out, PCS_PEER_TEXT_MAX);
    else
        inet_ntop(AF_INET6, &peer->address, out, PCS_PEER_TEXT_MAX);
}

static bool parse_bits(unsigned *out, const char *text)
{
    size_t len = strlen(text);
    *out = 0;
    for (size_t i = 0; i < len; i++) {
        if (text[i] < '0' || text[i] > '9')
            return false;
        *out = *out * 10 + (unsigned)(text[i] - '0');
    }
    return len > 0 && len <= 3;
}

bool pcs_peer_range_parse(pcs_peer_range *out, const char *text)
{
    const char *slash = strchr(text, '/');
    pcs_peer peer;
    if (!pcs_peer_parse(&peer, text,
                        slash ? (size_t)(slash - text) : strlen(text)))
        return false;
    out->address = peer.address;
    unsigned all = is_v4(&peer.address) && !strchr(text, ':') ? 32 : 128;
    out->bits = all;
    if (slash != NULL &&
        (!parse_bits(&out->bits, slash + 1) || out->bits > all))
        return false;
    out->bits += 128 - all;
    return true;
}

bool pcs_peer_range_holds(const pcs_peer_range *range,
                          const struct in6_addr *address)
{
    const unsigned char *a = range->address.s6_addr, *b = address->s6_addr;
    unsigned bytes = range->bits / 8, rest = range->bits % 8;
    if (memcmp(a, b, bytes) != 0)
        return false;
    return rest == 0 || ((a[bytes] ^ b[bytes]) >> (8 - rest)) == 0;
}

bool pcs_peer_forwarded(pcs_peer *out, const char *header)
{
    const char *last = strrchr(header, ',');
    last = last != NULL ? last + 1 : header;
    last += strspn(last, " \t");
    size_t len = strcspn(last, " \t");
    if (len > 2 && last[0] == '[') { /* [::1]:1234 */
        const char *end = memchr(last, ']', len);
        return end != NULL &&
               pcs_peer_parse(out, last + 1, (size_t)(end - last - 1));
    }
    const char *colon = memchr(last, ':', len);
    if (colon != NULL &&
        !memchr(colon + 1, ':', len - 1 - (size_t)(colon - last)))
        len = (size_t)(colon - last); /* 192.0.2.1:1234 */
    return pcs_peer_parse(out, last, len);
}
