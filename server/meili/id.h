/* id.h - the ids of documents */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SERVER_MEILI_ID_H
#define PCS_SERVER_MEILI_ID_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buffer.h"

/*
 * An id says where a document stands: locale, source, path and, of a segment,
 * its number in the article, parted by "__". Letters, digits and hyphens stand
 * for themselves, any other byte is "_" and two hexadecimal digits: as
 * Meilisearch wants it, an id has nothing but letters, digits, "-" and "_". It
 * stays the same as long as the document stands where it does.
 */

/** What an id is made of, NUL-terminated. */
typedef struct pcs_meili_id {
    const char *locale, *source, *path;
    uint32_t position;
    bool has_position;
} pcs_meili_id;

void pcs_meili_id_append(pcs_buffer *out, const pcs_meili_id *id);

/** Reads an id, its texts into the arena; false where text is none, or memory
 * was refused. */
bool pcs_meili_id_read(pcs_meili_id *out, pcs_arena *arena, const char *text);

#endif
