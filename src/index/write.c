/* write.c - writing a partition that has been built */
/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "index/builder.h"
#include "store/generation.h"

pcs_status pcs_builder_name_file(char **path, pcs_manifest_file *file,
                                 const pcs_builder *b, const char *kind,
                                 pcs_error *err)
{
    char name[96];
    snprintf(name, sizeof name, "%s-%06llu.%s", b->locale->locale,
             (unsigned long long)b->shared->generation, kind);
    file->name = strdup(name);
    *path = file->name ? pcs_generation_file(b->shared->dir, file) : NULL;
    return *path ? PCS_OK : pcs_error_nomem(err);
}

/* What new units have of their texts, which the ranges know. */
static void take_words(pcs_builder *b)
{
    for (size_t i = 0; i < b->n_ranges; i++)
        for (uint32_t j = 0; j < b->ranges[i]->n; j++) {
            size_t slot = b->ranges[i]->first - b->first_slot + j;
            b->words[b->slot_units[slot]] = b->ranges[i]->words[j];
        }
}

static pcs_status write_stats(pcs_tables_writer *w, const pcs_builder *b,
                              pcs_error *err)
{
    pcs_partition_stats stats = {0};
    for (size_t i = 0; i < b->units.len; i++)
        stats.words += b->words[i];
    return pcs_tables_writer_section(w, "stats", &stats, sizeof stats, err);
}

/* The unit of each slot, or NULL where slots are units. */
static pcs_status invert_slots(uint32_t **out, const pcs_builder *b,
                               pcs_error *err)
{
    bool is_same = b->n_slots == b->units.len;
    *out = NULL;
    for (size_t i = 0; is_same && i < b->units.len; i++)
        is_same = b->slots[i] == i;
    if (is_same)
        return PCS_OK;
    *out = malloc((b->n_slots + (size_t)1) * sizeof **out);
    if (!*out)
        return pcs_error_nomem(err);
    memset(*out, 0xFF, b->n_slots * sizeof **out);
    for (size_t i = 0; i < b->units.len; i++)
        (*out)[b->slots[i]] = (uint32_t)i;
    return PCS_OK;
}

static pcs_status write_slots(pcs_tables_writer *w, const pcs_builder *b,
                              const uint32_t *slot_units, pcs_error *err)
{
    size_t n = slot_units ? b->units.len : 0;
    size_t m = slot_units ? b->n_slots : 0;
    pcs_status status =
        pcs_tables_writer_section(w, "unit.hash", b->units.hashes,
                                  b->units.len * sizeof *b->units.hashes, err);
    if (status == PCS_OK)
        status =
            pcs_tables_writer_section(w, "unit.english", b->english,
                                      b->units.len * sizeof *b->english, err);
    if (status == PCS_OK)
        status = pcs_tables_writer_section(w, "unit.slot", b->slots,
                                           n * sizeof *b->slots, err);
    if (status == PCS_OK)
        status = pcs_tables_writer_section(w, "slot.unit", slot_units,
                                           m * sizeof *slot_units, err);
    return status;
}

/* Units with the ranges of their segments, by counting. */
static pcs_status write_units(pcs_tables_writer *w, const pcs_builder *b,
                              pcs_error *err)
{
    size_t n = b->units.len;
    pcs_unit_record *units = calloc(n + 2, sizeof *units);
    uint32_t *segments = calloc(b->n_segments + 1, sizeof *segments);
    uint32_t *articles = calloc(b->n_segments + 1, sizeof *articles);
    pcs_status status =
        units && segments && articles ? PCS_OK : pcs_error_nomem(err);
    if (status == PCS_OK) {
        for (size_t i = 0; i < b->n_segments; i++)
            units[b->segments[i].unit + 2].first++;
        for (size_t i = 2; i <= n; i++)
            units[i].first += units[i - 1].first;
        for (size_t i = 0; i < b->n_segments; i++)
            segments[units[b->segments[i].unit + 1].first++] = (uint32_t)i;
        for (size_t i = 0; i < b->n_segments; i++)
            articles[i] = b->segments[segments[i]].article;
        for (size_t i = 0; i < n; i++) {
            units[i].words = b->words[i];
            units[i].flags = b->flags[i];
        }
        status = pcs_tables_writer_section(w, "units", units,
                                           (n + 1) * sizeof *units, err);
    }
    if (status == PCS_OK)
        status = pcs_tables_writer_section(w, "unit.segments", segments,
                                           4 * b->n_segments, err);
    if (status == PCS_OK)
        status = pcs_tables_writer_section(w, "unit.articles", articles,
                                           4 * b->n_segments, err);
    free(articles);
    free(units);
    free(segments);
    return status;
}

static pcs_status write_records(pcs_tables_writer *w, const pcs_builder *b,
                                pcs_error *err)
{
    struct {
        const char *name;
        const void *data;
        size_t len;
    } all[] = {
        {"segments", b->segments, b->n_segments * sizeof *b->segments},
        {"articles", b->articles, b->n_articles * sizeof *b->articles},
        {"meta", b->meta, b->n_meta * sizeof *b->meta},
        {"segment.markup", b->markup, b->n_markup * sizeof *b->markup},
        {"strings.ends", b->strings.ends,
         b->strings.len * sizeof *b->strings.ends},
        {"strings.bytes", b->strings.bytes.data, b->strings.bytes.len},
    };
    pcs_status status = write_stats(w, b, err);
    if (status == PCS_OK)
        status = write_units(w, b, err);
    for (size_t i = 0; status == PCS_OK && i < sizeof all / sizeof *all; i++)
        status = pcs_tables_writer_section(w, all[i].name, all[i].data,
                                           all[i].len, err);
    return status;
}

static pcs_status write_tables(pcs_builder *b, const char *path, size_t worker,
                               pcs_error *err)
{
    pcs_tables_writer *w;
    uint32_t *slot_units;
    pcs_status status = invert_slots(&slot_units, b, err);
    if (status != PCS_OK)
        return status;
    status = pcs_tables_writer_new(&w, path, err);
    if (status == PCS_OK)
        status = write_records(w, b, err);
    if (status == PCS_OK)
        status = write_slots(w, b, slot_units, err);
    if (status == PCS_OK)
        status = pcs_builder_write_texts(w, b, err);
    if (status == PCS_OK)
        status = pcs_builder_write_words(w, b, slot_units, worker, err);
    if (status == PCS_OK)
        status = pcs_tables_writer_finish(w, err);
    pcs_tables_writer_free(w);
    free(slot_units);
    return status;
}

static uint64_t count_articles(const pcs_builder *b)
{
    uint64_t n = 0;
    for (size_t i = 0; i < b->n_articles; i++)
        n += b->articles[i].n_segments > 0;
    return n;
}

pcs_status pcs_builder_write(pcs_builder *b, size_t worker, pcs_error *err)
{
    pcs_manifest_locale *l = b->locale;
    char *tables = NULL;
    if (b->n_segments == 0)
        return PCS_OK;
    take_words(b);
    pcs_status status = pcs_builder_write_postings(b, err);
    if (status == PCS_OK)
        status = pcs_builder_name_file(&tables, &l->tables, b, "tables", err);
    /* A run that died may have left files of these names, and a reader may
     * have them mapped: they are replaced, never written over. */
    if (status == PCS_OK)
        status = pcs_path_remove(tables, err);
    if (status == PCS_OK)
        status = write_tables(b, tables, worker, err);
    if (status == PCS_OK)
        status = pcs_manifest_file_seal(&l->tables, tables, err);
    l->articles = count_articles(b);
    l->segments = b->n_segments;
    l->units = b->units.len;
    free(tables);
    return status;
}
