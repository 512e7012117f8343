/* partition.c - one locale's part of the index */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/partition.h"

#include <string.h>

#include "store/postings.h"

static pcs_status section(const void **out, size_t *n, pcs_partition *p,
                          const char *name, size_t size, pcs_error *err)
{
    pcs_section_view view = {NULL, 0};
    pcs_status status = pcs_tables_section(&view, p->tables, name, size, err);
    *out = view.data;
    *n = view.len / size;
    return status;
}

static pcs_status open_sections(pcs_partition *p, pcs_error *err)
{
    size_t n_refs = 0, n_units = 0, n_stats = 0, n_owners = 0, n_hashes = 0,
           n_english = 0;
    struct {
        const void **out;
        size_t *n;
        const char *name;
        size_t size;
    } all[] = {
        {(const void **)&p->stats, &n_stats, "stats", sizeof *p->stats},
        {(const void **)&p->units, &n_units, "units", sizeof *p->units},
        {(const void **)&p->unit_hashes, &n_hashes, "unit.hash",
         sizeof *p->unit_hashes},
        {(const void **)&p->unit_english, &n_english, "unit.english",
         sizeof *p->unit_english},
        {(const void **)&p->unit_segments, &n_refs, "unit.segments", 4},
        {(const void **)&p->unit_articles, &n_owners, "unit.articles", 4},
        {(const void **)&p->segments, &p->n_segments, "segments",
         sizeof *p->segments},
        {(const void **)&p->articles, &p->n_articles, "articles",
         sizeof *p->articles},
        {(const void **)&p->meta, &p->n_meta, "meta", sizeof *p->meta},
        {(const void **)&p->markup, &p->n_markup, "segment.markup",
         sizeof *p->markup},
        {(const void **)&p->string_ends, &p->n_strings, "strings.ends", 4},
        {(const void **)&p->string_bytes, &p->string_bytes_len, "strings.bytes",
         1},
    };
    pcs_status status = PCS_OK;
    for (size_t i = 0; status == PCS_OK && i < sizeof all / sizeof *all; i++)
        status =
            section(all[i].out, all[i].n, p, all[i].name, all[i].size, err);
    if (status == PCS_OK)
        status = pcs_tables_check(p->tables, p->stats,
                                  n_stats * sizeof *p->stats, err);
    if (status == PCS_OK &&
        (n_stats != 1 || n_units == 0 || n_refs != p->n_segments ||
         n_owners != n_refs || n_hashes != n_units - 1 ||
         n_english != n_units - 1))
        status = pcs_error_set(err, PCS_ECORRUPT, "partition without units");
    if (status == PCS_OK)
        p->n_units = n_units - 1;
    return status;
}

/* They are read without another check: each slot has one unit, and each unit
 * has its slot. */
static pcs_status check_slots(const pcs_partition *p, pcs_error *err)
{
    pcs_status status =
        pcs_tables_check(p->tables, p->unit_slots, 4 * p->n_units, err);
    if (status == PCS_OK)
        status =
            pcs_tables_check(p->tables, p->slot_units, 4 * p->n_slots, err);
    size_t served = 0;
    for (size_t i = 0; status == PCS_OK && i < p->n_slots; i++) {
        uint32_t unit = p->slot_units[i];
        if (unit == PCS_NO_UNIT)
            continue;
        served++;
        if (unit >= p->n_units || p->unit_slots[unit] != i)
            return pcs_error_set(err, PCS_ECORRUPT, "odd slots of units");
    }
    if (status == PCS_OK && served != p->n_units)
        status = pcs_error_set(err, PCS_ECORRUPT, "units without slots");
    return status;
}

static pcs_status open_slots(pcs_partition *p, pcs_error *err)
{
    size_t n_units = 0;
    pcs_status status = section((const void **)&p->unit_slots, &n_units, p,
                                "unit.slot", 4, err);
    if (status == PCS_OK)
        status = section((const void **)&p->slot_units, &p->n_slots, p,
                         "slot.unit", 4, err);
    if (status != PCS_OK)
        return status;
    if (n_units == 0 && p->n_slots == 0) {
        p->unit_slots = p->slot_units = NULL;
        p->n_slots = p->n_units;
        return PCS_OK;
    }
    if (n_units != p->n_units)
        return pcs_error_set(err, PCS_ECORRUPT, "units without slots");
    return check_slots(p, err);
}

uint32_t pcs_partition_slot(const pcs_partition *p, uint32_t unit)
{
    return p->unit_slots ? p->unit_slots[unit] : unit;
}

pcs_status pcs_partition_open(pcs_partition *p, const char *path,
                              uint64_t expected_size, pcs_error *err)
{
    memset(p, 0, sizeof *p);
    pcs_status status = pcs_tables_open(&p->tables, path, expected_size, err);
    if (status == PCS_OK)
        status = open_sections(p, err);
    if (status == PCS_OK)
        status = open_slots(p, err);
    if (status == PCS_OK)
        status = pcs_lexicon_open(&p->words, p->tables, "w", err);
    if (status == PCS_OK)
        status = pcs_lexicon_open(&p->english, p->tables, "e", err);
    if (status == PCS_OK)
        status = pcs_forward_open(&p->word_forward, p->tables, "w", err);
    if (status == PCS_OK)
        status = pcs_forward_open(&p->english_forward, p->tables, "e", err);
    if (status == PCS_OK && (p->word_forward.n_units != p->n_units ||
                             p->english_forward.n_units != p->n_units))
        status = pcs_error_set(err, PCS_ECORRUPT, "units without their words");
    if (status == PCS_OK)
        status =
            pcs_associations_open(&p->word_associations, p->tables, "w", err);
    if (status == PCS_OK)
        status = pcs_associations_open(&p->english_associations, p->tables, "e",
                                       err);
    if (status == PCS_OK && (p->word_associations.n != p->words.len ||
                             p->english_associations.n != p->english.len))
        status = pcs_error_set(err, PCS_ECORRUPT, "words without classes");
    if (status == PCS_OK)
        status = pcs_translation_table_open(&p->translations, p->tables, err);
    if (status == PCS_OK && p->translations.n != p->words.len)
        status = pcs_error_set(err, PCS_ECORRUPT, "words without translations");
    if (status == PCS_OK)
        status = pcs_relations_open(&p->word_relations, p->tables, "w", err);
    if (status == PCS_OK)
        status = pcs_relations_open(&p->english_relations, p->tables, "e", err);
    if (status == PCS_OK)
        status = pcs_texts_open(&p->texts, p->tables, err);
    if (status == PCS_OK && p->unit_slots)
        pcs_texts_map(p->texts, p->unit_slots, p->n_units);
    if (status != PCS_OK)
        pcs_partition_close(p);
    return status;
}

void pcs_partition_close(pcs_partition *p)
{
    pcs_texts_close(p->texts);
    pcs_lexicon_forget(&p->words);
    pcs_lexicon_forget(&p->english);
    pcs_tables_close(p->tables);
    memset(p, 0, sizeof *p);
}

static pcs_status out_of_range(pcs_error *err, const char *what, uint32_t i)
{
    return pcs_error_set(err, PCS_ECORRUPT,
                         "damaged index: no %s %u; rebuild it with "
                         "pcindex --rebuild",
                         what, i);
}

pcs_status pcs_partition_unit(const pcs_unit_record **out,
                              const pcs_partition *p, uint32_t unit,
                              pcs_error *err)
{
    *out = NULL;
    if (unit >= p->n_units)
        return out_of_range(err, "unit", unit);
    *out = &p->units[unit];
    return pcs_tables_check(p->tables, *out, 2 * sizeof **out, err);
}

pcs_status pcs_partition_segment(const pcs_segment_record **out,
                                 const pcs_partition *p, uint32_t segment,
                                 pcs_error *err)
{
    *out = NULL;
    if (segment >= p->n_segments)
        return out_of_range(err, "segment", segment);
    const pcs_segment_record *s = &p->segments[segment];
    pcs_status status = pcs_tables_check(p->tables, s, sizeof *s, err);
    if (status != PCS_OK)
        return status;
    if (s->unit >= p->n_units || s->article >= p->n_articles)
        return out_of_range(err, "segment", segment);
    *out = s;
    return PCS_OK;
}

pcs_status pcs_partition_article(const pcs_article_record **out,
                                 const pcs_partition *p, uint32_t article,
                                 pcs_error *err)
{
    *out = NULL;
    if (article >= p->n_articles)
        return out_of_range(err, "article", article);
    const pcs_article_record *a = &p->articles[article];
    pcs_status status = pcs_tables_check(p->tables, a, sizeof *a, err);
    if (status != PCS_OK)
        return status;
    if (a->first_segment > p->n_segments ||
        a->n_segments > p->n_segments - a->first_segment ||
        a->first_meta > p->n_meta || a->n_meta > p->n_meta - a->first_meta)
        return out_of_range(err, "article", article);
    *out = a;
    return PCS_OK;
}

/* The part of a list in the order of units that is this unit's. */
static pcs_status unit_part(const uint32_t **out, size_t *n,
                            const pcs_partition *p, const uint32_t *list,
                            uint32_t unit, pcs_error *err)
{
    *out = NULL;
    *n = 0;
    const pcs_unit_record *u;
    pcs_status status = pcs_partition_unit(&u, p, unit, err);
    if (status != PCS_OK)
        return status;
    if (u[0].first > u[1].first || u[1].first > p->n_segments)
        return out_of_range(err, "unit", unit);
    *out = list + u[0].first;
    *n = u[1].first - u[0].first;
    return pcs_tables_check(p->tables, *out, *n * sizeof **out, err);
}

pcs_status pcs_partition_occurrences(const uint32_t **out, size_t *n,
                                     const pcs_partition *p, uint32_t unit,
                                     pcs_error *err)
{
    return unit_part(out, n, p, p->unit_segments, unit, err);
}

pcs_status pcs_partition_unit_articles(const uint32_t **out, size_t *n,
                                       const pcs_partition *p, uint32_t unit,
                                       pcs_error *err)
{
    return unit_part(out, n, p, p->unit_articles, unit, err);
}

/* The first record of a segment, or of one behind it. */
static pcs_status find_markup(size_t *out, const pcs_partition *p,
                              uint32_t segment, pcs_error *err)
{
    size_t low = 0, high = p->n_markup;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const pcs_markup_record *m = &p->markup[middle];
        pcs_status status = pcs_tables_check(p->tables, m, sizeof *m, err);
        if (status != PCS_OK)
            return status;
        if (m->segment < segment)
            low = middle + 1;
        else
            high = middle;
    }
    *out = low;
    return PCS_OK;
}

pcs_status pcs_partition_markup(const pcs_markup_record **out, size_t *n,
                                const pcs_partition *p, uint32_t segment,
                                pcs_error *err)
{
    size_t first = 0;
    *out = NULL;
    *n = 0;
    pcs_status status = find_markup(&first, p, segment, err);
    while (status == PCS_OK && first + *n < p->n_markup) {
        const pcs_markup_record *m = &p->markup[first + *n];
        status = pcs_tables_check(p->tables, m, sizeof *m, err);
        if (status != PCS_OK || m->segment != segment)
            break;
        ++*n;
    }
    *out = p->markup + first;
    return status;
}

pcs_status pcs_partition_string(const char **out, size_t *len,
                                const pcs_partition *p, pcs_string_ref ref,
                                pcs_error *err)
{
    *out = "";
    *len = 0;
    if (ref == 0)
        return PCS_OK;
    if (ref >= p->n_strings)
        return out_of_range(err, "string", ref);
    const uint32_t *ends = p->string_ends + ref - 1;
    pcs_status status =
        pcs_tables_check(p->tables, ends, 2 * sizeof *ends, err);
    if (status != PCS_OK)
        return status;
    if (ends[0] > ends[1] || ends[1] > p->string_bytes_len)
        return out_of_range(err, "string", ref);
    *out = p->string_bytes + ends[0];
    *len = ends[1] - ends[0];
    return pcs_tables_check(p->tables, *out, *len, err);
}

pcs_status pcs_partition_meta(const char **out, size_t *len,
                              const pcs_partition *p,
                              const pcs_article_record *article,
                              const char *key, pcs_error *err)
{
    size_t wanted = strlen(key);
    *out = "";
    *len = 0;
    const pcs_meta_record *m = p->meta + article->first_meta;
    pcs_status status =
        pcs_tables_check(p->tables, m, article->n_meta * sizeof *m, err);
    for (uint32_t i = 0; status == PCS_OK && i < article->n_meta; i++) {
        const char *name;
        size_t n;
        status = pcs_partition_string(&name, &n, p, m[i].key, err);
        if (status == PCS_OK && n == wanted && memcmp(name, key, n) == 0)
            return pcs_partition_string(out, len, p, m[i].value, err);
    }
    return status;
}
