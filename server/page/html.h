/* html.h - text as HTML: escaped, cleaned, marked */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SERVER_PAGE_HTML_H
#define PCS_SERVER_PAGE_HTML_H

#include <pcsearch.h>

#include "base/buffer.h"

/*
 * All that comes from documents, queries and the configuration goes through
 * here, for content and for values of attributes between double quotes alike.
 * Text is escaped (& < > " '), and cleaned of what would change the text around
 * it or hide in it: controls become their pictures (U+2400 and what follows),
 * bad bytes U+FFFD, ends of lines a space; bidi embeddings, overrides and
 * isolates and deprecated format characters go. LRM, RLM, ALM, ZWJ and ZWNJ
 * stay.
 */

/** Appends text. */
void pcs_html_text(pcs_buffer *out, const char *data, size_t len);

/** pcs_html_text of a NUL-terminated string. */
void pcs_html_puts(pcs_buffer *out, const char *text);

/** Bytes [start, end) of a text, as pcs_html_window chose them. */
typedef struct pcs_html_window {
    size_t start, end;
} pcs_html_window;

/**
 * What of a text is shown where there is room for about max bytes: all of it,
 * or what stands around its first mark, from space to space where there are
 * any, else between characters.
 */
pcs_html_window pcs_html_window_at(const char *data, size_t len,
                                   const pcs_mark *marks, size_t n_marks,
                                   size_t max);

/** Appends what of data is in the window, marks (sorted, apart) as <mark>, and
 * an ellipsis where something is left out. */
void pcs_html_marked(pcs_buffer *out, const char *data, size_t len,
                     const pcs_mark *marks, size_t n_marks,
                     pcs_html_window window);

/** Appends text percent-encoded, but for letters, digits and "-._~"; with
 * is_path "/" stays, too. */
void pcs_html_percent(pcs_buffer *out, const char *text, bool is_path);

#endif
