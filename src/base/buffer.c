/* buffer.c - growable byte buffers and arrays */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/buffer.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void pcs_buffer_dispose(pcs_buffer *buffer)
{
    free(buffer->data);
    memset(buffer, 0, sizeof *buffer);
}

void pcs_buffer_clear(pcs_buffer *buffer)
{
    buffer->len = 0;
    buffer->failed = false;
    if (buffer->data)
        buffer->data[0] = 0;
}

bool pcs_buffer_reserve(pcs_buffer *buffer, size_t len)
{
    if (buffer->failed)
        return false;
    if (buffer->data && len < buffer->cap - buffer->len)
        return true;
    if (len > SIZE_MAX / 2 - buffer->len - 1) {
        buffer->failed = true;
        return false;
    }
    size_t cap = buffer->cap ? buffer->cap : 64;
    while (cap <= buffer->len + len)
        cap *= 2;
    char *data = realloc(buffer->data, cap);
    if (!data) {
        buffer->failed = true;
        return false;
    }
    data[buffer->len] = 0;
    buffer->data = data;
    buffer->cap = cap;
    return true;
}

void pcs_buffer_append(pcs_buffer *buffer, const void *data, size_t len)
{
    if (!pcs_buffer_reserve(buffer, len))
        return;
    if (len)
        memcpy(buffer->data + buffer->len, data, len);
    buffer->len += len;
    buffer->data[buffer->len] = 0;
}

void pcs_buffer_puts(pcs_buffer *buffer, const char *text)
{
    pcs_buffer_append(buffer, text, strlen(text));
}

void pcs_buffer_putc(pcs_buffer *buffer, char c)
{
    pcs_buffer_append(buffer, &c, 1);
}

void pcs_buffer_printf(pcs_buffer *buffer, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    int len = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (len < 0 || !pcs_buffer_reserve(buffer, (size_t)len)) {
        buffer->failed = true;
        return;
    }
    va_start(args, format);
    vsnprintf(buffer->data + buffer->len, (size_t)len + 1, format, args);
    va_end(args);
    buffer->len += (size_t)len;
}

pcs_status pcs_buffer_status(const pcs_buffer *buffer, pcs_error *err)
{
    return buffer->failed ? pcs_error_nomem(err) : PCS_OK;
}

bool pcs_array_reserve(void **items, size_t *cap, size_t need, size_t size)
{
    if (need <= *cap)
        return true;
    if (need > SIZE_MAX / 2 / size)
        return false;
    size_t grown = *cap ? *cap : 16;
    while (grown < need)
        grown *= 2;
    void *data = realloc(*items, grown * size);
    if (!data)
        return false;
    *items = data;
    *cap = grown;
    return true;
}
