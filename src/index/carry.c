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

/* What only one side of a segment has; its texts stay the partition's. */
static pcs_status carry_markup(pcs_markup_text **out, size_t *n,
                               pcs_arena *arena, const pcs_partition *p,
                               uint32_t number, pcs_error *err)
{
    const pcs_markup_record *r;
    pcs_status status = pcs_partition_markup(&r, n, p, number, err);
    *out = NULL;
    if (status != PCS_OK || !*n)
        return status;
    *out = pcs_arena_alloc(arena, *n * sizeof **out);
    if (!*out)
        return pcs_error_nomem(err);
    for (size_t i = 0; status == PCS_OK && i < *n; i++) {
        pcs_text text;
        status = get_string(&text, p, r[i].text, err);
        (*out)[i] = (pcs_markup_text){(pcs_markup_kind)r[i].kind,
                                      r[i].is_local != 0, text.data, text.len};
    }
    return status;
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
    if (status == PCS_OK)
        status =
            carry_markup(&out->markup, &out->n_markup, arena, p, number, err);
    return status;
}

/* What stands above the segments; its texts stay the partition's. */
static pcs_status carry_head(pcs_article *out, const pcs_partition *p,
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
    return status;
}

static pcs_status carry_segments(pcs_builder *b, const pcs_build_article *in,
                                 pcs_article *article,
                                 const pcs_article_record *r, size_t worker,
                                 pcs_error *err)
{
    pcs_status status = PCS_OK;
    article->n_segments = r->n_segments;
    article->segments = calloc(r->n_segments + 1, sizeof *article->segments);
    if (!article->segments)
        return pcs_error_nomem(err);
    for (uint32_t i = 0; status == PCS_OK && i < r->n_segments; i++)
        status = carry_segment(&article->segments[i], &article->arena, &b->old,
                               r->first_segment + i, err);
    if (status == PCS_OK)
        status = pcs_builder_add(b, in, article, r->content_hash, worker, err);
    free(article->segments);
    return status;
}

/* The new number of an older string. */
static pcs_status keep_string(pcs_string_ref *out, pcs_builder *b,
                              pcs_string_ref old, pcs_error *err)
{
    pcs_text text;
    pcs_status status = PCS_OK;
    if (old && old < b->old.n_strings && b->keeping.strings[old]) {
        *out = b->keeping.strings[old];
        return PCS_OK;
    }
    status = get_string(&text, &b->old, old, err);
    if (status == PCS_OK)
        status = pcs_strings_add(out, &b->strings, text.data, text.len, err);
    if (status == PCS_OK && old)
        b->keeping.strings[old] = *out;
    return status;
}

static pcs_status keep_unit(uint32_t *out, pcs_builder *b, uint32_t old,
                            pcs_error *err)
{
    bool is_new;
    *out = b->keeping.units[old];
    if (*out != PCS_NO_UNIT)
        return PCS_OK;
    pcs_status status =
        pcs_units_add(out, &is_new, &b->units, &b->old.unit_hashes[old], err);
    return status == PCS_OK ? pcs_builder_keep_unit(b, *out, old, err) : status;
}

static pcs_status keep_markup(pcs_builder *b, uint32_t number, pcs_error *err)
{
    const pcs_markup_record *old;
    size_t n;
    pcs_status status = pcs_partition_markup(&old, &n, &b->old, number, err);
    if (status != PCS_OK || !n)
        return status;
    if (!PCS_ARRAY_RESERVE(b->markup, b->cap_markup, b->n_markup + n))
        return pcs_error_nomem(err);
    for (size_t i = 0; status == PCS_OK && i < n; i++) {
        pcs_markup_record *r = &b->markup[b->n_markup++];
        *r = old[i];
        r->segment = (uint32_t)b->n_segments - 1;
        status = keep_string(&r->text, b, old[i].text, err);
    }
    return status;
}

static pcs_status keep_segment(pcs_builder *b, uint32_t number, bool is_human,
                               pcs_error *err)
{
    const pcs_segment_record *old;
    pcs_segment_record *r;
    pcs_status status = pcs_partition_segment(&old, &b->old, number, err);
    if (status == PCS_OK)
        status = pcs_builder_new_segment(&r, b, err);
    if (status != PCS_OK)
        return status;
    r->line = old->line;
    r->place = old->place;
    status = keep_unit(&r->unit, b, old->unit, err);
    if (status == PCS_OK && old->place == PCS_PLACE_HEADING)
        b->flags[r->unit] |= PCS_UNIT_HEADING;
    if (status == PCS_OK && is_human)
        b->flags[r->unit] |= PCS_UNIT_HUMAN;
    if (status == PCS_OK)
        status = keep_string(&r->id, b, old->id, err);
    if (status == PCS_OK)
        status = keep_string(&r->heading, b, old->heading, err);
    if (status == PCS_OK)
        status = keep_string(&r->anchor, b, old->anchor, err);
    if (status == PCS_OK)
        status = keep_markup(b, number, err);
    return status;
}

static pcs_status keep_segments(pcs_builder *b, const pcs_build_article *in,
                                const pcs_article *article,
                                const pcs_article_record *r, pcs_error *err)
{
    bool is_human = pcs_article_is_human(article);
    pcs_status status =
        pcs_builder_begin_article(b, in, article, r->content_hash, err);
    for (uint32_t i = 0; status == PCS_OK && i < r->n_segments; i++)
        status = keep_segment(b, r->first_segment + i, is_human, err);
    if (status == PCS_OK)
        pcs_builder_end_article(b);
    return status;
}

pcs_status pcs_builder_add_old(pcs_builder *b, const pcs_build_article *in,
                               size_t worker, pcs_error *err)
{
    const pcs_article_record *r;
    pcs_status status = pcs_partition_article(&r, &b->old, in->old, err);
    if (status != PCS_OK)
        return status;
    pcs_article article = {.n_meta = r->n_meta};
    article.meta = calloc(r->n_meta + 1, sizeof *article.meta);
    status = article.meta ? carry_head(&article, &b->old, r, err)
                          : pcs_error_nomem(err);
    if (status == PCS_OK && b->keeping.is_on)
        status = keep_segments(b, in, &article, r, err);
    else if (status == PCS_OK)
        status = carry_segments(b, in, &article, r, worker, err);
    free(article.meta);
    pcs_arena_dispose(&article.arena);
    return status;
}
