/* plain.h - the plain text of a piece of Markdown with HTML */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_PARSE_PLAIN_H
#define PCS_PARSE_PLAIN_H

#include "base/arena.h"
#include "base/buffer.h"
#include "base/status.h"
#include "parse/article.h"
#include "parse/code.h"
#include "parse/links.h"
#include "parse/refs.h"

/** Working memory. Zero-initialise; keep it to save allocations. */
typedef struct pcs_plain {
    pcs_buffer text; /* as the passes made so far have left it */
    pcs_buffer next; /* what the current pass writes */
    pcs_buffer mended;
    pcs_code code;
    pcs_links links;
    struct pcs_markup_side *markup; /* takes code and addresses; may be NULL */
    bool failed;                    /* an allocation was refused */
} pcs_plain;

void pcs_plain_dispose(pcs_plain *plain);

/**
 * Puts the plain text of s (valid UTF-8) into *out, in arena. What goes and
 * what stays:
 *
 * - Backslash escapes and inline code are set aside before all else, so that
 *   nothing within them is taken for markup.
 * - Comments and HTML tags go, links leave their text, images their
 *   alternative text, emphasis its text (htmltags.h, links.h, emphasis.h).
 * - Character references are decoded once, last, so that `&lt;b&gt;` is the
 *   text "<b>" and no tag.
 * - White space, U+00A0 included, collapses to one space; the ends are
 *   trimmed. Nothing else is normalised.
 *
 * refs are the document's link definitions, or NULL for none. NUL and U+0001
 * become U+FFFD. Linear in len. PCS_ENOMEM or PCS_OK.
 */
pcs_status pcs_plain_text(pcs_text *out, pcs_plain *plain, pcs_arena *arena,
                          pcs_refs *refs, const char *s, size_t len,
                          pcs_error *err);

#endif
