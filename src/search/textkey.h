/* textkey.h - what is equal in two texts that differ in form alone */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SEARCH_TEXTKEY_H
#define PCS_SEARCH_TEXTKEY_H

#include "analyze/fold.h"
#include "base/buffer.h"

/** Makes keys of texts. Zero-initialise. One thread at a time. */
typedef struct pcs_text_keys {
    pcs_folded folded;
    pcs_buffer bytes;
} pcs_text_keys;

void pcs_text_keys_dispose(pcs_text_keys *keys);

/**
 * A hash of len bytes of UTF-8 without white space and punctuation, folded: of
 * texts that differ in those and in case, width or compatibility forms alone it
 * is the same. Symbols count (C+ is not C), and so do # % & @ and *. A text of
 * nothing else is hashed as it is. PCS_ENOMEM.
 */
pcs_status pcs_text_key(uint64_t *out, pcs_text_keys *keys, const char *text,
                        size_t len, pcs_error *err);

#endif
