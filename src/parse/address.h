/* address.h - addresses of links, less what localization changes */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef PCS_PARSE_ADDRESS_H
#define PCS_PARSE_ADDRESS_H

#include <stddef.h>

#include "base/buffer.h"

/**
 * Appends a key to out that two addresses share if they lead to the same page,
 * be it in different languages: without scheme, "www.", a final slash and
 * "./"; names of languages and locales go where they stand as a folder, as the
 * first label of the host, as a parameter (also mkt, clcid and the like), or
 * between marks (guide-ko-kr.pdf); case, percent signs and kinds of slashes do
 * not count. A fragment that has other letters than those of ASCII goes: it is
 * made of the translated heading. Linear in len.
 */
void pcs_address_key(pcs_buffer *out, const char *address, size_t len);

/**
 * The next address that stands in the plain text p..end, from "http://",
 * "https://" or "www." to the end of its ASCII, less the punctuation of the
 * sentence; NULL where there is none. *len takes its length.
 */
const char *pcs_address_find(size_t *len, const char *p, const char *end);

#endif
