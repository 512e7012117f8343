/* dump.c - every segment of an index, in order */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <stdlib.h>

#include "index/index.h"
#include "parse/article.h"
#include "store/generation.h"
#include "store/partition.h"

typedef struct dumping {
    const pcs_partition *p;
    pcs_dump_visitor *visit;
    void *context;
    pcs_dump_segment segment;
    pcs_markup_text *markup;
    size_t cap_markup;
} dumping;

static pcs_status read_markup(dumping *d, uint32_t number, pcs_error *err)
{
    const pcs_markup_record *r;
    size_t n;
    pcs_status status = pcs_partition_markup(&r, &n, d->p, number, err);
    if (status == PCS_OK && n > 0 &&
        !PCS_ARRAY_RESERVE(d->markup, d->cap_markup, n))
        return pcs_error_nomem(err);
    for (size_t i = 0; status == PCS_OK && i < n; i++) {
        pcs_markup_text *m = &d->markup[i];
        m->kind = (pcs_markup_kind)r[i].kind;
        m->is_local = r[i].is_local != 0;
        status = pcs_partition_string(&m->data, &m->len, d->p, r[i].text, err);
    }
    d->segment.markup = d->markup;
    d->segment.n_markup = status == PCS_OK ? n : 0;
    return status;
}

static pcs_status dump_segment(dumping *d, uint32_t number, pcs_error *err)
{
    pcs_dump_segment *s = &d->segment;
    const pcs_segment_record *r;
    pcs_unit_text text;
    pcs_status status = pcs_partition_segment(&r, d->p, number, err);
    if (status != PCS_OK)
        return status;
    status = pcs_texts_get(&text, d->p->texts, r->unit, err);
    if (status == PCS_OK)
        status = pcs_partition_string(&s->id, &s->id_len, d->p, r->id, err);
    if (status == PCS_OK)
        status = pcs_partition_string(&s->heading, &s->heading_len, d->p,
                                      r->heading, err);
    if (status == PCS_OK)
        status = pcs_partition_string(&s->anchor, &s->anchor_len, d->p,
                                      r->anchor, err);
    if (status == PCS_OK)
        status = read_markup(d, number, err);
    if (status != PCS_OK)
        return status;
    s->local = text.local;
    s->local_len = text.local_len;
    s->english = text.english;
    s->english_len = text.english_len;
    s->line = r->line;
    s->place = pcs_place_name((pcs_place)r->place);
    return d->visit(d->context, s, err);
}

static pcs_status dump_article(dumping *d, uint32_t number, pcs_error *err)
{
    pcs_dump_segment *s = &d->segment;
    const pcs_article_record *a;
    pcs_status status = pcs_partition_article(&a, d->p, number, err);
    if (status == PCS_OK)
        status = pcs_partition_string(&s->source, &s->source_len, d->p,
                                      a->source, err);
    if (status == PCS_OK)
        status =
            pcs_partition_string(&s->path, &s->path_len, d->p, a->path, err);
    for (s->n = 0; status == PCS_OK && s->n < a->n_segments; s->n++)
        status = dump_segment(d, a->first_segment + s->n, err);
    return status;
}

static pcs_status dump_locale(const char *dir, const pcs_manifest_locale *l,
                              pcs_dump_visitor *visit, void *context,
                              pcs_error *err)
{
    pcs_partition partition;
    char *path = pcs_generation_file(dir, &l->tables);
    if (!path)
        return pcs_error_nomem(err);
    pcs_status status =
        pcs_partition_open(&partition, path, l->tables.size, err);
    free(path);
    if (status != PCS_OK)
        return status;
    dumping d = {.p = &partition,
                 .visit = visit,
                 .context = context,
                 .segment = {.locale = l->locale}};
    for (uint32_t i = 0; status == PCS_OK && i < partition.n_articles; i++)
        status = dump_article(&d, i, err);
    free(d.markup);
    pcs_partition_close(&partition);
    return status;
}

pcs_status pcs_index_dump(const char *dir, pcs_dump_visitor *visit,
                          void *context, pcs_error *err)
{
    pcs_manifest manifest;
    pcs_status status = pcs_generation_read(&manifest, dir, 0, err);
    for (size_t i = 0; status == PCS_OK && i < manifest.n_locales; i++)
        status = dump_locale(dir, &manifest.locales[i], visit, context, err);
    pcs_manifest_dispose(&manifest);
    return status;
}
