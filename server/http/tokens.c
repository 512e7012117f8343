/* tokens.c - bearer tokens */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "server/http/tokens.h"

#include <nettle/memops.h>
#include <nettle/sha2.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/file.h"

typedef struct pcs_digest {
    uint8_t bytes[SHA256_DIGEST_SIZE];
} pcs_digest;

struct pcs_tokens {
    char *path;
    pthread_rwlock_t lock;
    pcs_digest *items;
    size_t n, cap;
};

static void digest(pcs_digest *out, const char *text, size_t len)
{
    struct sha256_ctx hash;
    sha256_init(&hash);
    sha256_update(&hash, len, (const uint8_t *)text);
    sha256_digest(&hash, sizeof out->bytes, out->bytes);
    explicit_bzero(&hash, sizeof hash);
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

static pcs_status add(pcs_tokens *t, const char *text, size_t len, size_t line,
                      pcs_error *err)
{
    if (len < PCS_TOKEN_LEN_MIN || len > PCS_TOKEN_LEN_MAX)
        return pcs_error_set(
            err, PCS_EFORMAT, "%s:%zu: a token has from %d to %d characters",
            t->path, line, PCS_TOKEN_LEN_MIN, PCS_TOKEN_LEN_MAX);
    for (size_t i = 0; i < len; i++)
        if (text[i] <= ' ' || text[i] > '~')
            return pcs_error_set(err, PCS_EFORMAT,
                                 "%s:%zu: a token is one word of printable "
                                 "ASCII",
                                 t->path, line);
    if (!PCS_ARRAY_RESERVE(t->items, t->cap, t->n + 1))
        return pcs_error_nomem(err);
    digest(&t->items[t->n++], text, len);
    return PCS_OK;
}

static pcs_status read_lines(pcs_tokens *t, const char *text, size_t len,
                             pcs_error *err)
{
    size_t line = 0;
    for (size_t i = 0, end; i < len; i = end + 1) {
        const char *stop = memchr(text + i, '\n', len - i);
        end = stop != NULL ? (size_t)(stop - text) : len;
        size_t from = i, to = end;
        line++;
        while (from < to && is_blank(text[from]))
            from++;
        while (to > from && is_blank(text[to - 1]))
            to--;
        if (from == to || text[from] == '#')
            continue;
        pcs_status status = add(t, text + from, to - from, line, err);
        if (status != PCS_OK)
            return status;
    }
    if (t->n == 0)
        return pcs_error_set(err, PCS_EFORMAT, "%s: there is no token in it",
                             t->path);
    return PCS_OK;
}

static pcs_status read_file(pcs_tokens *t, pcs_error *err)
{
    pcs_buffer text = {0};
    pcs_status status = pcs_file_read(&text, t->path, PCS_TOKENS_SIZE_MAX, err);
    if (status == PCS_OK)
        status = read_lines(t, text.data, text.len, err);
    if (text.data != NULL)
        explicit_bzero(text.data, text.len);
    pcs_buffer_dispose(&text);
    return status;
}

pcs_status pcs_tokens_open(pcs_tokens **out, const char *path, pcs_error *err)
{
    *out = NULL;
    pcs_tokens *t = calloc(1, sizeof *t);
    char *copy = strdup(path);
    if (t == NULL || copy == NULL) {
        free(t);
        free(copy);
        return pcs_error_nomem(err);
    }
    t->path = copy;
    pthread_rwlock_init(&t->lock, NULL);
    pcs_status status = read_file(t, err);
    if (status == PCS_OK)
        *out = t;
    else
        pcs_tokens_free(t);
    return status;
}

pcs_status pcs_tokens_reload(pcs_tokens *t, pcs_error *err)
{
    pcs_tokens fresh = {.path = t->path};
    pcs_status status = read_file(&fresh, err);
    if (status == PCS_OK) {
        pthread_rwlock_wrlock(&t->lock);
        pcs_digest *old = t->items;
        t->items = fresh.items;
        t->n = fresh.n;
        t->cap = fresh.cap;
        fresh.items = old;
        pthread_rwlock_unlock(&t->lock);
    }
    free(fresh.items);
    return status;
}

/* All of each one is looked at, so that time tells nothing. */
bool pcs_tokens_check(pcs_tokens *t, const char *token, size_t len)
{
    pcs_digest given;
    int found = 0;
    if (len > PCS_TOKEN_LEN_MAX)
        return false;
    digest(&given, token, len);
    pthread_rwlock_rdlock(&t->lock);
    for (size_t i = 0; i < t->n; i++)
        found |= memeql_sec(given.bytes, t->items[i].bytes, sizeof given.bytes);
    pthread_rwlock_unlock(&t->lock);
    return found != 0;
}

const char *pcs_tokens_bearer(const char *authorization, size_t *len)
{
    if (strncasecmp(authorization, "Bearer ", 7) != 0)
        return NULL;
    const char *token = authorization + 7;
    token += strspn(token, " ");
    size_t n = strlen(token);
    while (n > 0 && is_blank(token[n - 1]))
        n--;
    *len = n;
    return n > 0 ? token : NULL;
}

void pcs_tokens_free(pcs_tokens *t)
{
    if (t == NULL)
        return;
    pthread_rwlock_destroy(&t->lock);
    free(t->items);
    free(t->path);
    free(t);
}
