/* links.h - takes links and images out of Markdown */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_PARSE_LINKS_H
#define PCS_PARSE_LINKS_H

#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"
#include "parse/refs.h"

/** Links within link texts are followed so deep; beyond, text stays as it is */
#define PCS_LINKS_DEPTH_MAX 6

/** Working memory. Zero-initialise; keep it to save allocations. */
typedef struct pcs_links {
    pcs_buffer *out;
    const char *text;
    pcs_refs *refs;     /* NULL for none */
    uint32_t *brackets; /* by offset of '[': that of its ']' */
    uint32_t *parens;   /* by offset of '(': that of its ')' */
    uint32_t *targets;  /* by offset: how a link target goes on from there */
    size_t cap_brackets, cap_parens, cap_targets;
    struct pcs_markup_side *markup; /* takes the addresses; NULL for none */
} pcs_links;

void pcs_links_dispose(pcs_links *links);

/**
 * Appends s to out: links leave their text (address and title go), images
 * their alternative text, an inline [!INCLUDE [label](file)] its label;
 * [!NOTE]-like markers go. The second bracket of [a][b] goes only where it is
 * empty or b is in refs (which may be NULL), because labels of buttons are
 * written [A][B] in Japanese articles. Sets out->failed where memory is
 * refused. Linear in len, but for looking up labels.
 */
void pcs_links_strip(pcs_buffer *out, pcs_links *links, pcs_refs *refs,
                     const char *s, size_t len);

#endif
