/* records.c - an article becomes records of a partition */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <string.h>
#include <strings.h>

#include "index/builder.h"

/* A text of four words or more that reads the same on both sides was left
 * untranslated; shorter ones are names and numbers. */
static bool is_untranslated(const pcs_segment *s)
{
    if (s->local.len != s->english.len ||
        memcmp(s->local.data, s->english.data, s->local.len) != 0)
        return false;
    size_t spaces = 0;
    for (size_t i = 0; i < s->local.len; i++)
        spaces += s->local.data[i] == ' ';
    return spaces >= 3;
}

static pcs_status reserve_unit(pcs_builder *b, pcs_error *err)
{
    size_t n = b->units.len;
    return PCS_ARRAY_RESERVE(b->flags, b->cap_flags, n) &&
                   PCS_ARRAY_RESERVE(b->english, b->cap_english, n) &&
                   PCS_ARRAY_RESERVE(b->slots, b->cap_slots, n) &&
                   PCS_ARRAY_RESERVE(b->words, b->cap_words, n)
               ? PCS_OK
               : pcs_error_nomem(err);
}

pcs_status pcs_builder_keep_unit(pcs_builder *b, uint32_t unit, uint32_t old,
                                 pcs_error *err)
{
    const pcs_unit_record *r;
    pcs_status status = reserve_unit(b, err);
    if (status == PCS_OK)
        status = pcs_partition_unit(&r, &b->old, old, err);
    if (status == PCS_OK)
        status = pcs_tables_check(b->old.tables, &b->old.unit_english[old],
                                  sizeof *b->old.unit_english, err);
    if (status != PCS_OK)
        return status;
    b->keeping.units[old] = unit;
    b->slots[unit] = pcs_partition_slot(&b->old, old);
    b->words[unit] = r->words;
    b->flags[unit] = r->flags & PCS_UNIT_UNTRANSLATED;
    b->english[unit] = b->old.unit_english[old];
    return PCS_OK;
}

/* Gives a new unit the next slot, and its texts to the range in work. */
static pcs_status place_unit(pcs_builder *b, uint32_t unit,
                             const pcs_segment *s, size_t worker,
                             pcs_error *err)
{
    pcs_status status = reserve_unit(b, err);
    size_t n = b->n_slots - b->first_slot;
    if (status != PCS_OK ||
        !PCS_ARRAY_RESERVE(b->slot_units, b->cap_slot_units, n + 1))
        return pcs_error_nomem(err);
    if (b->n_slots >= UINT32_MAX - 1)
        return pcs_error_set(err, PCS_ELIMIT,
                             "more than 2^32 translation units");
    b->slot_units[n] = unit;
    b->slots[unit] = b->n_slots++;
    b->words[unit] = 0;
    b->flags[unit] = is_untranslated(s) ? PCS_UNIT_UNTRANSLATED : 0;
    b->english[unit] = pcs_hash64(s->english.data, s->english.len);
    return pcs_builder_add_texts(b, s, worker, err);
}

static pcs_status add_unit(uint32_t *unit, pcs_builder *b, const pcs_segment *s,
                           size_t worker, pcs_error *err)
{
    bool is_new;
    uint32_t old;
    pcs_hash128 hash = pcs_hash_pair(s->local.data, s->local.len,
                                     s->english.data, s->english.len);
    pcs_status status = pcs_units_add(unit, &is_new, &b->units, &hash, err);
    if (status != PCS_OK || !is_new)
        return status;
    status = pcs_keeping_find(&old, &b->keeping, &hash, err);
    if (status != PCS_OK)
        return status;
    return old == PCS_NO_UNIT ? place_unit(b, *unit, s, worker, err)
                              : pcs_builder_keep_unit(b, *unit, old, err);
}

static pcs_status add_string(pcs_string_ref *out, pcs_builder *b, pcs_text text,
                             pcs_error *err)
{
    return pcs_strings_add(out, &b->strings, text.data, text.len, err);
}

pcs_status pcs_builder_new_segment(pcs_segment_record **out, pcs_builder *b,
                                   pcs_error *err)
{
    if (!PCS_ARRAY_RESERVE(b->segments, b->cap_segments, b->n_segments + 1))
        return pcs_error_nomem(err);
    *out = &b->segments[b->n_segments++];
    memset(*out, 0, sizeof **out);
    (*out)->article = (uint32_t)b->n_articles;
    return PCS_OK;
}

pcs_status pcs_builder_add_markup(pcs_builder *b, const pcs_markup_text *markup,
                                  size_t n, pcs_error *err)
{
    pcs_status status = PCS_OK;
    if (!PCS_ARRAY_RESERVE(b->markup, b->cap_markup, b->n_markup + n))
        return pcs_error_nomem(err);
    for (size_t i = 0; status == PCS_OK && i < n; i++) {
        pcs_markup_record *r = &b->markup[b->n_markup++];
        *r = (pcs_markup_record){.segment = (uint32_t)b->n_segments - 1,
                                 .kind = (uint16_t)markup[i].kind,
                                 .is_local = markup[i].is_local};
        status = add_string(&r->text, b,
                            (pcs_text){markup[i].data, markup[i].len}, err);
    }
    return status;
}

static pcs_status add_segment(pcs_builder *b, const pcs_segment *s,
                              bool is_human, size_t worker, pcs_error *err)
{
    pcs_segment_record *r = NULL;
    pcs_status status = pcs_builder_new_segment(&r, b, err);
    if (status != PCS_OK)
        return status;
    r->line = s->line;
    r->place = s->place;
    status = add_unit(&r->unit, b, s, worker, err);
    if (status == PCS_OK && s->place == PCS_PLACE_HEADING)
        b->flags[r->unit] |= PCS_UNIT_HEADING;
    if (status == PCS_OK && is_human)
        b->flags[r->unit] |= PCS_UNIT_HUMAN;
    if (status == PCS_OK)
        status = add_string(&r->id, b, s->id, err);
    if (status == PCS_OK)
        status = add_string(&r->heading, b, s->heading, err);
    if (status == PCS_OK)
        status = add_string(&r->anchor, b, s->anchor, err);
    if (status == PCS_OK)
        status = pcs_builder_add_markup(b, s->markup, s->n_markup, err);
    return status;
}

bool pcs_article_is_human(const pcs_article *a)
{
    for (size_t i = 0; i < a->n_meta; i++) {
        const pcs_text *key = &a->meta[i].key, *value = &a->meta[i].value;
        if (key->len >= 15 && value->len == 2 &&
            memcmp(key->data + key->len - 15, "translationtype", 15) == 0)
            return strncasecmp(value->data, "ht", 2) == 0;
    }
    return false;
}

static pcs_status add_meta(pcs_builder *b, const pcs_article *a, pcs_error *err)
{
    if (!PCS_ARRAY_RESERVE(b->meta, b->cap_meta, b->n_meta + a->n_meta + 1))
        return pcs_error_nomem(err);
    pcs_status status = PCS_OK;
    for (size_t i = 0; status == PCS_OK && i < a->n_meta; i++) {
        pcs_meta_record *r = &b->meta[b->n_meta++];
        status = add_string(&r->key, b, a->meta[i].key, err);
        if (status == PCS_OK)
            status = add_string(&r->value, b, a->meta[i].value, err);
    }
    return status;
}

pcs_status pcs_builder_begin_article(pcs_builder *b,
                                     const pcs_build_article *source,
                                     const pcs_article *a, uint64_t hash,
                                     pcs_error *err)
{
    if (!PCS_ARRAY_RESERVE(b->articles, b->cap_articles, b->n_articles + 1))
        return pcs_error_nomem(err);
    pcs_article_record *r = &b->articles[b->n_articles];
    memset(r, 0, sizeof *r);
    r->first_segment = (uint32_t)b->n_segments;
    r->first_meta = (uint32_t)b->n_meta;
    r->n_meta = (uint32_t)a->n_meta;
    r->content_hash = hash;
    pcs_text name = {source->source, strlen(source->source)};
    pcs_text path = {source->path, strlen(source->path)};
    pcs_status status = add_string(&r->source, b, name, err);
    if (status == PCS_OK)
        status = add_string(&r->path, b, path, err);
    if (status == PCS_OK)
        status = add_string(&r->title, b, a->title, err);
    if (status == PCS_OK)
        status = add_string(&r->description, b, a->description, err);
    if (status == PCS_OK)
        status = add_meta(b, a, err);
    return status;
}

void pcs_builder_end_article(pcs_builder *b)
{
    pcs_article_record *r = &b->articles[b->n_articles++];
    r->n_segments = (uint32_t)b->n_segments - r->first_segment;
}

pcs_status pcs_builder_add(pcs_builder *b, const pcs_build_article *source,
                           const pcs_article *a, uint64_t hash, size_t worker,
                           pcs_error *err)
{
    pcs_status status = pcs_builder_begin_article(b, source, a, hash, err);
    bool is_human = pcs_article_is_human(a);
    for (size_t i = 0; status == PCS_OK && i < a->n_segments; i++)
        status = add_segment(b, &a->segments[i], is_human, worker, err);
    if (status == PCS_OK)
        pcs_builder_end_article(b);
    return status;
}
