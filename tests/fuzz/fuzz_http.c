/* fuzz_http.c - reads any bytes as requests of HTTP, as an address and as the
 * values of headers
 *
 * With FUZZ_REPLAY it has a main that reads the files it is given. */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "replay.h"
#include "server/http/guard.h"
#include "server/http/negotiate.h"
#include "server/http/peer.h"
#include "server/http/tokens.h"
#include "server/http/uri.h"

static void check(int holds, const char *what)
{
    if (holds)
        return;
    fprintf(stderr, "broken: %s\n", what);
    abort();
}

/* What stands behind the bytes that were fine makes a whole head of them, as
 * far as it is a head that may be. */
static void check_ending(const char *data, size_t fine,
                         const pcs_guard *refused)
{
    pcs_guard again = {.body_max = 1000};
    const char *ending = pcs_guard_ending(refused);
    size_t len = strlen(ending);
    check(pcs_guard_take(&again, data, fine) == fine, "the same bytes");
    if (again.head_len + len > PCS_GUARD_HEAD_MAX)
        return;
    size_t taken = pcs_guard_take(&again, ending, len);
    check(taken == len || (taken + 1 == len && again.state == PCS_GUARD_END_LF),
          "an ending that is none");
    check(taken < len || again.wholes == again.heads, "no whole head");
}

/* However they are cut, they are taken, or refused, in the same way. */
static void check_guard(const char *data, size_t len)
{
    pcs_guard whole = {.body_max = 1000}, parts = {.body_max = 1000};
    size_t fine = pcs_guard_take(&whole, data, len), n = 0;
    while (n < len && parts.status == 0)
        n += pcs_guard_take(&parts, data + n, 1);
    check(n == fine && parts.status == whole.status, "cut in pieces");
    check(parts.heads == whole.heads && parts.wholes == whole.wholes, "heads");
    check(whole.status == 0 ? fine == len : fine < len, "how many are fine");
    check(whole.heads - whole.wholes <= 1, "two heads at once");
    check(whole.head_len <= PCS_GUARD_HEAD_MAX + 1, "a long head");
    if (whole.status == 0)
        return;
    check(whole.code != NULL && whole.reason != NULL, "no reason");
    check(whole.heads == whole.wholes + 1, "which is refused");
    check_ending(data, fine, &whole);
}

static void check_param(const pcs_http_param *p, size_t len)
{
    check(strlen(p->value) == p->len, "NUL");
    check(p->len <= 3 * len, "length");
    check(pcs_utf8_check(p->value, p->len) == p->len, "UTF-8");
    check(pcs_utf8_check(p->name, strlen(p->name)) == strlen(p->name), "UTF-8");
}

static void check_address(const char *data, size_t len)
{
    pcs_exchange x = {0};
    pcs_error err = PCS_ERROR_INIT;
    pcs_status status = pcs_uri_decode(&x, data, len, &err);
    check(status == PCS_OK || status == PCS_EFORMAT, "decoding");
    if (status == PCS_OK)
        check(pcs_utf8_check(x.path, strlen(x.path)) == strlen(x.path), "path");
    for (size_t i = 0; status == PCS_OK && i < x.n_params; i++)
        check_param(&x.params[i], len);
    pcs_arena_dispose(&x.arena);
}

static void check_headers(const char *text)
{
    static const char *const hosts[] = {"a.example"};
    pcs_peer peer;
    size_t len = 0;
    (void)pcs_http_host_is_allowed(text, hosts, 1);
    (void)pcs_http_accepts_gzip(text);
    (void)pcs_http_etag_matches(text, "1-2");
    (void)pcs_peer_forwarded(&peer, text);
    if (pcs_http_request_id_is_sane(text))
        check(strlen(text) <= 64, "a long name of a request");
    const char *token = pcs_tokens_bearer(text, &len);
    check(token == NULL || len <= strlen(token), "token");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
    char *text = malloc(len + 1);
    check(text != NULL, "memory");
    if (len > 0)
        memcpy(text, data, len);
    text[len] = 0;
    check_guard(text, len);
    check_address(text, len);
    check_headers(text);
    free(text);
    return 0;
}
