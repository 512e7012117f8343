/* urls.c - addresses of published pages */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/urls.h"

#include <string.h>

#include "search/searcher.h"

size_t pcs_url_format(char *out, size_t size, const char *text,
                      const pcs_url_place *place)
{
    pcs_buffer url = {0};
    size_t len = 0;
    if (pcs_url_expand(&url, text, place))
        len = url.len;
    if (size) {
        size_t fits = len < size ? len : size - 1;
        if (fits)
            memcpy(out, url.data, fits);
        out[fits] = 0;
    }
    pcs_buffer_dispose(&url);
    return len;
}

const char *pcs_searcher_url(const pcs_searcher *searcher, const char *source)
{
    const pcs_manifest *m = &searcher->manifest;
    for (size_t i = 0; i < m->n_sources; i++)
        if (strcmp(m->sources[i].name, source) == 0)
            return m->sources[i].url;
    return NULL;
}
