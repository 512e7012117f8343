/* url.c - addresses of published pages, in a buffer */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/url.h"

enum { FIRST_GUESS = 512 /* bytes; most addresses are shorter */ };

bool pcs_cli_url(pcs_buffer *out, const pcs_searcher *searcher,
                 const pcs_url_place *place)
{
    const char *text = pcs_searcher_url(searcher, place->source);
    if (!text || !pcs_buffer_reserve(out, FIRST_GUESS))
        return false;
    size_t len = pcs_url_format(out->data + out->len, FIRST_GUESS, text, place);
    if (len >= FIRST_GUESS) {
        if (!pcs_buffer_reserve(out, len + 1))
            return false;
        len = pcs_url_format(out->data + out->len, len + 1, text, place);
    }
    out->len += len;
    return len > 0;
}
