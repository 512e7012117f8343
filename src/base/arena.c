/* arena.c - short-lived memory that is freed all at once */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define BLOCK_SIZE 65536

struct pcs_arena_block {
    pcs_arena_block *next;
    size_t used;
    size_t cap;
    alignas(max_align_t) char data[];
};

static pcs_arena_block *block_new(size_t need)
{
    size_t cap = need > BLOCK_SIZE ? need : BLOCK_SIZE;
    pcs_arena_block *block = malloc(sizeof *block + cap);
    if (!block)
        return NULL;
    block->next = NULL;
    block->used = 0;
    block->cap = cap;
    return block;
}

void *pcs_arena_alloc(pcs_arena *arena, size_t len)
{
    const size_t align = alignof(max_align_t);
    if (len > SIZE_MAX / 2)
        return NULL;
    len = (len + align - 1) / align * align;
    pcs_arena_block *block = arena->blocks;
    if (!block || block->cap - block->used < len) {
        block = block_new(len);
        if (!block)
            return NULL;
        block->next = arena->blocks;
        arena->blocks = block;
    }
    void *data = block->data + block->used;
    block->used += len;
    arena->used += len;
    return data;
}

char *pcs_arena_copy(pcs_arena *arena, const char *text, size_t len)
{
    char *copy = pcs_arena_alloc(arena, len + 1);
    if (!copy)
        return NULL;
    if (len)
        memcpy(copy, text, len);
    copy[len] = 0;
    return copy;
}

static void free_blocks(pcs_arena_block *block)
{
    while (block) {
        pcs_arena_block *next = block->next;
        free(block);
        block = next;
    }
}

void pcs_arena_clear(pcs_arena *arena)
{
    if (arena->blocks) {
        free_blocks(arena->blocks->next);
        arena->blocks->next = NULL;
        arena->blocks->used = 0;
    }
    arena->used = 0;
}

void pcs_arena_dispose(pcs_arena *arena)
{
    free_blocks(arena->blocks);
    arena->blocks = NULL;
    arena->used = 0;
}
