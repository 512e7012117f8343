/* pending.c - the paths of a source that are to be looked at */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "index/pending.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"

/* Where path is, or belongs. */
static size_t find(const pcs_pending *pending, const char *path, bool *is_there)
{
    size_t low = 0, high = pending->len;
    *is_there = false;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int diff = strcmp(path, pending->paths[middle]);
        if (diff == 0) {
            *is_there = true;
            return middle;
        }
        if (diff < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

void pcs_pending_add(pcs_pending *pending, const char *path)
{
    bool is_there;
    if (pending->is_whole)
        return;
    size_t i = find(pending, path, &is_there);
    if (is_there)
        return;
    char *copy = NULL;
    if (pending->len < PCS_PENDING_MAX &&
        PCS_ARRAY_RESERVE(pending->paths, pending->cap, pending->len + 1))
        copy = strdup(path);
    if (!copy) {
        pcs_pending_add_all(pending);
        return;
    }
    memmove(pending->paths + i + 1, pending->paths + i,
            (pending->len - i) * sizeof *pending->paths);
    pending->paths[i] = copy;
    pending->len++;
}

void pcs_pending_add_all(pcs_pending *pending)
{
    pcs_pending_clear(pending);
    pending->is_whole = true;
}

bool pcs_pending_is_empty(const pcs_pending *pending)
{
    return pending->len == 0 && !pending->is_whole;
}

void pcs_pending_clear(pcs_pending *pending)
{
    for (size_t i = 0; i < pending->len; i++)
        free(pending->paths[i]);
    pending->len = 0;
    pending->is_whole = false;
}

void pcs_pending_dispose(pcs_pending *pending)
{
    pcs_pending_clear(pending);
    free(pending->paths);
    memset(pending, 0, sizeof *pending);
}
