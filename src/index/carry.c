/* carry.c - taking over articles of an older partition */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "index/builder.h"

static pcs_status get_string(pcs_text *out, const pcs_partition *p,
                             pcs_string_ref ref, pcs_error *err)
{
    return pcs_partition_string(&out->data, &out->len, p, ref, err);
}

static pcs_status copy_text(pcs_text *out, pcs_arena *arena, const char *data,
                            size_t len, pcs_error *err)
{
    out->data = pcs_arena_copy(arena, data, len);
    out->len = len;
    return out->data ? PCS_OK : pcs_error_nomem(err);
}

static pcs_status carry_segment(pcs_segment *out, pcs_arena *arena,
                                const pcs_partition *p, uint32_t number,
                                pcs_error *err)
{
    const pcs_segment_record *r;
    pcs_unit_text text;
    pcs_status status = pcs_partition_segment(&r, p, number, err);
    if (status == PCS_OK)
        status = pcs_texts_get(&text, p->texts, r->unit, err);
    if (status != PCS_OK)
        return status;
    out->line = r->line;
    out->place = (pcs_place)r->place;
    status = copy_text(&out->local, arena, text.local, text.local_len, err);
    if (status == PCS_OK)
        status = copy_text(&out->english, arena, text.english, text.english_len,
                           err);
    if (status == PCS_OK)
        status = get_string(&out->id, p, r->id, err);
    if (status == PCS_OK)
        status = get_string(&out->heading, p, r->heading, err);
    if (status == PCS_OK)
        status = get_string(&out->anchor, p, r->anchor, err);
    return status;
}

static pcs_status carry_article(pcs_article *out, const pcs_partition *p,
                                const pcs_article_record *r, pcs_error *err)
{
    pcs_status status = get_string(&out->title, p, r->title, err);
    if (status == PCS_OK)
        status = get_string(&out->description, p, r->description, err);
    for (uint32_t i = 0; status == PCS_OK && i < r->n_meta; i++) {
        const pcs_meta_record *m = &p->meta[r->first_meta + i];
        status = pcs_tables_check(p->tables, m, sizeof *m, err);
        if (status == PCS_OK)
            status = get_string(&out->meta[i].key, p, m->key, err);
        if (status == PCS_OK)
            status = get_string(&out->meta[i].value, p, m->value, err);
    }
    for (uint32_t i = 0; status == PCS_OK && i < r->n_segments; i++)
        status = carry_segment(&out->segments[i], &out->arena, p,
                               r->first_segment + i, err);
    return status;
}

pcs_status pcs_builder_add_old(pcs_builder *b, const pcs_build_article *in,
                               size_t worker, pcs_error *err)
{
    const pcs_article_record *r;
    pcs_status status = pcs_partition_article(&r, &b->old, in->old, err);
    if (status != PCS_OK)
        return status;
    pcs_article article = {.n_meta = r->n_meta, .n_segments = r->n_segments};
    article.meta = calloc(r->n_meta + 1, sizeof *article.meta);
    article.segments = calloc(r->n_segments + 1, sizeof *article.segments);
    if (!article.meta || !article.segments)
        status = pcs_error_nomem(err);
    else
        status = carry_article(&article, &b->old, r, err);
    if (status == PCS_OK)
        status = pcs_builder_add(b, in, &article, r->content_hash, worker, err);
    free(article.meta);
    free(article.segments);
    pcs_arena_dispose(&article.arena);
    return status;
}
