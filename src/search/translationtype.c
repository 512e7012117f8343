/* translationtype.c - whether a person or a machine translated an article */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/translationtype.h"

#include <string.h>
#include <strings.h>

/* The first value of a key that is not empty; names in any case. */
static pcs_status find_value(const char **out, size_t *len,
                             const pcs_partition *p,
                             const pcs_article_record *article, const char *key,
                             pcs_error *err)
{
    const pcs_meta_record *m = p->meta + article->first_meta;
    pcs_status status =
        pcs_tables_check(p->tables, m, article->n_meta * sizeof *m, err);
    for (uint32_t i = 0; status == PCS_OK && !*len && i < article->n_meta;
         i++) {
        const char *name;
        size_t n;
        status = pcs_partition_string(&name, &n, p, m[i].key, err);
        if (status == PCS_OK && n == strlen(key) &&
            strncasecmp(name, key, n) == 0)
            status = pcs_partition_string(out, len, p, m[i].value, err);
    }
    return status;
}

pcs_status pcs_translation_type(const char **type, size_t *len,
                                const pcs_partition *p,
                                const pcs_article_record *article,
                                pcs_error *err)
{
    *type = "";
    *len = 0;
    pcs_status status =
        find_value(type, len, p, article, "ms.translationtype", err);
    if (status == PCS_OK && *len == 0)
        status = find_value(type, len, p, article, "translationtype", err);
    return status;
}
