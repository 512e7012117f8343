/* negotiate.c - what headers of a request ask for */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "server/http/negotiate.h"

#include <arpa/inet.h>
#include <string.h>
#include <strings.h>

/* The q-value of an item's parameters, in thousandths; 1000 without one, 0
 * where it is none. */
static int quality(const char *text, size_t len)
{
    const char *at = memchr(text, ';', len);
    if (at == NULL)
        return 1000;
    size_t left = len - (size_t)(at - text) - 1;
    at++;
    while (left > 0 && (*at == ' ' || *at == '\t'))
        at++, left--;
    if (left < 3 || (at[0] != 'q' && at[0] != 'Q') || at[1] != '=')
        return 0;
    int value = 0, scale = 1000;
    for (size_t i = 2; i < left && at[i] != ' ' && at[i] != '\t'; i++) {
        if (i == 3 && at[i] == '.')
            continue;
        if (at[i] < '0' || at[i] > '9' || scale == 0)
            return 0;
        value += (at[i] - '0') * scale;
        scale /= 10;
    }
    return value > 1000 ? 0 : value;
}

static bool is_name(const char *text, size_t len, const char *name)
{
    return strlen(name) == len && strncasecmp(text, name, len) == 0;
}

bool pcs_http_accepts_gzip(const char *header)
{
    int gzip = -1, any = -1, identity = -1;
    if (header == NULL)
        return false;
    while (*header != 0) {
        size_t len = strcspn(header, ",");
        size_t skip = strspn(header, " \t");
        if (skip < len) {
            const char *item = header + skip;
            size_t item_len = len - skip;
            size_t name = strcspn(item, "; \t,");
            int q = quality(item, item_len);
            if (is_name(item, name, "gzip") || is_name(item, name, "x-gzip"))
                gzip = q;
            else if (is_name(item, name, "*"))
                any = q;
            else if (is_name(item, name, "identity"))
                identity = q;
        }
        header += len + (header[len] == ',');
    }
    if (gzip < 0)
        gzip = any;
    return gzip > 0 && gzip >= identity;
}

bool pcs_http_etag_matches(const char *header, const char *etag)
{
    size_t wanted = strlen(etag);
    if (header == NULL)
        return false;
    header += strspn(header, " \t");
    if (header[0] == '*' && header[1 + strspn(header + 1, " \t")] == 0)
        return true;
    while (*header != 0) {
        header += strspn(header, " \t,");
        if (strncmp(header, "W/", 2) == 0)
            header += 2;
        if (*header != '"')
            return false;
        const char *end = strchr(header + 1, '"');
        if (end == NULL)
            return false;
        if ((size_t)(end - header - 1) == wanted &&
            memcmp(header + 1, etag, wanted) == 0)
            return true;
        header = end + 1;
    }
    return false;
}

static bool is_port(const char *text)
{
    if (*text == 0)
        return true;
    return *text == ':' && strlen(text) <= 6 &&
           strspn(text + 1, "0123456789") == strlen(text + 1);
}

bool pcs_http_host_is_allowed(const char *host, const char *const *names,
                              size_t n)
{
    size_t len = host[0] == '[' ? strcspn(host, "]") : strcspn(host, ":");
    len += host[len] == ']';
    char name[256];
    struct in_addr v4;
    if (len == 0 || len >= sizeof name || !is_port(host + len))
        return false;
    memcpy(name, host, len);
    name[len] = 0;
    if (strcasecmp(name, "localhost") == 0 || strcmp(name, "[::1]") == 0)
        return true;
    if (inet_pton(AF_INET, name, &v4) == 1)
        return ntohl(v4.s_addr) >> 24 == 127;
    for (size_t i = 0; i < n; i++)
        if (strcasecmp(name, names[i]) == 0)
            return true;
    return false;
}

bool pcs_http_request_id_is_sane(const char *text)
{
    size_t len = strlen(text);
    return len >= 1 && len <= 64 &&
           strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                        "0123456789-_.:") == len;
}
