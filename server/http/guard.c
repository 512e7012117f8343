/* guard.c - the bytes of requests, checked before they are read */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "server/http/guard.h"

#include <string.h>

static const char version[] = "HTTP/1.";

/* RFC 9110, section 5.6.2. */
static bool is_token(unsigned char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= '0' && c <= '9') ||
           (c != 0 && strchr("!#$%&'*+-.^_`|~", c) != NULL);
}

static bool refuse(pcs_guard *g, unsigned status, const char *code,
                   const char *reason)
{
    g->status = status;
    g->code = code;
    g->reason = reason;
    return false;
}

static bool refuse_bytes(pcs_guard *g, const char *reason)
{
    return refuse(g, 400, "bad-request", reason);
}

static void enter(pcs_guard *g, pcs_guard_state state)
{
    g->state = state;
    g->in_state = 0;
}

static void begin(pcs_guard *g)
{
    g->heads++;
    g->head_len = 1;
    g->body_len = g->left = 0;
    g->n_headers = g->n_params = g->n_hosts = 0;
    g->n_lengths = g->n_encodings = 0;
    g->is_http10 = g->is_chunked = g->is_host_empty = false;
    enter(g, PCS_GUARD_METHOD);
}

static bool take_method(pcs_guard *g, unsigned char c)
{
    if (c == ' ' && g->in_state > 0) {
        enter(g, PCS_GUARD_TARGET);
        return true;
    }
    if (!is_token(c))
        return refuse_bytes(g, "the request line does not begin with a "
                               "method");
    return ++g->in_state <= 32 ||
           refuse(g, 501, "method-unknown", "no method has so long a name");
}

static bool take_target(pcs_guard *g, unsigned char c)
{
    if (g->in_state == 0 && c != '/')
        return refuse_bytes(g, "the target is no path that begins with /");
    if (c == ' ') {
        enter(g, PCS_GUARD_VERSION);
        return true;
    }
    if (c < 0x20 || c == 0x7F || c == '#')
        return refuse_bytes(g, "the target holds a byte that has to be "
                               "percent-encoded, or no version is behind it");
    if ((c == '&' || (c == '?' && g->n_params == 0)) &&
        ++g->n_params > PCS_GUARD_PARAMS_MAX)
        return refuse(g, 414, "too-many-parameters",
                      "the address has more than 128 parameters");
    g->in_state++;
    return true;
}

static bool take_version(pcs_guard *g, unsigned char c)
{
    size_t n = sizeof version - 1;
    if (g->in_state == 5 && c >= '2' && c <= '9')
        return refuse(g, 505, "version-not-supported",
                      "this speaks HTTP/1.1 and HTTP/1.0");
    if (g->in_state == n + 1) {
        if (c != '\r')
            return refuse_bytes(g, "the request line does not end with its "
                                   "version, CR and LF");
        enter(g, PCS_GUARD_LINE_LF);
        return true;
    }
    if (g->in_state < n ? c != (unsigned char)version[g->in_state]
                        : c != '0' && c != '1')
        return refuse_bytes(g, "the request line does not end with HTTP/1.1");
    g->is_http10 = g->in_state == n && c == '0';
    g->in_state++;
    return true;
}

/* The headers by which the guard goes. */
static bool is_header(const pcs_guard *g, const char *name)
{
    return strcmp(g->name, name) == 0;
}

static bool take_name(pcs_guard *g, unsigned char c)
{
    if (c == ':' && g->in_state > 0) {
        size_t len =
            g->in_state < sizeof g->name ? g->in_state : sizeof g->name - 1;
        g->name[len] = 0;
        g->n_hosts += is_header(g, "host");
        g->n_lengths += is_header(g, "content-length");
        g->n_encodings += is_header(g, "transfer-encoding");
        if (g->n_lengths > 1)
            return refuse_bytes(g, "there are two Content-Length");
        g->is_value_begun = false;
        g->encoding_len = 0;
        if (is_header(g, "host"))
            g->is_host_empty = true;
        enter(g, PCS_GUARD_VALUE);
        return true;
    }
    if (!is_token(c))
        return refuse_bytes(g, "a header is not a name, a colon and a value");
    if (g->in_state == 0 && ++g->n_headers > PCS_GUARD_HEADERS_MAX)
        return refuse(g, 431, "headers-too-large",
                      "the request has more than 64 headers");
    if (g->in_state < sizeof g->name - 1)
        g->name[g->in_state] = (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
    g->in_state++;
    return true;
}

static bool take_length(pcs_guard *g, unsigned char c)
{
    if ((c == ' ' || c == '\t') && !g->is_value_begun)
        return true;
    if (c < '0' || c > '9' || g->body_len > UINT64_MAX / 100)
        return refuse_bytes(g, "Content-Length is no number");
    g->is_value_begun = true;
    g->body_len = g->body_len * 10 + (uint64_t)(c - '0');
    return true;
}

static void take_encoding(pcs_guard *g, unsigned char c)
{
    if (c == ' ' || c == '\t')
        return;
    if (g->encoding_len < sizeof g->encoding)
        g->encoding[g->encoding_len] =
            (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
    g->encoding_len++;
}

static bool take_value(pcs_guard *g, unsigned char c)
{
    if (c == '\r') {
        if (is_header(g, "content-length") && !g->is_value_begun)
            return refuse_bytes(g, "Content-Length is no number");
        if (is_header(g, "transfer-encoding"))
            g->is_chunked =
                g->encoding_len == 7 && memcmp(g->encoding, "chunked", 7) == 0;
        enter(g, PCS_GUARD_VALUE_LF);
        return true;
    }
    if ((c < 0x20 && c != '\t') || c == 0x7F)
        return refuse_bytes(g, "a header's value holds a control character, "
                               "or does not end with CR and LF");
    if (is_header(g, "content-length"))
        return take_length(g, c);
    if (is_header(g, "transfer-encoding"))
        take_encoding(g, c);
    else if (is_header(g, "host") && c != ' ' && c != '\t')
        g->is_host_empty = false;
    return true;
}

static bool check_head(pcs_guard *g)
{
    if (g->n_encodings > 0 && (g->n_lengths > 0 || g->is_http10))
        return refuse_bytes(g, "Transfer-Encoding beside Content-Length, or "
                               "in HTTP/1.0");
    if (g->n_encodings > 1 || (g->n_encodings == 1 && !g->is_chunked))
        return refuse_bytes(g, "a Transfer-Encoding other than chunked");
    if (g->n_hosts > 1 || (!g->is_http10 && g->n_hosts == 0))
        return refuse_bytes(g, "there is not exactly one Host");
    if (!g->is_http10 && g->is_host_empty)
        return refuse_bytes(g, "Host is empty");
    if (g->n_encodings > 0)
        return refuse(g, 411, "length-required",
                      "bodies in chunks are not taken: send Content-Length");
    if (g->body_len > g->body_max)
        return refuse(g, 413, "body-too-large",
                      "the body is larger than this server takes");
    return true;
}

static bool take_end(pcs_guard *g)
{
    if (!check_head(g))
        return false;
    g->wholes++;
    g->head_len = 0;
    g->left = g->body_len;
    enter(g, g->left > 0 ? PCS_GUARD_BODY : PCS_GUARD_START);
    return true;
}

static bool take_start(pcs_guard *g, unsigned char c)
{
    if (c == '\r') { /* an empty line before a request is passed over */
        enter(g, PCS_GUARD_START_LF);
        return true;
    }
    begin(g);
    return take_method(g, c);
}

static bool take_header_start(pcs_guard *g, unsigned char c)
{
    if (c == '\r') {
        enter(g, PCS_GUARD_END_LF);
        return true;
    }
    enter(g, PCS_GUARD_NAME);
    if (take_name(g, c))
        return true;
    g->state = PCS_GUARD_HEADER;
    return false;
}

static bool take_lf(pcs_guard *g, unsigned char c, pcs_guard_state next)
{
    if (c != '\n')
        return refuse_bytes(g, "a CR without LF");
    if (next == PCS_GUARD_END_LF)
        return take_end(g);
    enter(g, next);
    return true;
}

static bool take_byte(pcs_guard *g, unsigned char c)
{
    switch (g->state) {
    case PCS_GUARD_START:
        return take_start(g, c);
    case PCS_GUARD_METHOD:
        return take_method(g, c);
    case PCS_GUARD_TARGET:
        return take_target(g, c);
    case PCS_GUARD_VERSION:
        return take_version(g, c);
    case PCS_GUARD_HEADER:
        return take_header_start(g, c);
    case PCS_GUARD_NAME:
        return take_name(g, c);
    case PCS_GUARD_VALUE:
        return take_value(g, c);
    case PCS_GUARD_START_LF:
        return take_lf(g, c, PCS_GUARD_START);
    case PCS_GUARD_LINE_LF:
    case PCS_GUARD_VALUE_LF:
        return take_lf(g, c, PCS_GUARD_HEADER);
    case PCS_GUARD_END_LF:
        return take_lf(g, c, PCS_GUARD_END_LF);
    case PCS_GUARD_BODY:
        break;
    }
    return false;
}

/* Checks whether the head has room for one more byte. */
static bool has_room(pcs_guard *g)
{
    if (g->head_len++ < PCS_GUARD_HEAD_MAX)
        return true;
    if (g->state == PCS_GUARD_TARGET)
        return refuse(g, 414, "address-too-long",
                      "request line and headers have more than 8192 bytes");
    return refuse(g, 431, "headers-too-large",
                  "request line and headers have more than 8192 bytes");
}

size_t pcs_guard_take(pcs_guard *g, const char *data, size_t len)
{
    size_t i = 0;
    if (g->status != 0)
        return 0;
    while (i < len) {
        if (g->state == PCS_GUARD_BODY) {
            size_t n = len - i < g->left ? len - i : (size_t)g->left;
            g->left -= n;
            i += n;
            if (g->left == 0)
                enter(g, PCS_GUARD_START);
            continue;
        }
        if (!has_room(g) || !take_byte(g, (unsigned char)data[i]))
            break;
        i++;
    }
    if (g->status != 0 && g->heads == g->wholes)
        g->heads++; /* no byte of it was fine */
    return i;
}

bool pcs_guard_is_in_head(const pcs_guard *g)
{
    return g->heads > g->wholes;
}

const char *pcs_guard_ending(const pcs_guard *g)
{
    static const char whole[] = "GET / HTTP/1.0\r\n\r\n";
    switch (g->state) {
    case PCS_GUARD_START:
        return whole;
    case PCS_GUARD_START_LF:
        return "\nGET / HTTP/1.0\r\n\r\n";
    case PCS_GUARD_METHOD:
        return g->in_state > 0 ? whole + 3 : whole;
    case PCS_GUARD_TARGET:
        return g->in_state > 0 ? whole + 5 : whole + 4;
    case PCS_GUARD_VERSION:
        return g->in_state > 7 ? "\r\n\r\n" : whole + 6 + g->in_state;
    case PCS_GUARD_LINE_LF:
    case PCS_GUARD_VALUE_LF:
        return "\n\r\n";
    case PCS_GUARD_HEADER:
        return "\r\n";
    case PCS_GUARD_NAME:
        return g->in_state > 0 ? "-: 0\r\n\r\n" : "\r\n";
    case PCS_GUARD_VALUE:
        return is_header(g, "content-length") && !g->is_value_begun
                   ? "0\r\n\r\n"
                   : "\r\n\r\n";
    case PCS_GUARD_END_LF:
        return "\n";
    case PCS_GUARD_BODY:
        break;
    }
    return "";
}
