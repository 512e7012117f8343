/* hitarticle.c - what the front matter of a hit's article says */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>

#include "search/attributes.h"
#include "search/dates.h"
#include "search/hits.h"

/* The values of keys that count, in the order in which keys do. */
typedef struct found {
    pcs_field fields[PCS_ATTRIBUTES_KEYS];
    pcs_string_ref values[PCS_ATTRIBUTES_KEYS][PCS_HIT_SERVICES_MAX];
    size_t n[PCS_ATTRIBUTES_KEYS];
} found;

static pcs_status find(found *f, const pcs_partition *p,
                       const pcs_article_record *article, pcs_error *err)
{
    const pcs_meta_record *m = p->meta + article->first_meta;
    pcs_status status =
        pcs_tables_check(p->tables, m, article->n_meta * sizeof *m, err);
    for (uint32_t i = 0; status == PCS_OK && i < article->n_meta; i++) {
        const char *name;
        size_t len, key = PCS_ATTRIBUTES_KEYS;
        pcs_field field;
        status = pcs_partition_string(&name, &len, p, m[i].key, err);
        if (status == PCS_OK)
            key = pcs_attributes_key(&field, name, len);
        if (key == PCS_ATTRIBUTES_KEYS || m[i].value == 0 ||
            f->n[key] == PCS_HIT_SERVICES_MAX)
            continue;
        f->fields[key] = field;
        f->values[key][f->n[key]++] = m[i].value;
    }
    return status;
}

/* Facets do without spaces around values, too. */
static pcs_status copy(const char **out, pcs_arena *arena,
                       const pcs_partition *p, pcs_string_ref ref,
                       pcs_error *err)
{
    const char *text;
    size_t len;
    pcs_status status = pcs_partition_string(&text, &len, p, ref, err);
    if (status != PCS_OK)
        return status;
    while (len && text[len - 1] == ' ')
        len--;
    for (; len && *text == ' '; text++)
        len--;
    *out = pcs_arena_copy(arena, text, len);
    return *out ? PCS_OK : pcs_error_nomem(err);
}

static pcs_status copy_first(const char **out, pcs_arena *arena,
                             const pcs_partition *p, const found *f,
                             pcs_field field, pcs_error *err)
{
    *out = "";
    for (size_t i = 0; i < PCS_ATTRIBUTES_KEYS; i++)
        if (f->n[i] && f->fields[i] == field)
            return copy(out, arena, p, f->values[i][0], err);
    return PCS_OK;
}

static pcs_status copy_services(pcs_hit_article *a, pcs_arena *arena,
                                const pcs_partition *p, const found *f,
                                pcs_error *err)
{
    const char **list =
        pcs_arena_alloc(arena, PCS_HIT_SERVICES_MAX * sizeof *list);
    pcs_status status = list ? PCS_OK : pcs_error_nomem(err);
    a->services = list;
    for (size_t i = 0; i < PCS_ATTRIBUTES_KEYS; i++)
        for (size_t j = 0; status == PCS_OK && j < f->n[i] &&
                           f->fields[i] == PCS_FIELD_SERVICE &&
                           a->n_services < PCS_HIT_SERVICES_MAX;
             j++)
            status =
                copy(&list[a->n_services++], arena, p, f->values[i][j], err);
    return status;
}

static pcs_status read_day(uint32_t *out, const pcs_partition *p,
                           const found *f, pcs_error *err)
{
    pcs_status status = PCS_OK;
    for (size_t i = 0; i < PCS_ATTRIBUTES_KEYS; i++)
        for (size_t j = 0; status == PCS_OK && *out == 0 && j < f->n[i] &&
                           f->fields[i] == PCS_FIELD_DATE;
             j++) {
            const char *text;
            size_t len;
            status = pcs_partition_string(&text, &len, p, f->values[i][j], err);
            if (status == PCS_OK)
                *out = pcs_date_read(text, len);
        }
    return status;
}

pcs_status pcs_hit_article_fetch(const pcs_hit_article **out, pcs_arena *arena,
                                 const pcs_partition *p, uint32_t number,
                                 pcs_error *err)
{
    const pcs_article_record *article;
    found f = {.n = {0}};
    pcs_hit_article *a = pcs_arena_alloc(arena, sizeof *a);
    pcs_status status = a ? PCS_OK : pcs_error_nomem(err);
    if (status == PCS_OK)
        status = pcs_partition_article(&article, p, number, err);
    if (status != PCS_OK)
        return status;
    memset(a, 0, sizeof *a);
    status = find(&f, p, article, err);
    if (status == PCS_OK)
        status = copy_first(&a->topic, arena, p, &f, PCS_FIELD_TOPIC, err);
    if (status == PCS_OK)
        status = copy_first(&a->type, arena, p, &f, PCS_FIELD_TYPE, err);
    if (status == PCS_OK)
        status = copy_first(&a->author, arena, p, &f, PCS_FIELD_AUTHOR, err);
    if (status == PCS_OK)
        status = copy_services(a, arena, p, &f, err);
    if (status == PCS_OK)
        status = read_day(&a->day, p, &f, err);
    *out = a;
    return status;
}

pcs_status pcs_segment_article_fetch(const pcs_hit_article **out,
                                     pcs_arena *arena, const pcs_partition *p,
                                     uint32_t segment, pcs_error *err)
{
    const pcs_segment_record *s;
    pcs_status status = pcs_partition_segment(&s, p, segment, err);
    return status == PCS_OK
               ? pcs_hit_article_fetch(out, arena, p, s->article, err)
               : status;
}
