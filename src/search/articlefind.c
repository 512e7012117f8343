/* articlefind.c - looking articles up by their paths */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/articlefind.h"

#include <stdlib.h>
#include <string.h>

static int compare(const char *text, size_t len, const char *with)
{
    size_t n = strlen(with);
    int diff = len && n ? memcmp(text, with, len < n ? len : n) : 0;
    return diff ? diff : (len > n) - (len < n);
}

/* The first article of [first, last) that is at or behind a source (past: that
 * is behind it); with path, of those of one source, at or behind the path. */
static pcs_status lower_bound(uint32_t *out, const pcs_partition *p,
                              uint32_t first, uint32_t last, const char *source,
                              const char *path, bool past, pcs_error *err)
{
    pcs_status status = PCS_OK;
    while (status == PCS_OK && first < last) {
        uint32_t mid = first + (last - first) / 2;
        const pcs_article_record *a;
        const char *text;
        size_t len;
        status = pcs_partition_article(&a, p, mid, err);
        if (status == PCS_OK)
            status = pcs_partition_string(&text, &len, p,
                                          path ? a->path : a->source, err);
        if (status != PCS_OK)
            break;
        int diff = compare(text, len, path ? path : source);
        if (diff < 0 || (past && diff == 0))
            first = mid + 1;
        else
            last = mid;
    }
    *out = first;
    return status;
}

/* The article of that path among [first, last), which have one source. */
static pcs_status find_path(uint32_t *out, const pcs_partition *p,
                            uint32_t first, uint32_t last, const char *path,
                            pcs_error *err)
{
    const pcs_article_record *a;
    const char *text;
    size_t len;
    pcs_status status =
        lower_bound(out, p, first, last, NULL, path, false, err);
    if (status != PCS_OK || *out == last)
        return status != PCS_OK ? status : PCS_ENOTFOUND;
    status = pcs_partition_article(&a, p, *out, err);
    if (status == PCS_OK)
        status = pcs_partition_string(&text, &len, p, a->path, err);
    if (status != PCS_OK)
        return status;
    return compare(text, len, path) == 0 ? PCS_OK : PCS_ENOTFOUND;
}

/* The articles of the source of article number `first`: up to *last. */
static pcs_status source_ends(uint32_t *last, const pcs_partition *p,
                              uint32_t first, pcs_error *err)
{
    const pcs_article_record *a;
    const char *text;
    size_t len;
    pcs_status status = pcs_partition_article(&a, p, first, err);
    if (status == PCS_OK)
        status = pcs_partition_string(&text, &len, p, a->source, err);
    char *name = status == PCS_OK ? strndup(text, len) : NULL;
    if (status == PCS_OK && !name)
        return pcs_error_nomem(err);
    if (status == PCS_OK)
        status = lower_bound(last, p, first, (uint32_t)p->n_articles, name,
                             NULL, true, err);
    free(name);
    return status;
}

pcs_status pcs_article_find(uint32_t *out, const pcs_partition *p,
                            const char *source, const char *path,
                            pcs_error *err)
{
    uint32_t n = (uint32_t)p->n_articles, first = 0, last;
    pcs_status status = PCS_OK;
    if (source) {
        status = lower_bound(&first, p, 0, n, source, NULL, false, err);
        if (status == PCS_OK)
            status = lower_bound(&last, p, first, n, source, NULL, true, err);
        return status == PCS_OK ? find_path(out, p, first, last, path, err)
                                : status;
    }
    for (; first < n; first = last) {
        status = source_ends(&last, p, first, err);
        if (status == PCS_OK)
            status = find_path(out, p, first, last, path, err);
        if (status != PCS_ENOTFOUND)
            return status;
    }
    return PCS_ENOTFOUND;
}
