/* uri.c - the target of a request, decoded */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "server/http/uri.h"

#include <string.h>

#include "base/utf8.h"

static int hex(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

/* Decodes into the arena; raw is a scratch buffer. */
static pcs_status decode(pcs_exchange *x, const char **out, size_t *out_len,
                         const char *text, size_t len, bool is_query,
                         pcs_error *err)
{
    char *raw = pcs_arena_alloc(&x->arena, len + 1);
    size_t n = 0;
    bool is_plain = true;
    if (raw == NULL)
        return pcs_error_nomem(err);
    for (size_t i = 0; i < len; i++) {
        char c = text[i];
        if (c == '+' && is_query)
            c = ' ';
        if (c == '%') {
            bool has_two = len - i > 2;
            int high = has_two ? hex(text[i + 1]) : -1;
            int low = has_two ? hex(text[i + 2]) : -1;
            if (high < 0 || low < 0)
                return pcs_error_set(err, PCS_EFORMAT,
                                     "a %% in the address needs two "
                                     "hexadecimal digits behind it");
            c = (char)(high * 16 + low);
            i += 2;
        }
        is_plain = is_plain && (unsigned char)c - 1u < 0x7Fu;
        raw[n++] = c;
    }
    raw[n] = 0;
    *out = raw;
    *out_len = n;
    if (is_plain)
        return PCS_OK;
    pcs_buffer mended = {0};
    for (size_t i = 0, end; i < n; i = end + 1) {
        end = i + strnlen(raw + i, n - i);
        pcs_utf8_repair(&mended, raw + i, end - i);
        if (end < n)
            pcs_buffer_puts(&mended, "\xEF\xBF\xBD");
    }
    pcs_status status = pcs_buffer_status(&mended, err);
    if (status == PCS_OK) {
        *out = pcs_arena_copy(&x->arena, mended.data, mended.len);
        *out_len = mended.len;
        status = *out != NULL ? PCS_OK : pcs_error_nomem(err);
    }
    pcs_buffer_dispose(&mended);
    return status;
}

static pcs_status decode_param(pcs_exchange *x, pcs_http_param *out,
                               const char *text, size_t len, pcs_error *err)
{
    const char *equals = memchr(text, '=', len);
    size_t name = equals != NULL ? (size_t)(equals - text) : len, name_len;
    size_t skip = equals != NULL ? name + 1 : len;
    pcs_status status = decode(x, &out->name, &name_len, text, name, true, err);
    if (status == PCS_OK)
        status = decode(x, &out->value, &out->len, text + skip, len - skip,
                        true, err);
    return status;
}

static pcs_status decode_params(pcs_exchange *x, const char *text, size_t len,
                                pcs_error *err)
{
    size_t n = 1;
    for (size_t i = 0; i < len; i++)
        n += text[i] == '&';
    pcs_http_param *params = pcs_arena_alloc(&x->arena, n * sizeof *params);
    if (params == NULL)
        return pcs_error_nomem(err);
    x->params = params;
    for (size_t i = 0, end; i < len; i = end + 1) {
        const char *stop = memchr(text + i, '&', len - i);
        end = stop != NULL ? (size_t)(stop - text) : len;
        if (end == i)
            continue;
        pcs_status status =
            decode_param(x, &params[x->n_params], text + i, end - i, err);
        if (status != PCS_OK)
            return status;
        x->n_params++;
    }
    return PCS_OK;
}

pcs_status pcs_uri_decode(pcs_exchange *x, const char *target, size_t len,
                          pcs_error *err)
{
    const char *query = memchr(target, '?', len);
    size_t path = query != NULL ? (size_t)(query - target) : len, path_len;
    pcs_status status =
        decode(x, &x->path, &path_len, target, path, false, err);
    if (status == PCS_OK && query != NULL)
        status = decode_params(x, query + 1, len - path - 1, err);
    return status;
}
