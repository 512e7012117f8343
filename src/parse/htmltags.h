/* htmltags.h - what stands between '<' and '>' in a segment */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_PARSE_HTMLTAGS_H
#define PCS_PARSE_HTMLTAGS_H

#include <stddef.h>

#include "base/buffer.h"

/* One pass each, in the order in which they have to be made. All append to
 * out, and are linear in len. */

/** `<!-- ... -->` becomes a space; one that does not end is kept. */
void pcs_htmltags_uncomment(pcs_buffer *out, const char *s, size_t len);

/** `<xref:Some.Type%601?view=x>` becomes its percent-decoded uid. */
void pcs_htmltags_unxref(pcs_buffer *out, const char *s, size_t len);

/** `<https://...>` (http, ftp, mailto) becomes the address. */
void pcs_htmltags_unlink(pcs_buffer *out, const char *s, size_t len);

/**
 * Tags of known HTML elements go: those of block elements leave a space, an
 * image its alternative text. A <word> that is no HTML element stays, for it is
 * a placeholder that the author wrote.
 */
void pcs_htmltags_strip(pcs_buffer *out, const char *s, size_t len);

#endif
