/* strings.c - a table of distinct strings */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "index/strings.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"

void pcs_strings_dispose(pcs_strings *s)
{
    pcs_buffer_dispose(&s->bytes);
    free(s->ends);
    free(s->slots);
    memset(s, 0, sizeof *s);
}

const char *pcs_strings_get(const pcs_strings *s, uint32_t i, size_t *len)
{
    uint32_t start = i ? s->ends[i - 1] : 0;
    *len = s->ends[i] - start;
    return s->bytes.data + start;
}

static uint32_t *find_slot(const pcs_strings *s, const char *text, size_t len)
{
    size_t at = pcs_hash64(text, len) & (s->n_slots - 1);
    for (;; at = (at + 1) & (s->n_slots - 1)) {
        if (!s->slots[at])
            return &s->slots[at];
        size_t n;
        const char *other = pcs_strings_get(s, s->slots[at], &n);
        if (n == len && memcmp(other, text, len) == 0)
            return &s->slots[at];
    }
}

static pcs_status grow(pcs_strings *s, pcs_error *err)
{
    if (s->len * 2 < s->n_slots)
        return PCS_OK;
    size_t n = s->n_slots ? s->n_slots * 2 : 1024;
    uint32_t *slots = calloc(n, sizeof *slots);
    if (!slots)
        return pcs_error_nomem(err);
    free(s->slots);
    s->slots = slots;
    s->n_slots = n;
    for (uint32_t i = 1; i < s->len; i++) {
        size_t len;
        const char *text = pcs_strings_get(s, i, &len);
        *find_slot(s, text, len) = i;
    }
    return PCS_OK;
}

pcs_status pcs_strings_add(uint32_t *out, pcs_strings *s, const char *text,
                           size_t len, pcs_error *err)
{
    *out = 0;
    pcs_status status = grow(s, err);
    if (status != PCS_OK)
        return status;
    if (!PCS_ARRAY_RESERVE(s->ends, s->cap, s->len + 2))
        return pcs_error_nomem(err);
    if (s->len == 0)
        s->ends[s->len++] = 0;
    if (len == 0)
        return PCS_OK;
    uint32_t *slot = find_slot(s, text, len);
    if (!*slot) {
        pcs_buffer_append(&s->bytes, text, len);
        if (s->bytes.failed || s->bytes.len > UINT32_MAX)
            return pcs_error_nomem(err);
        s->ends[s->len] = (uint32_t)s->bytes.len;
        *slot = (uint32_t)s->len++;
    }
    *out = *slot;
    return PCS_OK;
}

uint32_t pcs_strings_find(const pcs_strings *s, const char *text, size_t len)
{
    return s->n_slots && len ? *find_slot(s, text, len) : 0;
}
