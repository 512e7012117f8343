/* versions.c - which version of its English an article was translated from */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "search/versions.h"

#include <string.h>

#include "search/dates.h"

pcs_status pcs_version_read(pcs_edition_version *out, const pcs_partition *p,
                            uint32_t i, pcs_error *err)
{
    const struct {
        const char *key;
        pcs_meta_value *value;
    } wanted[] = {{"ms.openlocfilehash", &out->hash},
                  {"ms.sourcegitcommit", &out->commit},
                  {"ms.lasthandoff", &out->handoff}};
    memset(out, 0, sizeof *out);
    out->partition = p;
    pcs_status status = pcs_partition_article(&out->article, p, i, err);
    for (size_t k = 0; status == PCS_OK && k < 3; k++)
        status =
            pcs_partition_meta(&wanted[k].value->text, &wanted[k].value->len, p,
                               out->article, wanted[k].key, err);
    if (status == PCS_OK && out->handoff.len)
        out->day = pcs_date_read(out->handoff.text, out->handoff.len);
    return status;
}

static bool is_same(const pcs_meta_value *a, const pcs_meta_value *b)
{
    return a->len == b->len && memcmp(a->text, b->text, a->len) == 0;
}

static pcs_status have_same_english(bool *out, const pcs_edition_version *a,
                                    const pcs_edition_version *b,
                                    pcs_error *err)
{
    const pcs_segment_record *x, *y;
    uint32_t n = a->article->n_segments;
    pcs_status status = PCS_OK;
    *out = n == b->article->n_segments;
    for (uint32_t i = 0; status == PCS_OK && *out && i < n; i++) {
        status = pcs_partition_segment(&x, a->partition,
                                       a->article->first_segment + i, err);
        if (status == PCS_OK)
            status = pcs_partition_segment(&y, b->partition,
                                           b->article->first_segment + i, err);
        *out = status == PCS_OK && a->partition->unit_english[x->unit] ==
                                       b->partition->unit_english[y->unit];
    }
    return status;
}

pcs_status pcs_version_equals(bool *out, const pcs_edition_version *a,
                              const pcs_edition_version *b, pcs_error *err)
{
    bool has_hashes = a->hash.len && b->hash.len;
    *out = has_hashes && is_same(&a->hash, &b->hash);
    if (has_hashes)
        return PCS_OK;
    *out = a->commit.len && is_same(&a->commit, &b->commit);
    return *out ? PCS_OK : have_same_english(out, a, b, err);
}
