/* fences.h - tells which lines stand in a fenced code block */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_PARSE_FENCES_H
#define PCS_PARSE_FENCES_H

#include <stdbool.h>
#include <stddef.h>

/** The fence that is open, if any. Zero-initialise. */
typedef struct pcs_fence {
    char mark;  /* '`' or '~'; 0 for none */
    size_t len; /* how many of them opened it */
} pcs_fence;

/**
 * Takes the next line, begin..end, and answers whether it belongs to a fenced
 * code block, its two fences included. A fence may stand in quotes and list
 * items; one that is never closed goes to the end of the document.
 */
bool pcs_fence_follow(pcs_fence *fence, const char *begin, const char *end);

#endif
