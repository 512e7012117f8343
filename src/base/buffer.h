/* buffer.h - growable byte buffers and arrays */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_BASE_BUFFER_H
#define PCS_BASE_BUFFER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/status.h"

/**
 * A growable run of bytes. Zero-initialise it; free what it holds with
 * pcs_buffer_dispose. Appending never fails loudly: a refused allocation sets
 * `failed`, later appends do nothing, and the caller asks once at the end with
 * pcs_buffer_status. data is NUL-terminated whenever it is not NULL (the NUL
 * is not counted in len).
 */
typedef struct pcs_buffer {
    char *data;
    size_t len;
    size_t cap;
    bool failed;
} pcs_buffer;

/** Frees what buffer holds and makes it empty again. */
void pcs_buffer_dispose(pcs_buffer *buffer);

/** Makes buffer empty and keeps its memory for the next use. */
void pcs_buffer_clear(pcs_buffer *buffer);

/** Makes room for len more bytes; false where memory was refused. */
bool pcs_buffer_reserve(pcs_buffer *buffer, size_t len);

/** Appends len bytes. data may be NULL where len is 0. */
void pcs_buffer_append(pcs_buffer *buffer, const void *data, size_t len);

/** Appends a NUL-terminated string without its NUL. */
void pcs_buffer_puts(pcs_buffer *buffer, const char *text);

/** Appends one byte. */
void pcs_buffer_putc(pcs_buffer *buffer, char c);

/** Appends printf-formatted text. */
void pcs_buffer_printf(pcs_buffer *buffer, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/** PCS_OK, or PCS_ENOMEM where any append was refused. */
pcs_status pcs_buffer_status(const pcs_buffer *buffer, pcs_error *err);

/**
 * Grows *items (elements of `size` bytes, *cap of them allocated) so that it
 * holds at least `need` elements; false where memory was refused, and then
 * *items is what it was.
 */
bool pcs_array_reserve(void **items, size_t *cap, size_t need, size_t size);

static inline bool pcs_array_holds(size_t cap, size_t need)
{
    return need <= cap;
}

/** pcs_array_reserve for a typed array pointer and a size_t capacity; `need` is
 * evaluated twice. */
#define PCS_ARRAY_RESERVE(items, cap, need)                                    \
    (pcs_array_holds(cap, need) ||                                             \
     pcs_array_reserve((void **)&(items), &(cap), (need), sizeof *(items)))

#endif
