/* strings.h - a table of distinct strings */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_INDEX_STRINGS_H
#define PCS_INDEX_STRINGS_H

#include "base/buffer.h"

/** Zero-initialise. String 0 is the empty one. */
typedef struct pcs_strings {
    pcs_buffer bytes;
    uint32_t *ends; /* string i is bytes[ends[i-1]..ends[i]) */
    size_t len, cap;
    uint32_t *slots; /* open addressing, by hash; 0 is free */
    size_t n_slots;
} pcs_strings;

void pcs_strings_dispose(pcs_strings *strings);

/** The number of a string, added where it is new. PCS_ENOMEM only. */
pcs_status pcs_strings_add(uint32_t *out, pcs_strings *strings,
                           const char *text, size_t len, pcs_error *err);

/** The number of a string that is there, or 0. */
uint32_t pcs_strings_find(const pcs_strings *strings, const char *text,
                          size_t len);

/** String i, below strings->len: its bytes, borrowed until one is added. */
const char *pcs_strings_get(const pcs_strings *strings, uint32_t i,
                            size_t *len);

#endif
