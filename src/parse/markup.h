/* markup.h - what the markup of a segment's sides has that differs */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_PARSE_MARKUP_H
#define PCS_PARSE_MARKUP_H

#include <pcsearch.h>

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/status.h"

/** A side that has more is not compared. */
#define PCS_MARKUP_MAX 64
/** Of an item that differs so many bytes are kept. */
#define PCS_MARKUP_TEXT_MAX 1024

typedef struct pcs_markup_item {
    pcs_markup_kind kind;
    size_t at, len;         /* in bytes */
    size_t key_at, key_len; /* in keys; set when the sides are compared */
    bool is_matched;
} pcs_markup_item;

/** What one side has. Zero-initialise; keep it to save allocations. */
typedef struct pcs_markup_side {
    pcs_buffer bytes, keys;
    pcs_markup_item items[PCS_MARKUP_MAX];
    size_t n;
    bool is_full; /* one more was there */
} pcs_markup_side;

void pcs_markup_dispose(pcs_markup_side *side);

/** Forgets what side has. */
void pcs_markup_clear(pcs_markup_side *side);

/** Adds an item, its white space collapsed and trimmed. Sets
 * side->bytes.failed where memory is refused. */
void pcs_markup_add(pcs_markup_side *side, pcs_markup_kind kind,
                    const char *text, size_t len);

/** Whether there is anything to compare in sides whose plain texts are these.
 */
bool pcs_markup_is_any(const pcs_markup_side *local, const char *local_text,
                       size_t local_len, const pcs_markup_side *english,
                       const char *english_text, size_t english_len);

/**
 * Compares the sides, with the addresses that stand in their plain texts:
 * *out[0..*n), in arena, takes what only one of them has, the English first.
 * Addresses that lead to another language of the same page are the same
 * (address.h). Of code, what stands between angles may be translated, and so
 * may code that is a phrase; code that the other side has as plain text is
 * there. Each is compared as a set. PCS_ENOMEM or PCS_OK.
 */
pcs_status pcs_markup_compare(pcs_markup_text **out, size_t *n,
                              pcs_arena *arena, pcs_markup_side *local,
                              const char *local_text, size_t local_len,
                              pcs_markup_side *english,
                              const char *english_text, size_t english_len,
                              pcs_error *err);

#endif
