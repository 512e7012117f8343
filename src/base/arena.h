/* arena.h - short-lived memory that is freed all at once */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_BASE_ARENA_H
#define PCS_BASE_ARENA_H

#include <pcsearch.h>

#include <stddef.h>

/** pcs_arena is zero-initialised; pcs_arena_dispose frees everything. */

/** len bytes, aligned for any type, not cleared; NULL where refused. */
void *pcs_arena_alloc(pcs_arena *arena, size_t len);

/** A NUL-terminated copy of len bytes; NULL where refused. */
char *pcs_arena_copy(pcs_arena *arena, const char *text, size_t len);

/** Invalidates everything handed out, keeps one block for reuse. */
void pcs_arena_clear(pcs_arena *arena);

/** Frees everything. */
void pcs_arena_dispose(pcs_arena *arena);

#endif
