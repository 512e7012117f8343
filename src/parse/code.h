/* code.h - sets inline code and backslash escapes aside */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_PARSE_CODE_H
#define PCS_PARSE_CODE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"

typedef struct pcs_code_run {
    uint32_t at;   /* where the backticks begin */
    uint32_t len;  /* how many they are */
    uint32_t next; /* the next run of the same length, or 0 */
} pcs_code_run;

/**
 * Inline code and escaped characters of one text. While the other passes
 * work, a place holder stands for each: U+0000, its number, U+0001. Neither
 * of the two can stand in the text itself, and no pass splits a place holder.
 * Zero-initialise; keep it for the next text to save allocations.
 */
typedef struct pcs_code {
    pcs_buffer text; /* what was set aside, one after the other */
    struct pcs_code_item {
        size_t end; /* in text */
        bool is_code;
    } * items;
    size_t n, cap;
    pcs_code_run *runs;
    size_t n_runs, cap_runs;
    uint32_t *last; /* by length: the run seen last */
    size_t cap_last;
} pcs_code;

void pcs_code_dispose(pcs_code *code);

/**
 * Appends s to out with place holders and forgets what was set aside before.
 * Sets out->failed where memory is refused. Linear in len.
 */
void pcs_code_protect(pcs_buffer *out, pcs_code *code, const char *s,
                      size_t len);

/** Appends s to out with what was set aside in its place again. */
void pcs_code_restore(pcs_buffer *out, const pcs_code *code, const char *s,
                      size_t len);

#endif
