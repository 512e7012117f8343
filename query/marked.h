/* marked.h - texts with what matched in them, for people */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_QUERY_MARKED_H
#define PCS_QUERY_MARKED_H

#include <pcsearch.h>

#include "cli/wrap.h"

/** A text with its marks, all of them somebody else's. */
typedef struct pcs_marked {
    const char *text;
    size_t len;
    const pcs_mark *marks;
    size_t n_marks;
} pcs_marked;

/** Without marks. */
pcs_marked pcs_marked_whole(const char *text, size_t len);

pcs_marked pcs_marked_local(const pcs_hit *hit);
pcs_marked pcs_marked_english(const pcs_hit *hit);

/** Appends it cleaned, marked and broken into lines; wrap says how. */
void pcs_marked_append(pcs_buffer *out, const pcs_marked *marked,
                       const pcs_wrap_options *wrap);

#endif
