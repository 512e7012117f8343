/* urls.h - the addresses of published pages */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_SEARCH_URLS_H
#define PCS_SEARCH_URLS_H

#include <pcsearch.h>

#include "base/buffer.h"
#include "search/search.h"

/**
 * Appends the address of a place by a template. All bytes that are put in, but
 * for letters, digits and "-._~/", are percent-encoded, and so is what no
 * address may hold in the template itself: the result is visible ASCII. Where
 * there is no anchor, "#" in front of {anchor} goes with it. False, and out is
 * as it was, where text is no template (NULL is none) or out has failed.
 */
bool pcs_url_expand(pcs_buffer *out, const char *text,
                    const pcs_url_place *place);

/** pcs_url_expand with the template of the place's source in the generation
 * that is open; false where it has none. */
bool pcs_url_append(pcs_buffer *out, const pcs_searcher *searcher,
                    const pcs_url_place *place);

#endif
